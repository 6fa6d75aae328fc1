"""Hidden checks of exercise shapes."""

from __future__ import annotations

from grader.checks import Generator, Student, Text, check, expect_equal, expect_raises
from solutions.assignment5 import shapes as reference

ROUNDS = 3


def draw(rng: Generator, low: int, high: int) -> int:
    """A plain integer of [low, high]."""
    return int(rng.integers(low, high + 1))


@check(
    points=0.5,
    hint=Text(
        en="Slide the filter along one axis on paper and count its positions: the first one "
        "counts too.",
        ko="한 축을 따라 필터를 종이 위에서 밀면서 자리를 세어 보세요. 맨 처음 자리도 세어야 "
        "합니다.",
    ),
)
def test_conv_basic(student: Student, rng: Generator) -> None:
    """A filter has as many positions as fit in the input.

    필터가 놓일 수 있는 자리의 수를 바르게 셉니다.
    """
    for _ in range(ROUNDS):
        size, filter_size = draw(rng, 12, 40), draw(rng, 2, 7)
        got = student.conv_output_size(size, filter_size)
        expect_equal(got, reference.conv_output_size(size, filter_size, 1, 0))


@check(
    points=0.5,
    hint=Text(
        en="(H + 2P - K) // S + 1: did you add the padding on both sides?",
        ko="(H + 2P - K) // S + 1: 패딩을 양쪽에 모두 더했나요?",
    ),
)
def test_conv_padding(student: Student, rng: Generator) -> None:
    """Padding widens the input on both sides.

    패딩만큼 입력의 양쪽이 넓어집니다.
    """
    for pad in (2, 1, 3):
        size, filter_size = draw(rng, 12, 40), 2 * draw(rng, 1, 4)
        got = student.conv_output_size(size, filter_size, 1, pad)
        expect_equal(got, reference.conv_output_size(size, filter_size, 1, pad))


@check(
    points=0.5,
    hint=Text(
        en="Which part of the formula does the division by the stride apply to? Mind the "
        "precedence of // and -.",
        ko="스트라이드로 나누는 것은 식의 어느 부분인가요? // 와 - 의 우선순위를 확인해 보세요.",
    ),
)
def test_conv_stride(student: Student, rng: Generator) -> None:
    """The filter moves by the stride.

    필터는 스트라이드만큼씩 움직입니다.
    """
    for _ in range(ROUNDS):
        filter_size, stride = draw(rng, 3, 7), draw(rng, 2, 4)
        size = filter_size + stride * draw(rng, 4, 9)
        got = student.conv_output_size(size, filter_size, stride, 0)
        expect_equal(got, reference.conv_output_size(size, filter_size, stride, 0))


@check(
    points=1,
    hint=Text(
        en="A last step that does not fit is not taken. Is your result a whole number, rounded "
        "down?",
        ko="마지막 한 걸음이 다 들어가지 않으면 내딛지 않습니다. 결과가 내림한 정수인가요?",
    ),
)
def test_conv_floor(student: Student, rng: Generator) -> None:
    """Where the stride does not divide, the number of positions is rounded down.

    스트라이드로 나누어떨어지지 않으면 내림합니다.
    """
    for stride in (2, 3, 4):
        filter_size, pad = draw(rng, 3, 7), draw(rng, 1, 2)
        size = filter_size + stride * draw(rng, 4, 9) + stride - 1 - 2 * pad
        got = student.conv_output_size(size, filter_size, stride, pad)
        expect_equal(got, reference.conv_output_size(size, filter_size, stride, pad))


@check(
    points=0.5,
    hint=Text(
        en="A window slides exactly as a filter does; the same formula counts it.",
        ko="풀링 윈도도 필터와 똑같이 움직이므로 같은 식으로 셉니다.",
    ),
)
def test_pool_basic(student: Student, rng: Generator) -> None:
    """Pooling windows are counted as filter positions are.

    풀링 윈도도 필터의 자리와 같은 방법으로 셉니다.
    """
    for stride in (2, 3):
        pool_size = draw(rng, 2, 4)
        size = pool_size + stride * draw(rng, 4, 9) + 1
        got = student.pool_output_size(size, pool_size, stride)
        expect_equal(got, reference.pool_output_size(size, pool_size, stride))
    expect_equal(student.pool_output_size(9, 3), 7)


@check(
    points=1,
    after="test_pool_basic",
    hint=Text(
        en="Pooling layers have padding too. Does yours use the argument pad?",
        ko="풀링에도 패딩이 있습니다. 인수 pad를 식에 넣었나요?",
    ),
)
def test_pool_padding(student: Student, rng: Generator) -> None:
    """Padding counts in the output size of pooling.

    풀링의 출력 크기에도 패딩이 들어갑니다.
    """
    for _ in range(ROUNDS):
        size, pool_size = draw(rng, 12, 40), draw(rng, 3, 5)
        got = student.pool_output_size(size, pool_size, 2, 1)
        expect_equal(got, reference.pool_output_size(size, pool_size, 2, 1))


@check(
    points=0.5,
    after="test_conv_basic",
    hint=Text(
        en="Look at the arguments before you compute: raise ValueError when the filter is larger "
        "than the padded input or the stride is below 1.",
        ko="계산하기 전에 인수를 살펴보세요. 필터가 패딩한 입력보다 크거나 스트라이드가 1보다 "
        "작으면 ValueError를 일으켜야 합니다.",
    ),
)
def test_impossible_sizes(student: Student, rng: Generator) -> None:
    """Sizes that cannot be raise ValueError, and only those.

    있을 수 없는 크기에만 ValueError를 일으킵니다.
    """
    size, pad = draw(rng, 5, 12), draw(rng, 1, 2)
    padded = size + 2 * pad
    expect_equal(student.conv_output_size(size, padded, 1, pad), 1)
    expect_equal(student.conv_output_size(1, 1, 1, 0), 1)
    impossible = (
        (size, padded + 1, 1, pad),
        (size, 2, 0, pad),
        (size, 2, -1, pad),
        (size, 0, 1, pad),
        (0, 1, 1, pad),
        (size, 2, 1, -1),
    )
    for arguments in impossible:
        with expect_raises(ValueError, call="conv_output_size(...)"):
            student.conv_output_size(*arguments)
    with expect_raises(ValueError, call="pool_output_size(...)"):
        student.pool_output_size(size, size + 1, 1, 0)


@check(
    points=0.5,
    hint=Text(
        en="One filter looks at every input channel at once: what shape does it have?",
        ko="필터 하나가 모든 입력 채널을 한꺼번에 봅니다. 그렇다면 필터 하나의 형상은 어떻게 "
        "되나요?",
    ),
)
def test_conv_params_weights(student: Student, rng: Generator) -> None:
    """Every filter has a weight for each input channel and each place.

    필터 하나에는 입력 채널과 위치마다 가중치가 하나씩 있습니다.
    """
    sizes = draw(rng, 2, 9), draw(rng, 10, 32), draw(rng, 2, 4), draw(rng, 5, 7)
    expect_equal(student.conv_params(*sizes, False), reference.conv_params(*sizes, bias=False))


@check(
    points=0.5,
    hint=Text(
        en="How many numbers does b, of shape (FN,), hold?",
        ko="형상이 (FN,)인 b에는 숫자가 몇 개 들어 있나요?",
    ),
)
def test_conv_params_bias(student: Student, rng: Generator) -> None:
    """Every filter has one bias.

    필터마다 편향이 하나씩 있습니다.
    """
    sizes = draw(rng, 2, 9), draw(rng, 10, 32), draw(rng, 2, 4), draw(rng, 5, 7)
    expect_equal(student.conv_params(*sizes), reference.conv_params(*sizes))
    expect_equal(student.conv_params(*sizes, True), reference.conv_params(*sizes))


@check(
    points=0.5,
    hint=Text(
        en="How many multiplications does one output number take, and how many output numbers "
        "are there?",
        ko="출력값 하나를 구하는 데 곱셈이 몇 번 필요한가요? 출력값은 모두 몇 개인가요?",
    ),
)
def test_conv_macs(student: Student, rng: Generator) -> None:
    """Multiplications are counted over every output value.

    곱셈 횟수는 모든 출력값에 대해 셉니다.
    """
    sizes = draw(rng, 2, 9), draw(rng, 10, 32), draw(rng, 2, 4), draw(rng, 5, 7)
    out_h, out_w = draw(rng, 8, 14), draw(rng, 15, 28)
    expect_equal(student.conv_macs(*sizes, out_h, out_w), reference.conv_macs(*sizes, out_h, out_w))


@check(
    points=0.5,
    hint=Text(
        en="Count the two steps apart and add them: the depthwise step never mixes channels, the "
        "pointwise step has 1x1 filters.",
        ko="두 단계를 따로 세어 더하세요. 깊이별 단계는 채널을 섞지 않고, 점별 단계의 필터는 "
        "1x1입니다.",
    ),
)
def test_depthwise_separable_macs(student: Student, rng: Generator) -> None:
    """A depthwise separable convolution costs its two steps together.

    깊이별 분리 합성곱의 비용은 두 단계의 비용을 더한 것입니다.
    """
    sizes = draw(rng, 2, 9), draw(rng, 10, 32), draw(rng, 2, 4), draw(rng, 5, 7)
    out_h, out_w = draw(rng, 8, 14), draw(rng, 15, 28)
    expected = reference.depthwise_separable_macs(*sizes, out_h, out_w)
    expect_equal(student.depthwise_separable_macs(*sizes, out_h, out_w), expected)


@check(
    points=0.5,
    hint=Text(
        en="With stride 1, how many pixels does each further layer add to what is already seen?",
        ko="스트라이드가 1일 때, 층이 하나 늘 때마다 보이는 픽셀은 몇 개씩 늘어나나요?",
    ),
)
def test_receptive_field(student: Student, rng: Generator) -> None:
    """Stacked layers see further than one layer does.

    층을 쌓으면 한 층보다 더 넓게 봅니다.
    """
    expect_equal(student.receptive_field([]), 1)
    for depth in (2, 3, 4):
        layers = [(draw(rng, 2, 7), 1) for _ in range(depth)]
        expect_equal(student.receptive_field(layers), reference.receptive_field(layers))


@check(
    points=0.5,
    after="test_receptive_field",
    hint=Text(
        en="Neighbouring outputs of a strided layer lie `stride` pixels apart in that layer's "
        "input. Whom does that concern: this layer or the ones after it?",
        ko="스트라이드가 있는 층에서 이웃한 두 출력은 입력에서 `stride`만큼 떨어져 있습니다. 이 "
        "간격은 그 층과 다음 층 가운데 어느 쪽에 영향을 주나요?",
    ),
)
def test_receptive_field_strides(student: Student, rng: Generator) -> None:
    """A stride widens what the layers after it see.

    스트라이드는 그다음 층들이 보는 범위를 넓힙니다.
    """
    for depth in (2, 3, 4):
        layers = [(draw(rng, 2, 7), draw(rng, 2, 3)) for _ in range(depth)]
        expect_equal(student.receptive_field(layers), reference.receptive_field(layers))


@check(
    points=0.5,
    hint=Text(
        en="The order of this course is (N, C, H, W).",
        ko="이 과목에서 쓰는 축의 순서는 (N, C, H, W)입니다.",
    ),
)
def test_describe_batch(student: Student, rng: Generator) -> None:
    """A batch's shape is read as items, channels, height, width.

    배치의 형상을 데이터 수, 채널, 높이, 너비의 순서로 읽습니다.
    """
    shape = draw(rng, 50, 99), draw(rng, 1, 9), draw(rng, 10, 29), draw(rng, 30, 49)
    expect_equal(student.describe_batch(shape), reference.describe_batch(shape))
    with expect_raises(ValueError):
        student.describe_batch(shape[1:])
