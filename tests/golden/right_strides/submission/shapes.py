from __future__ import annotations

import math
from functools import reduce


def _positions(size: int, window: int, stride: int, pad: int) -> int:
    if size <= 0 or window <= 0 or stride <= 0 or pad < 0 or size + 2 * pad < window:
        raise ValueError(f"impossible: {size=}, {window=}, {stride=}, {pad=}")
    return len(range(0, size + 2 * pad - window + 1, stride))


def conv_output_size(input_size: int, filter_size: int, stride: int = 1, pad: int = 0) -> int:
    return _positions(input_size, filter_size, stride, pad)


pool_output_size = conv_output_size


def conv_params(
    in_channels: int, out_channels: int, filter_h: int, filter_w: int, bias: bool = True
) -> int:
    return out_channels * (math.prod((in_channels, filter_h, filter_w)) + bool(bias))


def conv_macs(*sizes: int) -> int:
    return math.prod(sizes)


def depthwise_separable_macs(
    in_channels: int, out_channels: int, filter_h: int, filter_w: int, out_h: int, out_w: int
) -> int:
    return in_channels * out_h * out_w * (filter_h * filter_w + out_channels)


def receptive_field(layers: list[tuple[int, int]]) -> int:
    return reduce(lambda field, layer: (field - 1) * layer[1] + layer[0], layers[::-1], 1)


def describe_batch(shape: tuple[int, int, int, int]) -> dict[str, int]:
    return dict(zip(("items", "channels", "height", "width"), shape, strict=True))
