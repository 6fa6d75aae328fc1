"""Hidden checks of exercise answers: numbers, shapes and words; essays are a person's."""

from __future__ import annotations

from grader.checks import (
    Answers,
    Text,
    check,
    expect_matrix,
    expect_number,
    expect_numbers,
    expect_words,
)

SIZE_HINT = Text(
    en="(H + 2P - K) // S + 1, once for the height and once for the width. Did you round down?",
    ko="(H + 2P - K) // S + 1을 높이와 너비에 따로 쓰세요. 내림했나요?",
)


@check(
    points=1,
    hint=Text(
        en="Lay the filter on the upper left corner as it is, multiply what lies on each other "
        "and add up; then move it by one.",
        ko="필터를 뒤집지 말고 왼쪽 위에 올려 겹친 수끼리 곱해 더한 다음, 한 칸씩 옮기세요.",
    ),
)
def test_conv_by_hand(answers: Answers) -> None:
    """The convolution worked by hand is right.

    손으로 푼 합성곱이 맞습니다.
    """
    expect_matrix(answers["conv-by-hand"], [[2, 5], [9, 6]])


@check(points=0.5, hint=SIZE_HINT)
def test_conv_output_size(answers: Answers) -> None:
    """The output size of the convolution is right.

    합성곱의 출력 크기가 맞습니다.
    """
    expect_numbers(answers["conv-output-size"], (15, 10))


@check(
    points=0.5,
    hint=Text(
        en="The order is (N, C, H, W). What are the channels of an output as many as?",
        ko="순서는 (N, C, H, W)입니다. 출력의 채널 수는 무엇의 개수와 같나요?",
    ),
)
def test_conv_output_shape(answers: Answers) -> None:
    """The output shape of the batch is right.

    배치의 출력 형상이 맞습니다.
    """
    expect_numbers(answers["conv-output-shape"], ("N", 16, 15, 10))


@check(
    points=0.5,
    hint=Text(
        en="Pooling obeys the formula of the convolution, padding included.",
        ko="풀링도 패딩까지 포함해 합성곱과 같은 식을 따릅니다.",
    ),
)
def test_pool_output_size(answers: Answers) -> None:
    """The output size of the pooling is right.

    풀링의 출력 크기가 맞습니다.
    """
    expect_numbers(answers["pool-output-size"], (8, 5))


@check(
    points=0.5,
    hint=Text(
        en="One row for each place of the filter in each image; one column for each number that "
        "the filter touches.",
        ko="이미지마다 필터가 놓이는 자리 하나가 한 행이고, 필터가 닿는 수 하나가 한 열입니다.",
    ),
)
def test_im2col_shape(answers: Answers) -> None:
    """The shape that im2col returns is right.

    im2col이 돌려주는 형상이 맞습니다.
    """
    expect_numbers(answers["im2col-shape"], (90, 75))


@check(
    points=0.5,
    hint=Text(
        en="The shape says (N, C, H, W); the question asks for another order.",
        ko="형상의 순서는 (N, C, H, W)이고, 문제는 다른 순서로 묻습니다.",
    ),
)
def test_read_shape(answers: Answers) -> None:
    """The shape of the batch is read right.

    배치의 형상을 바르게 읽었습니다.
    """
    expect_numbers(answers["read-shape"], (28, 40, 3, 64))


@check(
    points=0.5,
    hint=Text(
        en="A filter has one weight for each input channel and place. Did you count the biases?",
        ko="필터에는 입력 채널과 자리마다 가중치가 하나씩 있습니다. 편향도 셌나요?",
    ),
)
def test_conv_parameters(answers: Answers) -> None:
    """The number of parameters of the layer is right.

    합성곱 계층의 매개변수 수가 맞습니다.
    """
    expect_number(answers["conv-parameters"], 4640, unit="count")


@check(
    points=0.5,
    hint=Text(
        en="Compare the weights of both layers together with those of the large one. The "
        "question asks for what is saved, in percent.",
        ko="두 층의 가중치를 합해 큰 층 하나와 견주세요. 줄어든 몫이 몇 %인지 묻고 있습니다.",
    ),
)
def test_stack_saving(answers: Answers) -> None:
    """What two small layers save against a large one is right.

    작은 두 층이 절약하는 몫이 맞습니다.
    """
    expect_number(answers["stack-saving"], 28, unit="percent")


@check(
    points=0.5,
    hint=Text(
        en="Start at 1 and add for each layer what it widens. From which layer on does a stride "
        "count?",
        ko="1에서 시작해 층마다 넓어지는 만큼 더하세요. 스트라이드는 어느 층부터 영향을 주나요?",
    ),
)
def test_receptive_field(answers: Answers) -> None:
    """The receptive field of the stack is right.

    쌓은 층의 수용 영역이 맞습니다.
    """
    expect_number(answers["receptive-field"], 11, unit="pixels")


@check(
    points=0.5,
    hint=Text(
        en="How many output values are there, and how many weights does each of them meet?",
        ko="출력값은 모두 몇 개이고, 하나를 구하는 데 가중치를 몇 개나 곱하나요?",
    ),
)
def test_conv_macs(answers: Answers) -> None:
    """The number of multiplications of the convolution is right.

    합성곱의 곱셈 수가 맞습니다.
    """
    expect_number(answers["conv-macs"], 57_802_752, tolerance=0.01, unit="count")


@check(
    points=1,
    hint=Text(
        en="The cost becomes 1/FN + 1/K² of what it was, with FN output channels. How many times "
        "fewer is that?",
        ko="출력 채널이 FN개일 때 비용은 1/FN + 1/K²배가 됩니다. 그렇다면 몇 배 적은가요?",
    ),
)
def test_mac_ratio(answers: Answers) -> None:
    """What the depthwise separable convolution saves is right.

    깊이별 분리 합성곱이 절약하는 배수가 맞습니다.
    """
    expect_number(answers["mac-ratio"], 8.409, tolerance=0.01, unit="times")


@check(
    points=0.5,
    hint=Text(
        en="Only the last layer changes. How many parameters does it have for each class?",
        ko="마지막 계층만 바뀝니다. 그 계층에는 클래스 하나마다 매개변수가 몇 개 있나요?",
    ),
)
def test_resnet_parameters(answers: Answers) -> None:
    """The number of parameters of ResNet-50 with fewer classes is right.

    클래스를 줄인 ResNet-50의 매개변수 수가 맞습니다.
    """
    expect_number(answers["resnet-parameters"], 23_528_522, unit="count")


@check(
    points=0.5,
    hint=Text(
        en="Which of them only chooses among the numbers that it gets?",
        ko="받은 수 가운데서 고르기만 하는 계층은 무엇인가요?",
    ),
)
def test_nothing_to_learn(answers: Answers) -> None:
    """The layer without parameters is named.

    매개변수가 없는 계층을 바르게 골랐습니다.
    """
    spellings = ("최대 풀링", "맥스 풀링", "풀링", "max pooling", "maxpool", "pooling")
    layers = (f"{name}{layer}" for name in spellings for layer in ("", "계층", "층", "layer"))
    expect_words(answers["nothing-to-learn"], tuple(layers))


@check(
    points=0.5,
    hint=Text(
        en="Dropout, weight decay and augmentation are used against it.",
        ko="드롭아웃, 가중치 감소, 데이터 증강으로 막으려는 것이 무엇인가요?",
    ),
)
def test_good_on_training_only(answers: Answers) -> None:
    """The word for it is right.

    알맞은 낱말을 썼습니다.
    """
    accepted = (
        "과적합",
        "과대적합",
        "오버피팅",
        "오버 피팅",
        "overfitting",
        "over-fitting",
        "overfit",
    )
    expect_words(answers["good-on-training-only"], accepted)
