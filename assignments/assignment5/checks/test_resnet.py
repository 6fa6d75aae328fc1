"""Public checks of exercise resnet: shapes, counts and examples of the README.

연습 문제 resnet의 공개 검사: README에 있는 형상, 매개변수 수, 예제입니다.
"""

from __future__ import annotations

import torch

from grader.checks import Generator, Student, Text, check, expect_close, expect_equal, expect_shape
from grader.checks.networks import parameter_count


@check(
    points=0,
    hint=Text(
        en="Stride 2 halves the height and width, rounded up; a Bottleneck gives 4 * channels.",
        ko="스트라이드 2는 높이와 너비를 절반으로(올림) 줄이고, Bottleneck은 4 * channels개를 냅니다.",
    ),
)
def test_readme_block_shapes(student: Student) -> None:
    """The README's shapes of blocks.

    README에 있는 블록의 형상입니다.
    """
    x = torch.ones(2, 8, 9, 6)
    expect_shape(student.BasicBlock(8, 8, 1)(x), (2, 8, 9, 6), axes="nchw")
    expect_shape(student.BasicBlock(8, 16, 2)(x), (2, 16, 5, 3), axes="nchw")
    expect_shape(student.Bottleneck(8, 2, 1)(x), (2, 8, 9, 6), axes="nchw")
    expect_shape(student.Bottleneck(8, 4, 2)(x), (2, 16, 5, 3), axes="nchw")


@check(
    points=0,
    hint=Text(
        en="The last thing a block does is ReLU, and ReLU gives nothing negative.",
        ko="블록이 마지막으로 하는 일은 ReLU이고, ReLU의 결과에는 음수가 없습니다.",
    ),
)
def test_nothing_negative(student: Student, rng: Generator) -> None:
    """Blocks put out nothing negative.

    블록의 출력에는 음수가 없습니다.
    """
    x = torch.from_numpy(rng.normal(size=(2, 4, 5, 5))).float()
    for y in (student.BasicBlock(4, 4, 1)(x), student.Bottleneck(4, 1, 1)(x)):
        expect_shape(y, (2, 4, 5, 5), axes="nchw")
        expect_close(y, y.detach().abs(), axes="nchw")


@check(
    points=0,
    hint=Text(
        en="Convolutions without bias, a batch norm after each, a projection only where it is "
        "needed. One layer too many shows in the difference.",
        ko="합성곱에는 편향이 없고, 저마다 배치 정규화가 따르며, 투영은 필요할 때만 있습니다. 층이 하나 "
        "많으면 그 차이가 숫자에 드러납니다.",
    ),
)
def test_readme_parameter_counts(student: Student) -> None:
    """The README's numbers of parameters.

    README에 있는 매개변수 수입니다.
    """
    for name, count in (("resnet18", 11_689_512), ("resnet50", 25_557_032)):
        got = parameter_count(getattr(student, name))
        expect_equal(got, count, call=f"parameters({name}())")


@check(
    points=0,
    hint=Text(
        en="In the first row 5 is the largest and belongs to class 2.",
        ko="첫 행에서 가장 큰 5는 클래스 2의 로짓입니다.",
    ),
)
def test_readme_top_k(student: Student) -> None:
    """The README's example of top_k.

    README에 있는 top_k 예제입니다.
    """
    logits = torch.tensor([[1.0, 3.0, 5.0], [-1.0, -3.0, -2.0]])
    expect_close(student.top_k(logits, 2), torch.tensor([[2, 1], [0, 2]]), axes="nk")
