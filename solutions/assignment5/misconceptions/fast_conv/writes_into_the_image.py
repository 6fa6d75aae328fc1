"""The image is changed while you work on it: the array that was passed in has other numbers
afterwards. Work on the padded copy.

계산하면서 이미지를 바꿨어요. 인수로 받은 배열의 값이 호출 뒤에 달라집니다. 패딩한 복사본에서
작업하세요.
"""

from solutions.assignment5.fast_conv import conv2d as right

CAUGHT_BY = "fast_conv::test_inputs_unchanged"


def conv2d(x, w, b, stride=1, pad=0):
    y = right(x, w, b, stride, pad)
    x *= 0
    return y
