"""Hidden checks of exercise resnet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from grader.checks import (
    CheckFailed,
    Generator,
    Student,
    Text,
    check,
    expect_close,
    expect_shape,
)
from grader.checks.networks import (
    Pair,
    expect_layer,
    layers_of,
    parameter_count,
    pass_any,
    require_module,
    undrawn,
)
from grader.checks.proxy import operate
from solutions.assignment5 import resnet as reference

ONE_EACH = [1, 1, 1, 1]  # blocks of the stages: the smallest net that has all


def normal(rng: Generator, *shape: int) -> torch.Tensor:
    """Random numbers, float64."""
    return torch.from_numpy(rng.normal(size=shape))


def basic(student: Student, x: torch.Tensor, rng: Generator, *arguments: int, **zero: Any) -> Pair:
    """The student's BasicBlock and the reference, with the same weights."""
    return Pair(student.BasicBlock(*arguments), reference.BasicBlock(*arguments), x, rng, **zero)


def bottleneck(
    student: Student, x: torch.Tensor, rng: Generator, *arguments: int, **zero: Any
) -> Pair:
    """The student's Bottleneck and the reference, with the same weights."""
    return Pair(student.Bottleneck(*arguments), reference.Bottleneck(*arguments), x, rng, **zero)


def resnet(
    student: Student, block: str, layers: list[int], x: torch.Tensor, rng: Generator
) -> Pair:
    """The student's ResNet for 5 classes and the reference, with the same weights."""
    net = student.ResNet(getattr(student, block), layers, 5)
    ours = undrawn(reference.ResNet, getattr(reference, block), layers, 5)
    return Pair(net, ours, x, rng, dtype="float32")


def stride_first(module: Any) -> None:
    """Move the stride of every bottleneck from the 3x3 to the first 1x1, which is right too."""
    for block in module.modules():
        if isinstance(block, reference.Bottleneck):
            block.conv1.stride, block.conv2.stride = block.conv2.stride, block.conv1.stride


def expect_parameters(count: int, function: Any, call: str, **options: int) -> None:
    """The net has as many parameters as the statement says."""
    got = parameter_count(function, **options)
    if got != count:
        about = int(float(f"{got:.3g}"))  # every digit of it would be a way out for hidden inputs
        raise CheckFailed(
            Text(
                en=f"{call} has about {about:,} parameters, expected {count:,}.",
                ko=f"{call}의 매개변수가 약 {about:,}개입니다. {count:,}개여야 합니다.",
            )
        )


def expect_start(net: Any, x: torch.Tensor, *, zero: Sequence[str], of: Any) -> None:
    """In a fresh net the weights of the batch norms `zero` of `of` are 0, all others are not."""
    pair = Pair(net, of, x, None)
    for name in zero:
        of.get_submodule(name).weight.data.zero_()
    for got, expected in pair.read("BatchNorm2d", "weight"):
        if bool(expected.any()):
            if isinstance(got, torch.Tensor) and bool((got != 0).all()):
                continue
            raise CheckFailed(
                Text(
                    en="A batch norm that is not the last of its block starts with weight 0.",
                    ko="블록의 마지막이 아닌 배치 정규화의 weight가 0에서 시작합니다.",
                )
            )
        expect_close(got, expected.detach())


@check(
    points=0.5,
    hint=Text(
        en="conv - batch norm - ReLU - conv - batch norm, then add x, then ReLU.",
        ko="합성곱 - 배치 정규화 - ReLU - 합성곱 - 배치 정규화, 여기에 x를 더하고 ReLU입니다.",
    ),
)
def test_basic_forward(student: Student, rng: Generator) -> None:
    """BasicBlock computes ReLU(F(x) + x) where the shapes agree.

    형상이 맞으면 BasicBlock은 ReLU(F(x) + x)를 계산합니다.
    """
    got, expected = basic(student, normal(rng, 2, 4, 5, 6), rng, 4, 4, 1).run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.5,
    hint=Text(
        en="Where the channels differ x cannot be added as it is: a 1x1 convolution and a batch "
        "norm bring it to the right number of channels.",
        ko="채널 수가 다르면 x를 그대로 더할 수 없습니다. 1x1 합성곱과 배치 정규화로 채널 수를 "
        "맞추세요.",
    ),
)
def test_basic_projection(student: Student, rng: Generator) -> None:
    """BasicBlock projects the shortcut where the channels differ.

    채널 수가 다르면 BasicBlock의 지름길은 투영을 거칩니다.
    """
    got, expected = basic(student, normal(rng, 2, 3, 5, 6), rng, 3, 5, 1).run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.5,
    hint=Text(
        en="The stride belongs to the first 3x3 convolution and to the 1x1 of the shortcut, to no "
        "other. A 1x1 convolution needs no padding.",
        ko="스트라이드는 첫 3x3 합성곱과 지름길의 1x1 합성곱에만 있습니다. 1x1 합성곱에는 "
        "패딩이 필요 없습니다.",
    ),
)
def test_basic_stride(student: Student, rng: Generator) -> None:
    """With stride 2 BasicBlock halves the height and width on both ways.

    스트라이드가 2이면 BasicBlock은 두 갈래 모두에서 높이와 너비를 절반으로 줄입니다.
    """
    got, expected = basic(student, normal(rng, 2, 3, 7, 6), rng, 3, 6, 2).run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.25,
    hint=Text(
        en="A projection is needed where the channels differ or the stride is not 1.",
        ko="채널 수가 다르거나 스트라이드가 1이 아니면 투영이 필요합니다.",
    ),
)
def test_basic_stride_alone(student: Student, rng: Generator) -> None:
    """BasicBlock projects the shortcut where only the stride asks for it.

    채널 수가 같아도 스트라이드가 있으면 BasicBlock의 지름길은 투영을 거칩니다.
    """
    got, expected = basic(student, normal(rng, 2, 4, 6, 7), rng, 4, 4, 2).run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.25,
    hint=Text(
        en="With the last batch norm at 0 nothing but the shortcut is left, and it must be x, not "
        "what the first convolution made of it.",
        ko="마지막 배치 정규화가 0이면 지름길만 남습니다. 남은 값은 첫 합성곱을 거친 값이 "
        "아니라 x여야 합니다.",
    ),
)
def test_basic_shortcut(student: Student, rng: Generator) -> None:
    """Where the residual is 0 a positive x goes through BasicBlock unchanged.

    잔차가 0이면 양수인 x는 BasicBlock을 그대로 통과합니다.
    """
    x = torch.from_numpy(rng.uniform(0.5, 2.0, size=(2, 4, 4, 5)))
    got, _ = basic(student, x, rng, 4, 4, zero=["bn2"]).run()
    expect_close(got.output, x, axes="nchw")


@check(
    points=0.25,
    hint=Text(
        en="Add first, then ReLU. A ReLU on the residual before the addition is one too many.",
        ko="먼저 더하고 나서 ReLU입니다. 더하기 전의 잔차에 ReLU를 쓰면 안 됩니다.",
    ),
)
def test_basic_relu(student: Student, rng: Generator) -> None:
    """BasicBlock's last ReLU comes after the addition.

    BasicBlock의 마지막 ReLU는 덧셈 다음에 옵니다.
    """
    x = normal(rng, 2, 4, 4, 5)
    got, _ = basic(student, x, rng, 4, 4, 1, zero=["bn2"]).run()
    expect_close(got.output, x.relu(), axes="nchw")
    got, expected = basic(student, x - 2, rng, 4, 4, 1).run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.5,
    hint=Text(
        en="In training mode a batch norm uses the mean and variance of the batch. Each "
        "convolution needs a batch norm of its own.",
        ko="학습 모드의 배치 정규화는 배치의 평균과 분산을 씁니다. 합성곱마다 자기 배치 "
        "정규화가 있어야 합니다.",
    ),
)
def test_basic_training(student: Student, rng: Generator) -> None:
    """In training mode BasicBlock normalises by the batch.

    학습 모드에서 BasicBlock은 배치의 통계로 정규화합니다.
    """
    got, expected = basic(student, normal(rng, 3, 3, 4, 5), rng, 3, 4, 1).run(mode="train")
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.25,
    hint=Text(
        en="One forward in training mode moves every running mean and variance once, by "
        "PyTorch's momentum of 0.1.",
        ko="학습 모드에서 forward를 한 번 부르면 이동 평균과 이동 분산이 PyTorch의 momentum "
        "0.1로 한 번씩만 바뀝니다.",
    ),
)
def test_basic_running_statistics(student: Student, rng: Generator) -> None:
    """A training step updates the running statistics of BasicBlock.

    학습 한 번에 BasicBlock의 이동 평균과 이동 분산이 갱신됩니다.
    """
    pair = basic(student, normal(rng, 3, 3, 4, 5), rng, 3, 4, 2)
    got, expected = pair.run(mode="train")
    expect_close(got.output, expected.output, axes="nchw")
    for name in ("running_mean", "running_var"):
        for got_statistic, statistic in pair.read("BatchNorm2d", name):
            expect_close(got_statistic, statistic, axes="c")


@check(
    points=0.5,
    hint=Text(
        en="The gradient comes back on two ways, through the convolutions and through the "
        "shortcut. detach, no_grad and .data cut a way off.",
        ko="기울기는 합성곱 쪽과 지름길 쪽, 두 갈래로 돌아옵니다. detach, no_grad, .data는 "
        "갈래를 끊습니다.",
    ),
)
def test_basic_dx(student: Student, rng: Generator) -> None:
    """The gradient comes back through both ways of BasicBlock.

    기울기가 BasicBlock의 두 갈래로 모두 돌아옵니다.
    """
    x, dout = normal(rng, 2, 4, 5, 4), normal(rng, 2, 4, 5, 4)
    got, expected = basic(student, x, rng, 4, 4, 1).run(dout)
    expect_close(got.output, expected.output, axes="nchw")
    expect_close(got.dx, expected.dx, axes="nchw")


@check(
    points=0.5,
    hint=Text(
        en="Every convolution and every batch norm must take part in forward, so that its "
        "parameters get a gradient.",
        ko="합성곱과 배치 정규화가 모두 forward에 쓰여야 그 매개변수가 기울기를 받습니다.",
    ),
)
def test_basic_gradients(student: Student, rng: Generator) -> None:
    """Every parameter of BasicBlock gets its gradient in training.

    학습할 때 BasicBlock의 모든 매개변수가 기울기를 받습니다.
    """
    x, dout = normal(rng, 3, 3, 6, 5), normal(rng, 3, 5, 3, 3)
    got, expected = basic(student, x, rng, 3, 5, 2).run(dout, mode="train")
    expect_close(got.dx, expected.dx, axes="nchw")
    for name, gradient in expected.gradients.items():
        expect_close(got.gradients.get(name), gradient)


@check(
    points=0.5,
    hint=Text(
        en="1x1 down, 3x3, 1x1 up; a batch norm after each, ReLU after the first two and after "
        "the addition.",
        ko="채널을 줄이는 1x1, 3x3, 채널을 늘리는 1x1 순서입니다. 각각 배치 정규화가 따르고, "
        "ReLU는 앞의 둘 다음과 덧셈 다음에 옵니다.",
    ),
)
def test_bottleneck_forward(student: Student, rng: Generator) -> None:
    """Bottleneck computes ReLU(F(x) + x) where the shapes agree.

    형상이 맞으면 Bottleneck은 ReLU(F(x) + x)를 계산합니다.
    """
    got, expected = bottleneck(student, normal(rng, 2, 8, 5, 4), rng, 8, 2, 1).run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.5,
    hint=Text(
        en="Bottleneck puts out 4 * channels. The shortcut needs a projection wherever "
        "in_channels is another number.",
        ko="Bottleneck의 출력 채널은 4 * channels개입니다. in_channels가 이와 다르면 지름길에 "
        "투영이 필요합니다.",
    ),
)
def test_bottleneck_expansion(student: Student, rng: Generator) -> None:
    """Bottleneck gives four times its channels.

    Bottleneck은 channels의 네 배를 출력합니다.
    """
    got, expected = bottleneck(student, normal(rng, 2, 3, 4, 5), rng, 3, 3, 1).run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.5,
    hint=Text(
        en="One convolution of the main path has the stride, the 3x3 (or the first 1x1), and the "
        "shortcut has it too.",
        ko="주 경로의 합성곱 하나(3x3, 또는 첫 1x1)와 지름길에 스트라이드가 있습니다.",
    ),
)
def test_bottleneck_stride(student: Student, rng: Generator) -> None:
    """With stride 2 Bottleneck halves the height and width on both ways.

    스트라이드가 2이면 Bottleneck은 두 갈래 모두에서 높이와 너비를 절반으로 줄입니다.
    """
    pair = bottleneck(student, normal(rng, 2, 3, 7, 6), rng, 3, 2, 2)

    def compare() -> None:
        got, expected = pair.run(mode="train")
        expect_close(got.output, expected.output, axes="nchw")

    def compare_other() -> None:
        stride_first(pair.reference)
        compare()

    pass_any(compare, compare_other)


@check(
    points=0.25,
    hint=Text(
        en="A projection is needed where the channels differ or the stride is not 1.",
        ko="채널 수가 다르거나 스트라이드가 1이 아니면 투영이 필요합니다.",
    ),
)
def test_bottleneck_stride_alone(student: Student, rng: Generator) -> None:
    """Bottleneck projects the shortcut where only the stride asks for it.

    채널 수가 같아도 스트라이드가 있으면 Bottleneck의 지름길은 투영을 거칩니다.
    """
    pair = bottleneck(student, normal(rng, 2, 8, 6, 5), rng, 8, 2, 2, zero=["bn3"])
    got, expected = pair.run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.25,
    hint=Text(
        en="Add first, then ReLU. The last batch norm of the main path has no ReLU before the "
        "addition.",
        ko="먼저 더하고 나서 ReLU입니다. 주 경로의 마지막 배치 정규화와 덧셈 사이에는 ReLU가 "
        "없습니다.",
    ),
)
def test_bottleneck_relu(student: Student, rng: Generator) -> None:
    """Bottleneck's last ReLU comes after the addition.

    Bottleneck의 마지막 ReLU는 덧셈 다음에 옵니다.
    """
    x = normal(rng, 2, 8, 4, 3)
    got, _ = bottleneck(student, x, rng, 8, 2, zero=["bn3"]).run()
    expect_close(got.output, x.relu(), axes="nchw")
    got, expected = bottleneck(student, x - 2, rng, 8, 2, 1).run()
    expect_close(got.output, expected.output, axes="nchw")


@check(
    points=0.25,
    hint=Text(
        en="Three convolutions need three batch norms, and each one learns its own statistics.",
        ko="합성곱이 셋이면 배치 정규화도 셋이고, 저마다 자기 통계를 익힙니다.",
    ),
)
def test_bottleneck_training(student: Student, rng: Generator) -> None:
    """In training Bottleneck normalises by the batch and updates its running statistics.

    학습할 때 Bottleneck은 배치의 통계로 정규화하고 이동 평균과 이동 분산을 갱신합니다.
    """
    pair = bottleneck(student, normal(rng, 3, 3, 4, 5), rng, 3, 2, 1)
    got, expected = pair.run(mode="train")
    expect_close(got.output, expected.output, axes="nchw")
    for name in ("running_mean", "running_var"):
        for got_statistic, statistic in pair.read("BatchNorm2d", name):
            expect_close(got_statistic, statistic, axes="c")


@check(
    points=0.25,
    hint=Text(
        en="Every layer must take part in forward, and no detach or no_grad may cut the graph.",
        ko="모든 계층이 forward에 쓰여야 하고, detach나 no_grad로 계산 그래프를 끊으면 안 됩니다.",
    ),
)
def test_bottleneck_gradients(student: Student, rng: Generator) -> None:
    """The gradient reaches x and every parameter of Bottleneck.

    기울기가 x와 Bottleneck의 모든 매개변수에 닿습니다.
    """
    x, dout = normal(rng, 2, 3, 4, 5), normal(rng, 2, 8, 4, 5)
    got, expected = bottleneck(student, x, rng, 3, 2, 1).run(dout)
    expect_close(got.dx, expected.dx, axes="nchw")
    for name, gradient in expected.gradients.items():
        expect_close(got.gradients.get(name), gradient)


@check(
    points=0.25,
    hint=Text(
        en="The largest first, and the classes themselves, not their logits: integers (N, k).",
        ko="큰 것부터, 로짓이 아니라 클래스 번호입니다. 결과는 정수 (N, k)입니다.",
    ),
)
def test_top_k(student: Student, rng: Generator) -> None:
    """top_k gives the classes of the largest logits, the largest first.

    top_k는 로짓이 큰 클래스를 큰 것부터 돌려줍니다.
    """
    for items, classes, k in ((4, 9, 3), (6, 5, 1)):
        logits = rng.permuted(np.tile(np.arange(classes) - 6.5, (items, 1)), axis=1)
        expected = torch.from_numpy((-logits).argsort(axis=1)[:, :k].copy())
        expect_close(student.top_k(torch.from_numpy(logits), k), expected, axes="nk")


@check(
    points=0.25,
    hint=Text(
        en="The 7x7 convolution halves the size, the 3x3 max pooling halves it again; both are "
        "padded so that nothing else is lost.",
        ko="7x7 합성곱이 크기를 절반으로, 3x3 최대 풀링이 다시 절반으로 줄입니다. 둘 다 패딩이 "
        "있어 그 밖에는 줄지 않습니다.",
    ),
)
def test_stem(student: Student, rng: Generator) -> None:
    """The stem leaves a quarter of the height and width.

    스템을 지나면 높이와 너비가 4분의 1이 됩니다.
    """
    net = student.ResNet(student.BasicBlock, ONE_EACH, 3)
    layers = layers_of(net, normal(rng, 1, 3, 32, 64))
    expect_layer(layers, "Conv2d (64, 3, 7, 7)", "gives", (1, 64, 16, 32))
    expect_layer(layers, "Conv2d (64, 64, 3, 3)", "takes", (1, 64, 8, 16))


@check(
    points=0.25,
    hint=Text(
        en="The first stage keeps the size; each later one begins with a block of stride 2, its "
        "other blocks have stride 1.",
        ko="첫 단계는 크기를 유지합니다. 그다음 단계는 저마다 스트라이드 2인 블록으로 시작하고 "
        "나머지 블록의 스트라이드는 1입니다.",
    ),
)
def test_stages(student: Student, rng: Generator) -> None:
    """Each stage after the first halves the size and doubles the channels.

    둘째 단계부터는 단계마다 크기가 절반, 채널이 두 배가 됩니다.
    """
    net = student.ResNet(student.BasicBlock, ONE_EACH, 3)
    layers = layers_of(net, normal(rng, 1, 3, 32, 64))
    for channels, height in ((64, 8), (128, 4), (256, 2), (512, 1)):
        role = f"Conv2d ({channels}, {channels}, 3, 3)"
        expect_layer(layers, role, "gives", (1, channels, height, height * 2))


@check(
    points=0.25,
    hint=Text(
        en="Averaging over the whole height and width works for any size; a fixed 7x7 window "
        "does not. num_classes is the length of the output.",
        ko="높이와 너비 전체의 평균을 내면 어떤 크기든 됩니다. 7x7로 고정한 윈도는 그렇지 "
        "않습니다. num_classes는 출력의 길이입니다.",
    ),
)
def test_resnet_sizes(student: Student, rng: Generator) -> None:
    """ResNet gives one logit for each class, for images of any size.

    ResNet은 이미지의 크기와 상관없이 클래스마다 로짓을 하나씩 냅니다.
    """
    net = require_module(student.ResNet(student.BasicBlock, ONE_EACH, 7))
    for height, width in ((40, 75), (1, 1)):
        x = normal(rng, 2, 3, height, width).float()
        expect_shape(net.eval()(x), (2, 7), axes="nk")
    net = require_module(student.ResNet(student.BasicBlock, ONE_EACH))
    expect_shape(net(normal(rng, 2, 3, 32, 32).float()), (2, 1000), axes="nk")


@check(
    points=0.5,
    hint=Text(
        en="Stem, four stages, mean over height and width, linear layer; nothing after it, no "
        "softmax.",
        ko="스템, 네 단계, 높이와 너비에 대한 평균, 선형 계층입니다. 그 뒤에는 softmax도 없습니다.",
    ),
)
def test_resnet_basic(student: Student, rng: Generator) -> None:
    """A ResNet of BasicBlocks computes the right logits.

    BasicBlock으로 만든 ResNet이 올바른 로짓을 냅니다.
    """
    x = normal(rng, 2, 3, 33, 47)
    got, expected = resnet(student, "BasicBlock", [1, 2, 1, 1], x, rng).run()
    expect_close(got.output, expected.output, axes="nk")


@check(
    points=0.5,
    hint=Text(
        en="After a stage of Bottlenecks the next one gets 4 * channels, in the very first stage "
        "too.",
        ko="Bottleneck으로 된 단계를 지나면 다음 블록은 4 * channels개를 받습니다. 맨 첫 단계도 "
        "그렇습니다.",
    ),
)
def test_resnet_bottleneck(student: Student, rng: Generator) -> None:
    """A ResNet of Bottlenecks computes the right logits.

    Bottleneck으로 만든 ResNet이 올바른 로짓을 냅니다.
    """
    x = normal(rng, 2, 3, 47, 33)
    pair = resnet(student, "Bottleneck", [2, 1, 1, 1], x, rng)

    def compare() -> None:
        got, expected = pair.run()
        expect_close(got.output, expected.output, axes="nk")

    def compare_other() -> None:
        stride_first(pair.reference)
        compare()

    pass_any(compare, compare_other)


@check(
    points=0.25,
    after="test_resnet_basic",
    hint=Text(
        en="2 + 2 + 2 + 2 and 3 + 4 + 6 + 3 BasicBlocks. Count by hand which layer has too many "
        "weights or too few.",
        ko="BasicBlock이 2 + 2 + 2 + 2개, 3 + 4 + 6 + 3개입니다. 어느 층의 가중치가 많거나 "
        "모자란지 손으로 세어 보세요.",
    ),
)
def test_parameters_of_basic_nets(student: Student) -> None:
    """resnet18 and resnet34 have the published numbers of parameters.

    resnet18과 resnet34의 매개변수 수가 알려진 값과 같습니다.
    """
    expect_parameters(11_689_512, student.resnet18, "resnet18()")
    expect_parameters(11_181_642, student.resnet18, "resnet18(num_classes=10)", num_classes=10)
    expect_parameters(21_797_672, student.resnet34, "resnet34()")


@check(
    points=0.25,
    after="test_resnet_bottleneck",
    hint=Text(
        en="3 + 4 + 6 + 3, 3 + 4 + 23 + 3 and 3 + 8 + 36 + 3 Bottlenecks, 1000 classes.",
        ko="Bottleneck이 3 + 4 + 6 + 3개, 3 + 4 + 23 + 3개, 3 + 8 + 36 + 3개이고 클래스는 "
        "1000개입니다.",
    ),
)
def test_parameters_of_bottleneck_nets(student: Student) -> None:
    """resnet50, resnet101 and resnet152 have the published numbers of parameters.

    resnet50, resnet101, resnet152의 매개변수 수가 알려진 값과 같습니다.
    """
    expect_parameters(25_557_032, student.resnet50, "resnet50()")
    expect_parameters(23_528_522, student.resnet50, "resnet50(num_classes=10)", num_classes=10)
    expect_parameters(44_549_160, student.resnet101, "resnet101()")
    expect_parameters(60_192_808, student.resnet152, "resnet152()")


@check(
    points=0.25,
    hint=Text(
        en="zero_init_residual is False unless the caller asks for it.",
        ko="zero_init_residual은 따로 청하지 않으면 False입니다.",
    ),
)
def test_default_start(student: Student, rng: Generator) -> None:
    """Without zero_init_residual no batch norm starts at 0.

    zero_init_residual이 아니면 0에서 시작하는 배치 정규화가 없습니다.
    """
    net = student.ResNet(student.BasicBlock, ONE_EACH, 3)
    ours = undrawn(reference.ResNet, reference.BasicBlock, ONE_EACH, 3)
    expect_start(net, normal(rng, 1, 3, 32, 32), zero=[], of=ours)


@check(
    points=0.5,
    hint=Text(
        en="Only the weight of each block's last batch norm is 0 at the start: bn2 of a "
        "BasicBlock, bn3 of a Bottleneck. The shortcut's is not the last.",
        ko="블록마다 마지막 배치 정규화의 weight만 0에서 시작합니다. BasicBlock은 둘째, "
        "Bottleneck은 셋째 배치 정규화이고, 지름길의 배치 정규화는 아닙니다.",
    ),
)
def test_zero_init_residual(student: Student, rng: Generator) -> None:
    """With zero_init_residual every block starts as ReLU(shortcut).

    zero_init_residual이면 모든 블록이 ReLU(지름길)에서 시작합니다.
    """
    x = normal(rng, 1, 3, 32, 32)
    for name, last in (("BasicBlock", "bn2"), ("Bottleneck", "bn3")):
        net = student.ResNet(getattr(student, name), ONE_EACH, 3, True)
        ours = undrawn(reference.ResNet, getattr(reference, name), ONE_EACH, 3)
        expect_start(net, x, zero=[f"stages.{n}.{last}" for n in range(4)], of=ours)


@check(
    points=0.25,
    hint=Text(
        en="With the residual at 0 a block passes the gradient on as it comes. If it is gone, the "
        "shortcut does not carry it.",
        ko="잔차가 0이면 블록은 기울기를 그대로 넘깁니다. 기울기가 사라졌다면 지름길이 나르지 "
        "못하는 것입니다.",
    ),
)
def test_deep_stack(student: Student, rng: Generator) -> None:
    """Through 50 layers whose residuals start at 0 the gradient comes back whole.

    잔차가 0에서 시작하는 층 50개를 지나도 기울기가 온전히 돌아옵니다.
    """
    blocks = [require_module(student.BasicBlock(2, 2, 1)) for _ in range(25)]
    ours = torch.nn.Sequential(*(reference.BasicBlock(2, 2, 1) for _ in blocks))
    x = torch.from_numpy(rng.uniform(0.5, 2.0, size=(2, 2, 4, 3)))
    zero = [f"{number}.bn2" for number in range(25)]
    pair = Pair(operate("chain", *blocks), ours, x, rng, zero=zero)
    dout = normal(rng, *x.shape)
    got, _ = pair.run(dout, mode="train")
    expect_close(got.dx, dout, axes="nchw")
