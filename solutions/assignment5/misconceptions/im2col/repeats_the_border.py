"""The padding repeats the pixels of the border. It must be zeros: np.pad's default mode,
"constant".

가장자리 픽셀을 되풀이해 패딩했어요. 0으로 채워야 합니다. np.pad의 기본 방식인 "constant"를
쓰세요.
"""

import numpy as np

from solutions.assignment5.im2col import im2col as reference

CAUGHT_BY = "im2col::test_padding"


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    img = np.pad(input_data, [(0, 0), (0, 0), (pad, pad), (pad, pad)], mode="edge")
    return reference(img, filter_h, filter_w, stride)
