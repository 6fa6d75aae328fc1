"""The numbers are turned into float16 on the way. That halves the memory and leaves three decimal
digits, too few for a sum over a patch. Stay with float32.

도중에 값을 float16으로 바꿨어요. 메모리는 반이 되지만 유효숫자가 세 자리만 남아서, 패치를 더하기에는
모자랍니다. float32를 그대로 쓰세요.
"""

import numpy as np

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_precision"


def conv2d(x, w, b, stride=1, pad=0):
    half = [array.astype(np.float16).astype(np.float32) for array in (x, w)]
    return right(*half, b, stride, pad)
