"""The filter is flipped in both directions, as mathematicians define convolution. Deep learning
does not flip it: multiply each patch by W as it stands.

수학의 합성곱처럼 필터를 두 방향으로 뒤집었어요. 딥러닝에서는 뒤집지 않습니다. 패치에 W를 그대로
곱하세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_forward"


class Convolution(Reference):
    def __init__(self, W, b, stride=1, pad=0):
        super().__init__(W[:, :, ::-1, ::-1], b, stride, pad)
