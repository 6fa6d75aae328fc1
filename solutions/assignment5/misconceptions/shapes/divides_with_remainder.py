"""The output size is computed with /, so it is not a whole number where the stride does not
divide. Use //, which rounds down.

/ 로 나누어서, 스트라이드로 나누어떨어지지 않을 때 출력 크기가 정수가 되지 않아요. 내림하는 //
를 쓰세요.
"""

CAUGHT_BY = "shapes::test_conv_floor"


def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if stride < 1 or filter_size > input_size + 2 * pad:
        raise ValueError("impossible size")
    return (input_size + 2 * pad - filter_size) / stride + 1
