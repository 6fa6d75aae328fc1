"""The depthwise step is counted for every output channel. It has one filter for each input
channel; only the pointwise step makes the output channels.

깊이별 단계를 출력 채널마다 셌어요. 깊이별 단계의 필터는 입력 채널마다 하나이고, 출력 채널은
점별 단계에서 만들어집니다.
"""

CAUGHT_BY = "shapes::test_depthwise_separable_macs"


def depthwise_separable_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    depthwise = out_channels * filter_h * filter_w * out_h * out_w
    pointwise = in_channels * out_channels * out_h * out_w
    return depthwise + pointwise
