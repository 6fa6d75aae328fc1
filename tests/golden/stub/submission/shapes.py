"""Exercise shapes: the sizes and the cost of convolutional layers, in plain integers.

연습 문제 shapes: 합성곱 계층의 크기와 비용을 정수로 계산합니다.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "conv_macs",
    "conv_output_size",
    "conv_params",
    "depthwise_separable_macs",
    "describe_batch",
    "pool_output_size",
    "receptive_field",
]


def conv_output_size(input_size: int, filter_size: int, stride: int = 1, pad: int = 0) -> int:
    """How many positions a convolution has along one axis. Call it once for the height and
    once for the width; `pad` rows (or columns) are added on each of the two sides. Raises
    ValueError for what cannot be: a filter larger than the padded input, a size or a stride
    below 1, a negative pad.

    합성곱의 출력 크기를 한 축에 대해 구합니다. 높이와 너비에 한 번씩, 모두 두 번 부르면 됩니다.
    `pad`는 양쪽에 각각 덧붙이는 행(또는 열)의 수입니다. 패딩한 입력보다 큰 필터, 1보다 작은 크기나
    스트라이드, 음수 패딩처럼 있을 수 없는 값이면 ValueError를 일으킵니다.
    """
    raise NotImplementedError("conv_output_size")


def pool_output_size(input_size: int, pool_size: int, stride: int = 1, pad: int = 0) -> int:
    """How many windows a pooling layer has along one axis. Arguments and errors are those of
    `conv_output_size`, with the pooling window in the filter's place.

    풀링 계층의 출력 크기를 한 축에 대해 구합니다. 필터 자리에 풀링 윈도가 올 뿐, 인수와 예외는
    `conv_output_size`와 같습니다.
    """
    raise NotImplementedError("pool_output_size")


def conv_params(
    in_channels: int, out_channels: int, filter_h: int, filter_w: int, bias: bool = True
) -> int:
    """How many numbers a convolution learns: `out_channels` filters of `filter_h` x `filter_w`
    over `in_channels` channels and, if `bias` is true, the biases.

    합성곱 계층이 학습하는 매개변수의 개수입니다. `in_channels`개 채널을 보는
    `filter_h` x `filter_w` 필터가 `out_channels`개 있습니다. `bias`가 참이면 편향도 함께 셉니다.
    """
    raise NotImplementedError("conv_params")


def conv_macs(
    in_channels: int,
    out_channels: int,
    filter_h: int,
    filter_w: int,
    out_h: int,
    out_w: int,
) -> int:
    """How many multiplications (each followed by one addition) a convolution does for one
    image, to make an output of `out_channels` x `out_h` x `out_w`. Biases are not counted.

    이미지 한 장으로 `out_channels` x `out_h` x `out_w` 크기의 출력을 만들 때 합성곱이 하는
    곱셈-덧셈(MAC) 횟수입니다. 편향을 더하는 것은 세지 않습니다.
    """
    raise NotImplementedError("conv_macs")


def depthwise_separable_macs(
    in_channels: int,
    out_channels: int,
    filter_h: int,
    filter_w: int,
    out_h: int,
    out_w: int,
) -> int:
    """The same count for a depthwise separable convolution: a depthwise step (each input
    channel has one filter of its own), then a pointwise step (1x1 filters that mix channels).
    Both steps make outputs of `out_h` x `out_w`.

    깊이별 분리 합성곱(depthwise separable convolution)의 MAC 횟수입니다. 먼저 입력 채널마다 필터를
    하나씩 따로 적용하고(깊이별 단계), 그다음 1x1 필터로 채널을 섞습니다(점별 단계). 두 단계의
    출력은 모두 `out_h` x `out_w` 크기입니다.
    """
    raise NotImplementedError("depthwise_separable_macs")


def receptive_field(layers: Sequence[tuple[int, int]]) -> int:
    """How many input pixels, along one axis, one output pixel of a stack of layers sees.
    `layers` lists (filter size, stride) of each layer, the one nearest to the input first.
    No layers at all: a pixel sees itself, so 1.

    여러 층을 쌓았을 때 마지막 출력의 픽셀 하나가 한 축에서 보는 입력 픽셀의 수(수용 영역)입니다.
    `layers`는 각 층의 (필터 크기, 스트라이드)를 입력에 가까운 층부터 적은 목록입니다. 층이 하나도
    없으면 픽셀이 자기 자신만 보므로 1입니다.
    """
    raise NotImplementedError("receptive_field")


def describe_batch(shape: Sequence[int]) -> dict[str, int]:
    """What the four numbers of a batch's shape mean: a dictionary with the keys "items",
    "channels", "height" and "width". Raises ValueError unless there are four numbers.

    배치의 4차원 형상이 뜻하는 바를 키가 "items", "channels", "height", "width"인 딕셔너리로
    돌려줍니다. 숫자가 네 개가 아니면 ValueError를 일으킵니다.
    """
    raise NotImplementedError("describe_batch")
