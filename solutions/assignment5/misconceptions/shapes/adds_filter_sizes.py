"""The filter sizes are simply added. The first pixel is seen already, so a layer with stride 1
before it adds K - 1.

필터 크기를 그대로 더했어요. 첫 픽셀은 이미 보고 있으므로, 앞 층들의 스트라이드가 1이면 한 층은
K - 1만큼만 넓힙니다.
"""

CAUGHT_BY = "shapes::test_receptive_field"


def receptive_field(layers):
    return sum(filter_size for filter_size, _ in layers) or 1
