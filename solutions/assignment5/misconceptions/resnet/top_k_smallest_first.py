"""top_k returns the classes of the smallest logits: argsort sorts upwards. Sort downwards.

top_k가 로짓이 가장 작은 클래스를 돌려주었어요. argsort는 오름차순입니다. 내림차순으로 정렬하세요.
"""

CAUGHT_BY = "resnet::test_top_k"


def top_k(logits, k):
    return logits.argsort(dim=1)[:, :k]
