"""A bias is counted for every input channel of a filter. A filter makes one output channel and
has one bias.

필터의 입력 채널마다 편향을 하나씩 셌어요. 필터 하나는 출력 채널 하나를 만들고 편향도
하나입니다.
"""

CAUGHT_BY = "shapes::test_conv_params_bias"


def conv_params(in_channels, out_channels, filter_h, filter_w, bias=True):
    places = filter_h * filter_w + 1 if bias else filter_h * filter_w
    return in_channels * out_channels * places
