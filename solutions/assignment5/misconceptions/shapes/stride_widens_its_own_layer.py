"""A layer's stride is applied to that layer itself. It sets how far apart its outputs are, so
it widens only the layers that come after.

층의 스트라이드를 바로 그 층에 적용했어요. 스트라이드는 그 층의 출력 사이의 간격을 정하므로 다음
층부터 영향을 줍니다.
"""

CAUGHT_BY = "shapes::test_receptive_field_strides"


def receptive_field(layers):
    field, step = 1, 1
    for filter_size, stride in layers:
        step *= stride
        field += (filter_size - 1) * step
    return field
