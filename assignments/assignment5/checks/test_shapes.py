"""Public checks of exercise shapes: the examples of the README.

연습 문제 shapes의 공개 검사: README의 예제입니다.
"""

from __future__ import annotations

from grader.checks import Student, Text, check, expect_equal, expect_raises


@check(
    points=0,
    hint=Text(
        en="Call it twice: once with the heights, once with the widths.",
        ko="높이로 한 번, 너비로 한 번, 모두 두 번 부른 결과입니다.",
    ),
)
def test_readme_conv_output_size(student: Student) -> None:
    """The README's output sizes of convolution.

    README에 있는 합성곱 출력 크기 예제입니다.
    """
    call = "conv_output_size({}, {}, {}, {})"
    for arguments, expected in (
        ((5, 4, 1, 2), 6),
        ((6, 4, 1, 2), 7),
        ((28, 5, 1, 0), 24),
        ((8, 3, 2, 0), 3),
    ):
        got = student.conv_output_size(*arguments)
        expect_equal(got, expected, call=call.format(*arguments))
    with expect_raises(ValueError, call="conv_output_size(3, 4, 1, 0)"):
        student.conv_output_size(3, 4, 1, 0)


@check(
    points=0,
    hint=Text(
        en="The formula is that of the convolution, padding included.",
        ko="패딩까지 포함해 합성곱과 같은 식입니다.",
    ),
)
def test_readme_pool_output_size(student: Student) -> None:
    """The README's output sizes of pooling.

    README에 있는 풀링 출력 크기 예제입니다.
    """
    got = student.pool_output_size(24, 2, 2, 0)
    expect_equal(got, 12, call="pool_output_size(24, 2, 2, 0)")
    got = student.pool_output_size(7, 3, 2, 1)
    expect_equal(got, 4, call="pool_output_size(7, 3, 2, 1)")


@check(
    points=0,
    hint=Text(
        en="Count for one filter, or for one output value, first; then multiply.",
        ko="필터 하나, 또는 출력값 하나에 대해 먼저 세고 나서 곱하세요.",
    ),
)
def test_readme_costs(student: Student) -> None:
    """The README's parameter and multiplication counts.

    README에 있는 매개변수와 곱셈 횟수 예제입니다.
    """
    weights = student.conv_params(3, 3, 5, 5, False)
    expect_equal(weights, 225, call="conv_params(3, 3, 5, 5, bias=False)")
    expect_equal(student.conv_params(3, 3, 5, 5), 228, call="conv_params(3, 3, 5, 5)")
    sizes = (16, 32, 3, 3, 14, 14)
    expect_equal(student.conv_macs(*sizes), 903168, call=f"conv_macs{sizes}")
    got = student.depthwise_separable_macs(*sizes)
    expect_equal(got, 128576, call=f"depthwise_separable_macs{sizes}")


@check(
    points=0,
    hint=Text(
        en="A layer adds its filter size less one, times how far apart its input's pixels lie in "
        "the image.",
        ko="한 층은 (필터 크기 - 1)에, 그 층이 받는 픽셀들이 원래 이미지에서 떨어져 있는 간격을 "
        "곱한 만큼 넓힙니다.",
    ),
)
def test_readme_receptive_field(student: Student) -> None:
    """The README's receptive fields.

    README에 있는 수용 영역 예제입니다.
    """
    for layers, expected in (
        ([(3, 1), (3, 1)], 5),
        ([(3, 1), (3, 1), (3, 1)], 7),
        ([(3, 2), (3, 1)], 7),
        ([(3, 1), (3, 2)], 5),
    ):
        got = student.receptive_field(layers)
        expect_equal(got, expected, call=f"receptive_field({layers})")


@check(
    points=0,
    hint=Text(
        en="The axes are (N, C, H, W).",
        ko="축의 순서는 (N, C, H, W)입니다.",
    ),
)
def test_readme_describe_batch(student: Student) -> None:
    """The README's batch of images.

    README에 있는 배치 예제입니다.
    """
    got = student.describe_batch((105, 2, 50, 50))
    expected = {"items": 105, "channels": 2, "height": 50, "width": 50}
    expect_equal(got, expected, call="describe_batch((105, 2, 50, 50))")
