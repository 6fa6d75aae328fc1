"""Small cases of exercise pooling, which students may see."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.diagnosis import small

Index = tuple[int, ...] | None


def four(*items: Any) -> np.ndarray:
    """Nested lists of four axes as an array."""
    return np.array(items, dtype=float)


@small(x=four([[[1, 2]]]), pool_h=1, pool_w=2)
@small(x=four([[[1, 2], [3, 4]]]), pool_h=1, pool_w=2)
@small(x=four([[[1, 2]], [[3, 4]]]), pool_h=1, pool_w=1)
@small(x=four([[[1, 2, 3]]]), pool_h=1, pool_w=2)
@small(x=four([[[1, 2, 3]]]), pool_h=1, pool_w=2, stride=2)
@small(x=four([[[-5]]]), pool_h=2, pool_w=2, pad=1)
@small(x=four([[[5]]]), pool_h=2, pool_w=2, pad=1)
@small(x=four([[[1, 2], [3, 4]]]), pool_h=2, pool_w=2, stride=2, pad=1)
def maximum(
    student: Any, x: np.ndarray, pool_h: int, pool_w: int, stride: int = 1, pad: int = 0
) -> Any:
    return student.Pooling(pool_h, pool_w, stride, pad).forward(x)


@maximum.cell
def maximum_cell(
    index: Index, x: np.ndarray, pool_h: int, pool_w: int, stride: int, pad: int
) -> str:
    if index is None:
        return sizes(x, pool_h, pool_w, stride, pad)
    n, c, i, j = index
    around = ((0, 0), (0, 0), (pad, pad), (pad, pad))
    image = np.pad(x, around, constant_values=-np.inf)[n, c]
    window = image[i * stride : i * stride + pool_h, j * stride : j * stride + pool_w]
    numbers = ", ".join(f"{number:g}" for number in window.ravel())
    return f"out[{n}, {c}, {i}, {j}] = max({numbers}) = {window.max():g}"


@small(x=four([[[1, 2]]]), dout=four([[[3]]]), pool_h=1, pool_w=2)
@small(x=four([[[1, 3, 2]]]), dout=four([[[1, 2]]]), pool_h=1, pool_w=2)
@small(x=four([[[1, 2], [4, 3]]]), dout=four([[[5]]]), pool_h=2, pool_w=2)
@small(x=four([[[5]]]), dout=four([[[1]]]), pool_h=2, pool_w=2, stride=2, pad=1)
def maximum_dx(
    student: Any,
    x: np.ndarray,
    dout: np.ndarray,
    pool_h: int,
    pool_w: int,
    stride: int = 1,
    pad: int = 0,
) -> Any:
    layer = student.Pooling(pool_h, pool_w, stride, pad)
    layer.forward(x)
    return layer.backward(dout)


@maximum_dx.cell
def maximum_dx_cell(
    index: Index,
    x: np.ndarray,
    dout: np.ndarray,
    pool_h: int,
    pool_w: int,
    stride: int,
    pad: int,
) -> str | None:
    if index is None:
        return None
    n, c, row, column = index
    around = ((0, 0), (0, 0), (pad, pad), (pad, pad))
    image = np.pad(x, around, constant_values=-np.inf)[n, c]
    terms = []
    for i, j in np.ndindex(*dout.shape[2:]):
        window = image[i * stride : i * stride + pool_h, j * stride : j * stride + pool_w]
        y, z = np.unravel_index(window.argmax(), window.shape)
        if (i * stride + y - pad, j * stride + z - pad) == (row, column):
            terms.append(dout[n, c, i, j])
    added = " + ".join(f"{term:g}" for term in terms) or "0"
    return f"dx[{n}, {c}, {row}, {column}] = {added} = {sum(terms):g}"


@small(x=four([[[1, 2]], [[3, 4]]]), dout=four([[[1, 2]], [[3, 4]]]))
def channels_dx(student: Any, x: np.ndarray, dout: np.ndarray) -> Any:
    layer = student.Pooling(1, 1)
    layer.forward(x)
    return layer.backward(dout)


@channels_dx.cell
def channels_dx_cell(index: Index, x: np.ndarray, dout: np.ndarray) -> str | None:
    return maximum_dx_cell(index, x, dout, 1, 1, 1, 0)


@small(x=four([[[1, 1], [1, 1]]]), dout=four([[[4]]]))
def ties(student: Any, x: np.ndarray, dout: np.ndarray) -> Any:
    layer = student.Pooling(2, 2)
    layer.forward(x)
    return layer.backward(dout).sum()  # the first one only, or shared out: both are right


@ties.cell
def ties_cell(_: Index, x: np.ndarray, dout: np.ndarray) -> str:
    return f"sum of dx = sum of dout = {dout.sum():g}"


@small(x=four([[[1, 3]]]), pool_h=1, pool_w=2)
@small(x=four([[[4]]]), pool_h=2, pool_w=2, pad=1)
@small(x=four([[[1, 2, 3]]]), pool_h=1, pool_w=1, stride=2)
@small(x=four([[[1, 3], [5, 7]]]), pool_h=1, pool_w=2)
def average(
    student: Any, x: np.ndarray, pool_h: int, pool_w: int, stride: int = 1, pad: int = 0
) -> Any:
    return student.AveragePooling(pool_h, pool_w, stride, pad).forward(x)


@average.cell
def average_cell(
    index: Index, x: np.ndarray, pool_h: int, pool_w: int, stride: int, pad: int
) -> str:
    if index is None:
        return sizes(x, pool_h, pool_w, stride, pad)
    n, c, i, j = index
    image = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))[n, c]
    window = image[i * stride : i * stride + pool_h, j * stride : j * stride + pool_w]
    numbers = " + ".join(f"{number:g}" for number in window.ravel())
    return f"out[{n}, {c}, {i}, {j}] = ({numbers}) / {window.size} = {window.mean():g}"


@small(x=four([[[1, 2]]]), dout=four([[[4]]]), pool_h=1, pool_w=2)
@small(x=four([[[1, 2, 3]]]), dout=four([[[2, 4]]]), pool_h=1, pool_w=2)
def average_dx(student: Any, x: np.ndarray, dout: np.ndarray, pool_h: int, pool_w: int) -> Any:
    layer = student.AveragePooling(pool_h, pool_w)
    layer.forward(x)
    return layer.backward(dout)


@average_dx.cell
def average_dx_cell(
    index: Index, x: np.ndarray, dout: np.ndarray, pool_h: int, pool_w: int
) -> str | None:
    if index is None:
        return None
    n, c, row, column = index
    terms = [
        dout[n, c, i, j]
        for i, j in np.ndindex(*dout.shape[2:])
        if i <= row < i + pool_h and j <= column < j + pool_w
    ]
    area = pool_h * pool_w
    parts = " + ".join(f"{term:g}/{area}" for term in terms)
    return f"dx[{n}, {c}, {row}, {column}] = {parts} = {sum(terms) / area:g}"


@small(x=four([[[1, 3]]]))
@small(x=four([[[1, 3]], [[5, 7]]]))
def everywhere(student: Any, x: np.ndarray) -> Any:
    return student.GlobalAveragePooling().forward(x)


@everywhere.cell
def everywhere_cell(index: Index, x: np.ndarray) -> str:
    N, C, H, W = x.shape
    if index is None:
        return f"N = {N}, C = {C}: {N} x {C}"
    numbers = " + ".join(f"{number:g}" for number in x[index].ravel())
    return f"out[{index[0]}, {index[1]}] = ({numbers}) / {H * W} = {x[index].mean():g}"


@small(x=four([[[1, 3]]]), dout=np.array([[4.0]]))
def everywhere_dx(student: Any, x: np.ndarray, dout: np.ndarray) -> Any:
    layer = student.GlobalAveragePooling()
    layer.forward(x)
    return layer.backward(dout)


@everywhere_dx.cell
def everywhere_dx_cell(index: Index, x: np.ndarray, dout: np.ndarray) -> str | None:
    if index is None:
        return None
    n, c, row, column = index
    size = x.shape[2] * x.shape[3]
    return f"dx[{n}, {c}, {row}, {column}] = {dout[n, c]:g} / {size} = {dout[n, c] / size:g}"


def sizes(x: np.ndarray, pool_h: int, pool_w: int, stride: int, pad: int) -> str:
    """Output height and width with their formula."""
    out_h, out_w = (
        f"({size}+2*{pad}-{window})//{stride}+1 = {(size + 2 * pad - window) // stride + 1}"
        for size, window in zip(x.shape[2:], (pool_h, pool_w), strict=True)
    )
    return f"out_h = {out_h}, out_w = {out_w}"
