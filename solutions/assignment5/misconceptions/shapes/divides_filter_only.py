"""Only the filter size is divided by the stride, because // binds tighter than -. Put H + 2P -
K in parentheses.

// 가 - 보다 먼저 계산되어 필터 크기만 스트라이드로 나누었어요. H + 2P - K를 괄호로 묶으세요.
"""

CAUGHT_BY = "shapes::test_conv_stride"


def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if stride < 1 or filter_size > input_size + 2 * pad:
        raise ValueError("impossible size")
    return input_size + 2 * pad - filter_size // stride + 1
