"""The last tile reaches beyond the weights. Load 0 where the filter or k does not exist.

마지막 타일이 가중치 밖까지 읽었어요. 필터나 k가 없는 자리에는 0을 넣으세요.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_odd_sizes"


def source():
    return right().replace("filter < FN && k < K ? w[filter * K + k] : 0.0f", "w[filter * K + k]")
