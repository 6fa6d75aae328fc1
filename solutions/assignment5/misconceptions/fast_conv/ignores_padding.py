"""The image is not padded: `pad` is taken and not used. Add `pad` zeros on each side of height
and width before you look for windows.

이미지에 패딩을 하지 않았어요. `pad`를 받기만 하고 쓰지 않았습니다. 창을 만들기 전에 높이와 너비의
양쪽에 0을 `pad`개씩 덧붙이세요.
"""

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_padding"


def conv2d(x, w, b, stride=1, pad=0):
    return right(x, w, b, stride, 0)
