"""The output size is computed with H + 2P - K + 1, which holds for stride 1 only. Divide by the
stride before adding the 1.

출력 크기를 스트라이드가 1일 때만 맞는 식 H + 2P - K + 1로 구했어요. 1을 더하기 전에
스트라이드로 나누세요.
"""

CAUGHT_BY = "shapes::test_conv_stride"


def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if stride < 1 or filter_size > input_size + 2 * pad:
        raise ValueError("impossible size")
    return input_size + 2 * pad - filter_size + 1
