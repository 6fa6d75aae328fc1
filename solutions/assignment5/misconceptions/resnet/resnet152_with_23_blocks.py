"""resnet152 has 23 blocks in its third stage, as resnet101 has. It is 3 + 8 + 36 + 3.

resnet152의 셋째 단계가 resnet101처럼 블록 23개예요. resnet152는 3 + 8 + 36 + 3개입니다.
"""

CAUGHT_BY = "resnet::test_parameters_of_bottleneck_nets"


def resnet152(num_classes=1000):
    return ResNet(Bottleneck, [3, 8, 23, 3], num_classes)
