"""The padding is added once. It lies on both sides of the input, so an axis grows by 2P.

패딩을 한 번만 더했어요. 패딩은 입력의 양쪽에 붙으므로 한 축은 2P만큼 길어집니다.
"""

CAUGHT_BY = "shapes::test_conv_padding"


def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if stride < 1 or filter_size > input_size + pad:
        raise ValueError("impossible size")
    return (input_size + pad - filter_size) // stride + 1
