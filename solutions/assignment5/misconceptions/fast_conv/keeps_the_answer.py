"""An answer is kept for each shape and returned again, although the next call brings other
numbers. What you keep may depend on shapes, such as index arrays, never on numbers.

형상마다 답을 남겨 두었다가 다시 돌려주었어요. 다음 호출에는 다른 값이 들어옵니다. 인덱스 배열처럼
형상에만 달린 것은 남겨 두어도 되지만, 값에 달린 것은 안 됩니다.
"""

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_no_memory"
kept = {}


def conv2d(x, w, b, stride=1, pad=0):
    key = (x.shape, w.shape, stride, pad)
    if key not in kept:
        kept[key] = right(x, w, b, stride, pad)
    return kept[key]
