"""The first stage begins with stride 2 as well, so the last one is left with 1/64 of the size. The
max pooling has done its halving already: stride 1 there.

첫 단계도 스트라이드 2로 시작해서 마지막에 크기의 64분의 1만 남았어요. 그만큼은 최대 풀링이 이미
줄였습니다. 첫 단계의 스트라이드는 1입니다.
"""

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_stages"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes, zero_init_residual)
        self.stages[0] = block(64, 64, 2)
