"""Public checks of exercise answers: only whether an answer can be read, not whether it is right.

연습 문제 answers의 공개 검사: 답을 읽을 수 있는지만 보고, 맞는지는 보지 않습니다.
"""

from __future__ import annotations

from grader.checks import Answers, Text, check, expect_readable


@check(
    points=0,
    hint=Text(
        en="Write one number, such as 1,234 or 12.5 %, and your working above `Answer:`.",
        ko="1,234나 12.5%처럼 수 하나만 쓰고, 풀이 과정은 `답:`보다 위에 쓰세요.",
    ),
)
def test_numbers_can_be_read(answers: Answers) -> None:
    """Answers that are one number can be read as one.

    수 하나로 답하는 문제의 답을 수로 읽을 수 있습니다.
    """
    names = (
        "conv-parameters",
        "stack-saving",
        "receptive-field",
        "conv-macs",
        "mac-ratio",
        "resnet-parameters",
    )
    expect_readable(*(answers[name] for name in names), form="number")


@check(
    points=0,
    hint=Text(
        en="Write the numbers in brackets with commas, such as (2, 3) or (N, 4, 2, 3).",
        ko="(2, 3)이나 (N, 4, 2, 3)처럼 괄호 안에 쉼표로 나누어 쓰세요.",
    ),
)
def test_shapes_can_be_read(answers: Answers) -> None:
    """Answers that are a size or a shape can be read as one.

    크기나 형상으로 답하는 문제의 답을 읽을 수 있습니다.
    """
    names = (
        "conv-output-size",
        "conv-output-shape",
        "pool-output-size",
        "im2col-shape",
        "read-shape",
    )
    expect_readable(*(answers[name] for name in names), form="numbers")


@check(
    points=0,
    hint=Text(
        en="Write one row on each line, the numbers apart by spaces: no names, no arrows.",
        ko="한 줄에 한 행씩, 수 사이를 띄어 쓰세요. 이름이나 화살표는 쓰지 마세요.",
    ),
)
def test_the_matrix_can_be_read(answers: Answers) -> None:
    """The answer that is a matrix can be read as one.

    행렬로 답하는 문제의 답을 읽을 수 있습니다.
    """
    expect_readable(answers["conv-by-hand"], form="matrix")


@check(
    points=0,
    hint=Text(
        en="One or two words are enough.",
        ko="한두 단어면 됩니다.",
    ),
)
def test_words_can_be_read(answers: Answers) -> None:
    """Answers that are a word are there and are short.

    낱말로 답하는 문제의 답이 있고 짧습니다.
    """
    names = ("nothing-to-learn", "good-on-training-only")
    expect_readable(*(answers[name] for name in names), form="words")
