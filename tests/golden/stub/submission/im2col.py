"""Exercise im2col: patches of images as the rows of a matrix, and the way back.

연습 문제 im2col: 이미지의 패치를 행렬의 행으로 펼치고, 다시 되돌립니다.
"""

from __future__ import annotations

import numpy as np

__all__ = ["col2im", "im2col"]


def im2col(
    input_data: np.ndarray, filter_h: int, filter_w: int, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Lay every patch that a filter covers out as one row. `input_data` is (N, C, H, W), padded
    with `pad` zeros on each side of height and width. Returns (N*out_h*out_w,
    C*filter_h*filter_w). Rows go by item, then output row, then output column; the columns of
    a row by channel, then filter row, then filter column. `input_data` stays as it is.

    필터가 덮는 패치를 하나씩 한 행으로 펼칩니다. `input_data`는 (N, C, H, W)이고, 높이와 너비의
    양쪽에 0을 `pad`개씩 덧붙입니다. 결과는 (N*out_h*out_w, C*filter_h*filter_w)입니다. 행은
    데이터, 출력 행, 출력 열 순서이고, 한 행 안의 열은 채널, 필터 행, 필터 열 순서입니다.
    `input_data`의 내용은 바꾸지 않습니다.
    """
    raise NotImplementedError("im2col")


def col2im(
    col: np.ndarray,
    input_shape: tuple[int, int, int, int],
    filter_h: int,
    filter_w: int,
    stride: int = 1,
    pad: int = 0,
) -> np.ndarray:
    """Put the rows that `im2col` makes back in their places in an image, adding up where
    patches overlap. `col` is (N*out_h*out_w, C*filter_h*filter_w); `input_shape` is the
    (N, C, H, W) of the image without padding, and of the result. It is the adjoint of
    `im2col`: the sum of `im2col(x) * c` equals the sum of `x * col2im(c)`.

    `im2col`이 만든 행들을 이미지의 제자리에 돌려놓습니다. 패치가 겹치는 곳은 더합니다. `col`은
    (N*out_h*out_w, C*filter_h*filter_w)이고, `input_shape`는 패딩하지 않은 이미지의
    (N, C, H, W)이며 결과의 형상이기도 합니다. `im2col`의 수반(adjoint) 연산이므로,
    `im2col(x) * c`의 합과 `x * col2im(c)`의 합이 같습니다.
    """
    raise NotImplementedError("col2im")
