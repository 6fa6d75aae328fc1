"""Small cases of exercise resnet, which students may see.

A batch norm turns numbers that are all equal into 0. So a block that gets the same pixel twice
returns what its shortcut makes of it, whatever its weights are. Elsewhere every number that a
block holds is written: in `eval` a batch norm of ones changes nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from grader.diagnosis import small
from grader.text import Text

Index = tuple[int, ...] | None
_INSIDE = "only sizes inside a whole net differ, and these no call returns"
_WHOLE = "only the parameters of a whole net differ, some millions"
NO_COUNTEREXAMPLE = {
    "bottleneck_strides_last": "the numbers are the same; more of them are computed",
    "every_block_strides": _INSIDE,
    "first_stage_strides": _INSIDE,
    "no_stage_strides": _INSIDE,
    "one_batch_norm_for_both": "batch norms that begin alike differ after long training only",
    "resnet152_with_23_blocks": _WHOLE,
    "resnet34_of_bottlenecks": _WHOLE,
    "shortcut_is_detached": "the result is right; its gradient is not, and a case only calls",
    "stem_without_pooling": _INSIDE,
    "zero_init_of_the_first": _WHOLE,
    "zero_init_sets_one": _WHOLE,
}


@small(logits=np.array([[3.0, 9.0, 5.0, 7.0]]), k=2)
@small(logits=np.array([[1.0, 2.0], [4.0, 3.0]]), k=1)
def classes(student: Any, logits: np.ndarray, k: int) -> Any:
    return student.top_k(torch.tensor(logits), k).numpy()


@classes.cell
def classes_cell(index: Index, logits: np.ndarray, k: int) -> Text | str:
    if index is None:
        return f"N = {len(logits)}, k = {k}: {len(logits)} x {k}"
    best = np.argsort(-logits[index[0]])
    value = logits[index[0], best[index[1]]]
    row, number, place = index[0], index[1] + 1, best[index[1]]
    return Text(
        en=f"row {row}, number {number}: {value:g} is at place = {place}",
        ko=f"{row}행에서 {number}번째로 큰 수 {value:g}의 자리 = {place}",
    )


@small(x=np.full((2, 1, 1, 1), 3.0))
@small(x=np.full((2, 1, 1, 1), -3.0))
def addition(student: Any, x: np.ndarray) -> Any:
    block = student.BasicBlock(1, 1)
    return block(torch.tensor(x).float()).detach().numpy().round(3)


@addition.cell
def addition_cell(index: Index, x: np.ndarray) -> Text | None:
    if index is None:
        return None
    value = f"relu(0 + {x[index]:g}) = {max(x[index], 0):g}"
    return Text(
        en=f"equal pixels, so batch norm gives 0: {value}",
        ko=f"픽셀이 모두 같아 배치 정규화의 결과가 0이므로 {value}",
    )


@small(x=np.full((2, 1, 1, 1), 3.0), channels=8)
def projection(student: Any, x: np.ndarray, channels: int) -> Any:
    block = student.BasicBlock(1, channels)
    return block(torch.tensor(x).float()).detach().numpy().round(3)


@projection.cell
def projection_cell(index: Index, x: np.ndarray, channels: int) -> Text | None:
    if index is None:
        return None
    return Text(
        en="equal pixels, so both batch norms give 0: relu(0 + 0) = 0",
        ko="픽셀이 모두 같아 두 배치 정규화의 결과가 모두 0이므로 relu(0 + 0) = 0",
    )


@small(pixel=-3.0)
def bottleneck_addition(student: Any, pixel: float) -> Any:
    block = student.Bottleneck(4, 1)
    x = torch.full((2, 4, 1, 1), pixel)
    return block(x).detach().numpy().round(3)


@bottleneck_addition.cell
def bottleneck_addition_cell(index: Index, pixel: float) -> Text | None:
    return addition_cell(index, np.full((2, 4, 1, 1), pixel))


@small(x=np.array([[[[4.0, -3.0]]]]), weight=-1)
@small(x=np.array([[[[3.0, -4.0]]]]), weight=-1)
def alike(student: Any, x: np.ndarray, weight: int) -> Any:
    block = student.BasicBlock(1, 1).eval()
    s = {k: v * 0 + 1 for k, v in block.state_dict().items()}
    s |= {k: v * weight for k, v in s.items() if v.ndim == 4}
    block.load_state_dict(s)
    return block(torch.tensor(x).float()).detach().numpy().round(3)


@alike.cell
def alike_cell(index: Index, x: np.ndarray, weight: int) -> Text | None:
    if index is None:
        return None
    hidden = max(weight * x.sum(), 0.0)
    residual = weight * hidden * x.size
    values = (
        f"relu({weight}*({x.sum():g})) = {hidden:g}; "
        f"relu({weight}*{x.size}*{hidden:g} + {x[index]:g}) = {max(residual + x[index], 0.0):g}"
    )
    return Text(
        en=f"batch norms of ones change nothing. {values}",
        ko=f"값이 모두 1인 배치 정규화는 아무것도 바꾸지 않습니다. {values}",
    )


@small(x=np.array([[[[3.0]]]]), weight=1)
def normalized(student: Any, x: np.ndarray, weight: int) -> Any:
    block = student.BasicBlock(1, 1).eval()
    s = {k: v * 0 + 4 for k, v in block.state_dict().items()}
    s |= {k: v * 0 + weight for k, v in s.items() if v.ndim == 4}
    block.load_state_dict(s)
    return block(torch.tensor(x).float()).detach().numpy().round(3)


@normalized.cell
def normalized_cell(index: Index, x: np.ndarray, weight: int) -> Text | None:
    if index is None:
        return None
    hidden = 2 * x[index] - 4
    residual = 2 * hidden - 4
    values = (
        f"relu(2*{x[index]:g} - 4) = {hidden:g}; relu(2*{hidden:g} - 4 + {x[index]:g}) = "
        f"{residual + x[index]:g}"
    )
    return Text(
        en=f"each batch norm makes y into (y - 4)/2*4 + 4 = 2*y - 4. {values}",
        ko=f"배치 정규화마다 y가 (y - 4)/2*4 + 4 = 2*y - 4가 됩니다. {values}",
    )


@small(x=np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), weight=1)
def strided(student: Any, x: np.ndarray, weight: int) -> Any:
    block = student.BasicBlock(1, 1, 2).eval()
    s = {k: v * 0 + 1 for k, v in block.state_dict().items()}
    s |= {k: v * weight for k, v in s.items() if v.ndim == 4}
    block.load_state_dict(s)
    return block(torch.tensor(x).float()).detach().numpy().round(3)


@strided.cell
def strided_cell(index: Index, x: np.ndarray, weight: int) -> Text | None:
    if index is None:
        return None
    numbers = " + ".join(f"{number:g}" for number in x.ravel())
    total, first = f"{x.sum():g}", f"{x[0, 0, 0, 0]:g}"
    value = f"{total} + {first} = {x.sum() + x[0, 0, 0, 0]:g}"
    return Text(
        en=f"one 3x3 window is left, around all: {numbers} = {total}; the shortcut takes {first}: "
        f"{value}",
        ko=f"3x3 윈도 하나만 남아 모두를 더합니다: {numbers} = {total}. 지름길은 {first}만 "
        f"가져옵니다: {value}",
    )


@small(in_channels=1, out_channels=1, stride=2, size=8)
@small(in_channels=1, out_channels=2, stride=1, size=2)
@small(in_channels=1, out_channels=2, stride=2, size=8)
def basic_shape(student: Any, in_channels: int, out_channels: int, stride: int, size: int) -> Any:
    block = student.BasicBlock(in_channels, out_channels, stride)
    return tuple(block(torch.zeros(1, in_channels, size, size)).shape)


@basic_shape.cell
def basic_shape_cell(_: Index, in_channels: int, out_channels: int, stride: int, size: int) -> str:
    return f"(N, out_channels, H, W), H = W = {size}/{stride} = {size // stride}"


@small(in_channels=1, channels=1, stride=1, size=2)
@small(in_channels=1, channels=1, stride=2, size=8)
def bottleneck_shape(student: Any, in_channels: int, channels: int, stride: int, size: int) -> Any:
    block = student.Bottleneck(in_channels, channels, stride)
    return tuple(block(torch.zeros(1, in_channels, size, size)).shape)


@bottleneck_shape.cell
def bottleneck_shape_cell(_: Index, in_channels: int, channels: int, stride: int, size: int) -> str:
    return f"(N, 4*channels, H, W), 4*{channels} = {4 * channels}, H = W = {size // stride}"


@small(layers=[1, 1, 1, 1], size=6)
def small_image(student: Any, layers: list[int], size: int) -> Any:
    net = student.ResNet(student.BasicBlock, layers, 3)
    return tuple(net(torch.zeros(2, 3, size, size)).shape)


@small(layers=[1, 1, 1, 1], size=32)
def of_bottlenecks(student: Any, layers: list[int], size: int) -> Any:
    net = student.ResNet(student.Bottleneck, layers, 3)
    return tuple(net(torch.zeros(2, 3, size, size)).shape)


@small(layers=[1, 1, 1, 1], size=32)
def adds_up_to_one(student: Any, layers: list[int], size: int) -> Any:
    net = student.ResNet(student.BasicBlock, layers, 3)
    total = net(torch.zeros(2, 3, size, size)).sum(dim=1)
    return bool(torch.allclose(total, torch.ones(2)))


@small(layers=[1, 1, 1, 1], size=32)
def tells_images_apart(student: Any, layers: list[int], size: int) -> Any:
    net = student.ResNet(student.BasicBlock, layers, 3, zero_init_residual=True)
    x = torch.ones(2, 3, size, size)
    x[0] = 0
    black, white = net(x)
    return not torch.equal(black, white)
