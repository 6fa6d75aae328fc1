"""Small cases of exercise shapes, which students may see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.diagnosis import small

Index = tuple[int, ...] | None


@small(input_size=5, filter_size=2, stride=2)
@small(input_size=5, filter_size=3)
@small(input_size=3, filter_size=2, stride=1, pad=1)
@small(input_size=1, filter_size=2)
@small(input_size=3, filter_size=1, stride=0)
def conv_output(
    student: Any, input_size: int, filter_size: int, stride: int = 1, pad: int = 0
) -> Any:
    return student.conv_output_size(input_size, filter_size, stride, pad)


@conv_output.cell
def conv_output_cell(_: Index, input_size: int, filter_size: int, stride: int, pad: int) -> str:
    size = (input_size + 2 * pad - filter_size) // stride + 1
    return f"({input_size} + 2*{pad} - {filter_size}) // {stride} + 1 = {size}"


@small(input_size=5, pool_size=2, stride=2)
@small(input_size=3, pool_size=2, stride=1, pad=1)
@small(input_size=1, pool_size=2)
def pool_output(
    student: Any, input_size: int, pool_size: int, stride: int = 1, pad: int = 0
) -> Any:
    return student.pool_output_size(input_size, pool_size, stride, pad)


@pool_output.cell
def pool_output_cell(_: Index, input_size: int, pool_size: int, stride: int, pad: int) -> str:
    size = (input_size + 2 * pad - pool_size) // stride + 1
    return f"({input_size} + 2*{pad} - {pool_size}) // {stride} + 1 = {size}"


@small(in_channels=2, out_channels=3, filter_h=1, filter_w=1, bias=False)
@small(in_channels=2, out_channels=3, filter_h=1, filter_w=2, bias=True)
def params(
    student: Any, in_channels: int, out_channels: int, filter_h: int, filter_w: int, bias: bool
) -> Any:
    return student.conv_params(in_channels, out_channels, filter_h, filter_w, bias)


@params.cell
def params_cell(
    _: Index, in_channels: int, out_channels: int, filter_h: int, filter_w: int, bias: bool
) -> str:
    count = out_channels * in_channels * filter_h * filter_w + out_channels * bias
    biases = f" + {out_channels}" if bias else ""
    return f"{out_channels}*{in_channels}*{filter_h}*{filter_w}{biases} = {count}"


@small(in_channels=2, out_channels=3, filter_h=1, filter_w=1, out_h=1, out_w=1)
@small(in_channels=2, out_channels=1, filter_h=3, filter_w=2, out_h=2, out_w=4)
def macs(
    student: Any,
    in_channels: int,
    out_channels: int,
    filter_h: int,
    filter_w: int,
    out_h: int,
    out_w: int,
) -> Any:
    return student.conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w)


@macs.cell
def macs_cell(
    _: Index,
    in_channels: int,
    out_channels: int,
    filter_h: int,
    filter_w: int,
    out_h: int,
    out_w: int,
) -> str:
    count = out_channels * out_h * out_w * in_channels * filter_h * filter_w
    return f"({out_channels}*{out_h}*{out_w}) * ({in_channels}*{filter_h}*{filter_w}) = {count}"


@small(in_channels=2, out_channels=3, filter_h=1, filter_w=1, out_h=1, out_w=1)
@small(in_channels=2, out_channels=3, filter_h=2, filter_w=2, out_h=1, out_w=2)
def separable(
    student: Any,
    in_channels: int,
    out_channels: int,
    filter_h: int,
    filter_w: int,
    out_h: int,
    out_w: int,
) -> Any:
    return student.depthwise_separable_macs(
        in_channels, out_channels, filter_h, filter_w, out_h, out_w
    )


@separable.cell
def separable_cell(
    _: Index,
    in_channels: int,
    out_channels: int,
    filter_h: int,
    filter_w: int,
    out_h: int,
    out_w: int,
) -> str:
    depthwise = in_channels * filter_h * filter_w * out_h * out_w
    pointwise = in_channels * out_channels * out_h * out_w
    return (
        f"{in_channels}*{filter_h}*{filter_w}*{out_h}*{out_w}"
        f" + {in_channels}*{out_channels}*{out_h}*{out_w} = {depthwise + pointwise}"
    )


@small(layers=[(3, 1)])
@small(layers=[(3, 1), (3, 1)])
@small(layers=[(2, 2)])
@small(layers=[(2, 2), (2, 1)])
@small(layers=[])
def field(student: Any, layers: Sequence[tuple[int, int]]) -> Any:
    return student.receptive_field(layers)


@field.cell
def field_cell(_: Index, layers: Sequence[tuple[int, int]]) -> str:
    size, step, terms = 1, 1, ["1"]
    for filter_size, stride in layers:
        terms.append(f"({filter_size} - 1)*{step}")
        size += (filter_size - 1) * step
        step *= stride
    return f"{' + '.join(terms)} = {size}"


@small(shape=(1, 2, 3, 4))
@small(shape=(1, 2, 3))
def batch(student: Any, shape: tuple[int, ...]) -> Any:
    return student.describe_batch(shape)
