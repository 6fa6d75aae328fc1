"""The filters are counted as if they had one channel. Every filter has as many channels as the
input, so multiply by in_channels.

필터의 채널이 하나인 것처럼 셌어요. 필터 하나의 채널 수는 입력과 같으므로 in_channels도
곱하세요.
"""

CAUGHT_BY = "shapes::test_conv_params_weights"


def conv_params(in_channels, out_channels, filter_h, filter_w, bias=True):
    return out_channels * filter_h * filter_w + (out_channels if bias else 0)
