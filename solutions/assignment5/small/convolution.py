"""Small cases of exercise convolution, which students may see."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.diagnosis import small

Index = tuple[int, ...] | None


def four(*items: Any) -> np.ndarray:
    """Nested lists of four axes as an array."""
    return np.array(items, dtype=float)


@small(x=four([[[1, 2]]]), W=four([[[3]]]))
@small(x=four([[[1, 2]]]), W=four([[[3, 1]]]))
@small(x=four([[[1, 2]]]), W=four([[[1]]], [[[3]]]))
@small(x=four([[[1, 2]]]), W=four([[[1, 2]]], [[[3, 4]]]))
@small(x=four([[[1]], [[2]]]), W=four([[[3]], [[4]]]))
@small(x=four([[[1]]], [[[2]]]), W=four([[[3]]]))
@small(x=four([[[1, 2, 3]]]), W=four([[[2]]]), stride=2)
@small(x=four([[[1, 2, 3, 4]]]), W=four([[[1, 1]]]), stride=2)
@small(x=four([[[3]]]), W=four([[[2]]]), pad=1)
@small(x=four([[[3]]]), W=four([[[2]]]), pad=2)
def output(student: Any, x: np.ndarray, W: np.ndarray, stride: int = 1, pad: int = 0) -> Any:
    return student.Convolution(W, np.zeros(len(W)), stride, pad).forward(x)


@output.cell
def output_cell(index: Index, x: np.ndarray, W: np.ndarray, stride: int, pad: int) -> str:
    _, _, FH, FW = W.shape
    if index is None:
        return sizes(x, W, stride, pad)
    n, f, i, j = index
    patch = padded(x, pad)[n, :, i * stride : i * stride + FH, j * stride : j * stride + FW]
    return f"out[{n}, {f}, {i}, {j}] = {products(patch, W[f])}"


@small(x=four([[[1]]]), W=four([[[2]]]), b=np.array([3.0]))
@small(x=four([[[1]]]), W=four([[[2]]], [[[3]]]), b=np.array([4.0, 5.0]))
def with_bias(student: Any, x: np.ndarray, W: np.ndarray, b: np.ndarray) -> Any:
    return student.Convolution(W, b).forward(x)


@with_bias.cell
def with_bias_cell(index: Index, x: np.ndarray, W: np.ndarray, b: np.ndarray) -> str:
    if index is None:
        return sizes(x, W, 1, 0)
    n, f, i, j = index
    value = x[n, 0, i, j] * W[f, 0, 0, 0] + b[f]
    return f"out[{n}, {f}, {i}, {j}] = {x[n, 0, i, j]:g}*{W[f, 0, 0, 0]:g} + {b[f]:g} = {value:g}"


@small(x=four([[[1]]]), W=four([[[2]]]), dout=four([[[100]]]))
def again(student: Any, x: np.ndarray, W: np.ndarray, dout: np.ndarray) -> Any:
    layer = student.Convolution(W, np.zeros(len(W)))
    layer.forward(x)
    layer.backward(dout)
    return layer.forward(x)


@again.cell
def again_cell(index: Index, x: np.ndarray, W: np.ndarray, dout: np.ndarray) -> str:
    return output_cell(index, x, W, 1, 0)


@small(x=four([[[1, 2]]]), W=four([[[3, 1]]]), dout=four([[[2]]]))
@small(x=four([[[1, 2]]]), W=four([[[1]]], [[[3]]]), dout=four([[[1, 2]], [[3, 4]]]))
@small(x=four([[[1, 2, 3]]]), W=four([[[2, 1]]]), dout=four([[[3, 4]]]))
@small(x=four([[[1, 2, 3]]]), W=four([[[2]]]), dout=four([[[3, 4]]]), stride=2)
@small(x=four([[[1]]]), W=four([[[1, 2], [3, 4]]]), dout=four([[[1, 2], [3, 4]]]), pad=1)
def input_gradient(
    student: Any, x: np.ndarray, W: np.ndarray, dout: np.ndarray, stride: int = 1, pad: int = 0
) -> Any:
    layer = student.Convolution(W, np.zeros(len(W)), stride, pad)
    layer.forward(x)
    return layer.backward(dout)


@input_gradient.cell
def input_gradient_cell(
    index: Index, x: np.ndarray, W: np.ndarray, dout: np.ndarray, stride: int, pad: int
) -> str | None:
    if index is None:
        return None
    n, c, row, column = index
    pairs = [
        (dout[n, f, i, j], W[f, c, row + pad - i * stride, column + pad - j * stride])
        for f, i, j in np.ndindex(*dout.shape[1:])
        if 0 <= row + pad - i * stride < W.shape[2] and 0 <= column + pad - j * stride < W.shape[3]
    ]
    return f"dx[{n}, {c}, {row}, {column}] = {sum_of(pairs)}"


@small(x=four([[[1, 2]]]), W=four([[[3]]]), dout=four([[[4, 5]]]))
@small(x=four([[[1]]], [[[2]]]), W=four([[[5]]]), dout=four([[[3]]], [[[4]]]))
@small(x=four([[[1, 2]]]), W=four([[[1, 2]]], [[[3, 4]]]), dout=four([[[1]], [[3]]]))
def filter_gradient(student: Any, x: np.ndarray, W: np.ndarray, dout: np.ndarray) -> Any:
    layer = student.Convolution(W, np.zeros(len(W)))
    layer.forward(x)
    layer.backward(dout)
    return layer.dW


@filter_gradient.cell
def filter_gradient_cell(
    index: Index, x: np.ndarray, W: np.ndarray, dout: np.ndarray
) -> str | None:
    if index is None:
        return None
    f, c, y, z = index
    _, _, out_h, out_w = dout.shape
    pixels = x[:, c, y : y + out_h, z : z + out_w]
    return f"dW[{f}, {c}, {y}, {z}] = {products(dout[:, f], pixels)}"


@small(x=four([[[1, 2]]]), W=four([[[3]]]), dout=four([[[4, 5]]]))
@small(x=four([[[1]]], [[[2]]]), W=four([[[5]]]), dout=four([[[3]]], [[[4]]]))
@small(x=four([[[1]]]), W=four([[[1]]], [[[2]]]), dout=four([[[3]], [[4]]]))
def bias_gradient(student: Any, x: np.ndarray, W: np.ndarray, dout: np.ndarray) -> Any:
    layer = student.Convolution(W, np.zeros(len(W)))
    layer.forward(x)
    layer.backward(dout)
    return layer.db


@bias_gradient.cell
def bias_gradient_cell(index: Index, x: np.ndarray, W: np.ndarray, dout: np.ndarray) -> str:
    f = index[0] if index else 0
    terms = " + ".join(f"{term:g}" for term in dout[:, f].ravel())
    return f"db[{f}] = {terms} = {dout[:, f].sum():g}"


def padded(x: np.ndarray, pad: int) -> np.ndarray:
    """The image with its zeros."""
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def products(some: np.ndarray, others: np.ndarray) -> str:
    """The sum of the products of two arrays, place by place: 1*2 + 3*4 = 14."""
    return sum_of(list(zip(some.ravel(), others.ravel(), strict=True)))


def sum_of(pairs: list[tuple[Any, Any]]) -> str:
    """The sum of the products of pairs; 0 where there are none."""
    terms = " + ".join(f"{one:g}*{other:g}" for one, other in pairs) or "0"
    return f"{terms} = {sum(one * other for one, other in pairs):g}"


def sizes(x: np.ndarray, W: np.ndarray, stride: int, pad: int) -> str:
    """Output height and width with their formula."""
    out_h, out_w = (
        f"({size}+2*{pad}-{window})//{stride}+1 = {(size + 2 * pad - window) // stride + 1}"
        for size, window in zip(x.shape[2:], W.shape[2:], strict=True)
    )
    return f"out_h = {out_h}, out_w = {out_w}"
