"""np.pad with one number pads the batch and the channels as well. Give it one pair for each
axis and leave the first two at (0, 0).

np.pad에 숫자 하나를 주면 배치와 채널 축까지 패딩해요. 축마다 한 쌍씩 주고 앞의 두 축은 (0,
0)으로 두세요.
"""

import numpy as np

from solutions.assignment5.im2col import im2col as reference

CAUGHT_BY = "im2col::test_padding"


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    return reference(np.pad(input_data, pad), filter_h, filter_w, stride)
