"""Small cases of exercise fast_conv, which students may see."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.diagnosis import small
from solutions.assignment5.small.convolution import four, padded, products, sizes

Index = tuple[int, ...] | None
NO_COUNTEREXAMPLE = {
    "keeps_the_answer": "the first call is right, and a case is one call",
    "works_in_float16": "small whole numbers are exact in half precision",
    "writes_into_the_image": "the numbers that are returned are right",
}


@small(x=four([[[1, 2]]]), w=four([[[3]]]))
@small(x=four([[[1, 2]]]), w=four([[[3, 1]]]))
@small(x=four([[[1, 2]]]), w=four([[[1]]], [[[3]]]))
@small(x=four([[[1]]], [[[2]]]), w=four([[[3]]], [[[4]]]))
@small(x=four([[[1, 2, 3]]]), w=four([[[2]]]), stride=2)
@small(x=four([[[3]]]), w=four([[[2]]]), pad=1)
def output(student: Any, x: np.ndarray, w: np.ndarray, stride: int = 1, pad: int = 0) -> Any:
    return student.conv2d(x, w, np.zeros(len(w)), stride, pad)


@output.cell
def output_cell(index: Index, x: np.ndarray, w: np.ndarray, stride: int, pad: int) -> str:
    _, _, FH, FW = w.shape
    if index is None:
        return sizes(x, w, stride, pad)
    n, f, i, j = index
    patch = padded(x, pad)[n, :, i * stride : i * stride + FH, j * stride : j * stride + FW]
    return f"y[{n}, {f}, {i}, {j}] = {products(patch, w[f])}"


@small(x=four([[[1]]]), w=four([[[2]]]), b=np.array([3.0]))
@small(x=four([[[1]]]), w=four([[[2]]], [[[3]]]), b=np.array([4.0, 5.0]))
def with_bias(student: Any, x: np.ndarray, w: np.ndarray, b: np.ndarray) -> Any:
    return student.conv2d(x, w, b)


@with_bias.cell
def with_bias_cell(index: Index, x: np.ndarray, w: np.ndarray, b: np.ndarray) -> str:
    if index is None:
        return sizes(x, w, 1, 0)
    n, f, i, j = index
    pixel, weight = x[n, 0, i, j], w[f, 0, 0, 0]
    value = pixel * weight + b[f]
    return f"y[{n}, {f}, {i}, {j}] = {pixel:g}*{weight:g} + {b[f]:g} = {value:g}"
