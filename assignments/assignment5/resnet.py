"""Exercise resnet: residual blocks and the five ResNets, in PyTorch.

연습 문제 resnet: PyTorch로 만드는 잔차 블록과 다섯 가지 ResNet입니다.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

__all__ = [
    "BasicBlock",
    "Bottleneck",
    "ResNet",
    "resnet18",
    "resnet34",
    "resnet50",
    "resnet101",
    "resnet152",
    "top_k",
]


class BasicBlock(nn.Module):
    """Two 3x3 convolutions, each followed by batch norm, and a shortcut around both. The first
    convolution has the stride. ReLU comes after the first batch norm and after the addition.
    The shortcut is x itself, or a 1x1 convolution with batch norm where x does not fit.

    3x3 합성곱 두 개에 각각 배치 정규화가 따르고, 둘을 건너뛰는 지름길(shortcut)이 있는 블록입니다.
    스트라이드는 첫 합성곱에 있습니다. ReLU는 첫 배치 정규화 다음과 덧셈 다음에 옵니다. 지름길은
    x 그대로이고, x의 형상이 맞지 않을 때만 1x1 합성곱과 배치 정규화를 거칩니다.
    """

    expansion: int = 1

    def __init__(self, in_channels: int, out_channels: int, stride: int = 1) -> None:
        raise NotImplementedError("BasicBlock.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Takes x (N, in_channels, H, W), returns (N, out_channels, H, W) or, with stride 2,
        half of the height and width, rounded up.

        x (N, in_channels, H, W)를 받아 (N, out_channels, H, W)를 돌려줍니다. 스트라이드가 2이면
        높이와 너비가 절반이 됩니다(올림).
        """
        raise NotImplementedError("BasicBlock.forward")


class Bottleneck(nn.Module):
    """A 1x1 convolution to `channels`, a 3x3 convolution with the stride, a 1x1 convolution to
    4 * channels; batch norm after each, ReLU after the first two and after the addition. The
    shortcut is as in BasicBlock.

    `channels`개로 줄이는 1x1 합성곱, 스트라이드가 있는 3x3 합성곱, 4 * channels개로 늘리는 1x1
    합성곱으로 된 블록입니다. 합성곱마다 배치 정규화가 따르고, ReLU는 앞의 두 배치 정규화 다음과
    덧셈 다음에 옵니다. 지름길은 BasicBlock과 같습니다.
    """

    expansion: int = 4

    def __init__(self, in_channels: int, channels: int, stride: int = 1) -> None:
        raise NotImplementedError("Bottleneck.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Takes x (N, in_channels, H, W), returns (N, 4 * channels, H, W) or, with stride 2,
        half of the height and width, rounded up.

        x (N, in_channels, H, W)를 받아 (N, 4 * channels, H, W)를 돌려줍니다. 스트라이드가 2이면
        높이와 너비가 절반이 됩니다(올림).
        """
        raise NotImplementedError("Bottleneck.forward")


class ResNet(nn.Module):
    """The stem, four stages of blocks, global average pooling and a linear layer. `block` is
    BasicBlock or Bottleneck; `layers` says how many blocks each stage has. The stages have 64,
    128, 256 and 512 channels, times the block's expansion; all but the first begin with stride
    2. With `zero_init_residual` the weight of the last batch norm in each block starts at 0.

    스템, 블록으로 된 네 단계, 전역 평균 풀링, 선형 계층으로 이루어집니다. `block`은 BasicBlock이나
    Bottleneck이고, `layers`는 단계마다 블록이 몇 개인지를 말합니다. 단계의 채널 수는 64, 128, 256,
    512에 블록의 expansion을 곱한 값이며, 첫 단계를 뺀 나머지는 스트라이드 2로 시작합니다.
    `zero_init_residual`이면 블록마다 마지막 배치 정규화의 weight를 0에서 시작합니다.
    """

    def __init__(
        self,
        block: type[BasicBlock | Bottleneck],
        layers: list[int],
        num_classes: int = 1000,
        zero_init_residual: bool = False,
    ) -> None:
        raise NotImplementedError("ResNet.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Takes images (N, 3, H, W) of any size, returns logits (N, num_classes).

        크기가 어떻든 이미지 (N, 3, H, W)를 받아 로짓 (N, num_classes)를 돌려줍니다.
        """
        raise NotImplementedError("ResNet.forward")


def resnet18(num_classes: int = 1000) -> ResNet:
    """BasicBlock, 2 + 2 + 2 + 2 blocks.

    BasicBlock 2 + 2 + 2 + 2개입니다.
    """
    raise NotImplementedError("resnet18")


def resnet34(num_classes: int = 1000) -> ResNet:
    """BasicBlock, 3 + 4 + 6 + 3 blocks.

    BasicBlock 3 + 4 + 6 + 3개입니다.
    """
    raise NotImplementedError("resnet34")


def resnet50(num_classes: int = 1000) -> ResNet:
    """Bottleneck, 3 + 4 + 6 + 3 blocks.

    Bottleneck 3 + 4 + 6 + 3개입니다.
    """
    raise NotImplementedError("resnet50")


def resnet101(num_classes: int = 1000) -> ResNet:
    """Bottleneck, 3 + 4 + 23 + 3 blocks.

    Bottleneck 3 + 4 + 23 + 3개입니다.
    """
    raise NotImplementedError("resnet101")


def resnet152(num_classes: int = 1000) -> ResNet:
    """Bottleneck, 3 + 8 + 36 + 3 blocks.

    Bottleneck 3 + 8 + 36 + 3개입니다.
    """
    raise NotImplementedError("resnet152")


def top_k(logits: Tensor, k: int) -> Tensor:
    """The classes of the k largest logits of each row, the largest first: logits (N, classes)
    become integers (N, k). No two logits of a row are equal.

    행마다 로짓이 가장 큰 클래스 k개를 큰 것부터 돌려줍니다. 로짓 (N, 클래스 수)가 정수 (N, k)가
    됩니다. 한 행에 같은 로짓은 없습니다.
    """
    raise NotImplementedError("top_k")
