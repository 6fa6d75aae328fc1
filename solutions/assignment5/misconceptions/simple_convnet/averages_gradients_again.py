"""gradient divides by the batch size, but the loss is a mean already. The steps become N times too
small and the network hardly learns.

gradient에서 배치 크기로 또 나누었어요. 손실이 이미 평균이므로 한 걸음이 N분의 1로 줄어 거의 배우지
못합니다.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_gradient_affine2"


class SimpleConvNet(Reference):
    def gradient(self, x, t):
        return {key: value / len(x) for key, value in super().gradient(x, t).items()}
