"""Every image of the batch is computed from the first one. Image n begins n * C * H * W
numbers further.

배치의 모든 이미지를 첫 이미지로 계산했어요. n번째 이미지는 n * C * H * W개 뒤에서
시작합니다.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_batch"


def source():
    return right().replace("((n * C + c) * H", "(c * H")
