"""Each patch became a column, as in PyTorch's unfold. Here each patch is a row: the shape is
(N*out_h*out_w, C*filter_h*filter_w).

PyTorch의 unfold처럼 패치를 열로 놓았어요. 여기에서는 패치가 행입니다. 형상은 (N*out_h*out_w,
C*filter_h*filter_w)입니다.
"""

from solutions.assignment5.im2col import im2col as reference

CAUGHT_BY = "im2col::test_patches"


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    return reference(input_data, filter_h, filter_w, stride, pad).T
