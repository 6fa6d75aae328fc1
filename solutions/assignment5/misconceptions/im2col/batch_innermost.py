"""The rows go place by place, with the images of the batch innermost. Put the axis N in front
of out_h and out_w when you reorder.

행이 위치 순서로 놓이고 배치의 이미지가 가장 안쪽에 있어요. 축을 재배열할 때 N을 out_h,
out_w보다 앞에 두세요.
"""

from solutions.assignment5.im2col import im2col as reference

CAUGHT_BY = "im2col::test_batch_order"


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    col = reference(input_data, filter_h, filter_w, stride, pad)
    N = input_data.shape[0]
    return col.reshape(N, -1, col.shape[1]).transpose(1, 0, 2).reshape(col.shape)
