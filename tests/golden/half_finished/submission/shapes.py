from collections.abc import Sequence


def conv_output_size(input_size: int, filter_size: int, stride: int = 1, pad: int = 0) -> int:
    if filter_size > input_size + 2 * pad or stride < 1 or filter_size < 1 or input_size < 1 or pad < 0:
        raise ValueError("이런 크기는 불가능합니다")
    return (input_size + 2 * pad - filter_size) // stride + 1


def pool_output_size(input_size: int, pool_size: int, stride: int = 1, pad: int = 0) -> int:
    return conv_output_size(input_size, pool_size, stride, pad)


def conv_params(
    in_channels: int, out_channels: int, filter_h: int, filter_w: int, bias: bool = True
) -> int:
    n = in_channels * out_channels * filter_h * filter_w
    if bias:
        n = n + out_channels
    return n


def conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w) -> int:
    ...


def depthwise_separable_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w) -> int:
    pass


def receptive_field(layers: Sequence[tuple[int, int]]) -> int:
    # TODO
    raise NotImplementedError


def describe_batch(shape: Sequence[int]) -> dict[str, int]:
    raise NotImplementedError("describe_batch")
