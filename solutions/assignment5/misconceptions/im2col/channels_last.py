"""The columns of a row go place by place, with the channels innermost. Put the channel axis
before the two filter axes when you reorder.

한 행의 열이 위치 순서로 놓이고 채널이 가장 안쪽에 있어요. 축을 재배열할 때 채널 축을 두 필터
축보다 앞에 두세요.
"""

from solutions.assignment5.im2col import im2col as reference

CAUGHT_BY = "im2col::test_channel_order"


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    col = reference(input_data, filter_h, filter_w, stride, pad)
    C = input_data.shape[1]
    return col.reshape(-1, C, filter_h * filter_w).transpose(0, 2, 1).reshape(col.shape)
