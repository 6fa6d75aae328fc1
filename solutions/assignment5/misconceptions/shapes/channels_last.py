"""The shape is read as (N, H, W, C). In this course the channels come second: (N, C, H, W).

형상을 (N, H, W, C)로 읽었어요. 이 과목에서는 채널이 둘째 축입니다: (N, C, H, W).
"""

CAUGHT_BY = "shapes::test_describe_batch"


def describe_batch(shape):
    if len(shape) != 4:
        raise ValueError("four axes are needed")
    items, height, width, channels = shape
    return {"items": items, "channels": channels, "height": height, "width": width}
