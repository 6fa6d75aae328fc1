"""Small cases of exercise im2col, which students may see."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.diagnosis import small

Index = tuple[int, ...] | None


def images(*rows: Any) -> np.ndarray:
    """Nested lists of four axes as an array."""
    return np.array(rows, dtype=float)


@small(x=images([[[1, 2]]]), filter_h=1, filter_w=1)
@small(x=images([[[1, 2], [3, 4]]]), filter_h=1, filter_w=1)
@small(x=images([[[1, 2], [3, 4]]]), filter_h=1, filter_w=2)
@small(x=images([[[1, 2]], [[3, 4]]]), filter_h=1, filter_w=2)
@small(x=images([[[1, 2]]], [[[3, 4]]]), filter_h=1, filter_w=1)
@small(x=images([[[1, 2, 3]]]), filter_h=1, filter_w=1, stride=2)
@small(x=images([[[1, 2, 3]]]), filter_h=1, filter_w=2, stride=2)
@small(x=images([[[5]]]), filter_h=3, filter_w=3, pad=1)
@small(x=images([[[5]]]), filter_h=5, filter_w=1, pad=2)
def patches(
    student: Any, x: np.ndarray, filter_h: int, filter_w: int, stride: int = 1, pad: int = 0
) -> Any:
    return student.im2col(x, filter_h, filter_w, stride, pad)


@patches.cell
def patches_cell(
    index: Index, x: np.ndarray, filter_h: int, filter_w: int, stride: int, pad: int
) -> str:
    N, C, H, W = x.shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    if index is None:
        rows, columns = N * out_h * out_w, C * filter_h * filter_w
        return f"col: {N}*{out_h}*{out_w} = {rows} x {C}*{filter_h}*{filter_w} = {columns}"
    n, i, j = np.unravel_index(index[0], (N, out_h, out_w))
    c, y, z = np.unravel_index(index[1], (C, filter_h, filter_w))
    row, column = i * stride + y - pad, j * stride + z - pad
    place = f"col[{index[0]}, {index[1]}]"
    if not (0 <= row < H and 0 <= column < W):
        return f"{place}: padding = 0"
    return f"{place} = x[{n}, {c}, {row}, {column}] = {x[n, c, row, column]:g}"


@small(col=np.array([[1.0], [2.0]]), shape=(1, 1, 1, 2), filter_h=1, filter_w=1)
@small(col=np.array([[1.0], [2.0]]), shape=(1, 1, 2, 1), filter_h=1, filter_w=1)
@small(col=np.array([[1.0, 2.0], [3.0, 4.0]]), shape=(1, 1, 1, 3), filter_h=1, filter_w=2)
@small(col=np.array([[1.0, 2.0, 3.0, 4.0]]), shape=(1, 2, 1, 2), filter_h=1, filter_w=2)
@small(col=np.array([[1.0], [2.0]]), shape=(1, 1, 1, 3), filter_h=1, filter_w=1, stride=2)
@small(
    col=np.array([[1.0, 2.0, 3.0, 4.0]]),
    shape=(1, 1, 1, 1),
    filter_h=2,
    filter_w=2,
    stride=2,
    pad=1,
)
def image(
    student: Any,
    col: np.ndarray,
    shape: tuple[int, int, int, int],
    filter_h: int,
    filter_w: int,
    stride: int = 1,
    pad: int = 0,
) -> Any:
    return student.col2im(col, shape, filter_h, filter_w, stride, pad)


@image.cell
def image_cell(
    index: Index,
    col: np.ndarray,
    shape: tuple[int, int, int, int],
    filter_h: int,
    filter_w: int,
    stride: int,
    pad: int,
) -> str:
    N, C, H, W = shape
    if index is None:
        return f"image: {N} x {C} x {H} x {W}"
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1
    numbers = col.reshape(N, out_h, out_w, C, filter_h, filter_w)
    n, c, row, column = index
    terms = [
        numbers[n, i, j, c, y, z]
        for i, j, y, z in np.ndindex(out_h, out_w, filter_h, filter_w)
        if (i * stride + y - pad, j * stride + z - pad) == (row, column)
    ]
    added = " + ".join(f"{term:g}" for term in terms) or "0"
    return f"image[{n}, {c}, {row}, {column}] = {added} = {sum(terms):g}"
