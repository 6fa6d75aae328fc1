"""The filter moves by one pixel whatever the stride. Output row ho begins at row ho * stride - pad.

스트라이드와 상관없이 한 픽셀씩 움직였어요. 출력 행 ho는 ho * stride - pad번째 행에서 시작합니다.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_stride_and_padding"


def source():
    return right().replace(" * stride - pad", " - pad")
