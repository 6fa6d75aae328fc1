"""top_k returns the logits themselves. topk gives values and indices; the classes are the indices.

top_k가 로짓을 돌려주었어요. topk의 결과는 값과 인덱스이고, 클래스는 인덱스입니다.
"""

CAUGHT_BY = "resnet::test_top_k"


def top_k(logits, k):
    return logits.topk(k, dim=1).values
