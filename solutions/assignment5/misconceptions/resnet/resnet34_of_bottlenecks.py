"""resnet34 is built of Bottlenecks, which makes it resnet50. The two have the same 3 + 4 + 6 + 3
blocks; resnet34 has BasicBlocks.

resnet34를 Bottleneck으로 만들어 resnet50이 되었어요. 둘 다 블록이 3 + 4 + 6 + 3개이지만 resnet34는
BasicBlock으로 만듭니다.
"""

CAUGHT_BY = "resnet::test_parameters_of_basic_nets"


def resnet34(num_classes=1000):
    return ResNet(Bottleneck, [3, 4, 6, 3], num_classes)
