"""The output size is computed without the padding. Add 2P to the input size first.

출력 크기를 구할 때 패딩을 빠뜨렸어요. 먼저 입력 크기에 2P를 더하세요.
"""

CAUGHT_BY = "shapes::test_conv_padding"


def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if stride < 1 or filter_size > input_size:
        raise ValueError("impossible size")
    return (input_size - filter_size) // stride + 1
