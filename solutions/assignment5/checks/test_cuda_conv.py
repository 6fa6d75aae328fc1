"""Hidden checks of exercise cuda_conv."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from grader.checks import (
    Generator,
    Kernel,
    Problem,
    Text,
    Timed,
    Work,
    check,
    expect_close,
)
from solutions.assignment5.convolution import Convolution as Reference


def expect_convolution(
    kernel: Kernel,
    rng: Generator,
    x_shape: tuple[int, ...],
    w_shape: tuple[int, ...],
    stride: int = 1,
    pad: int = 0,
) -> None:
    """What the kernel computes for random numbers of these shapes."""
    x, w, b = (rng.normal(size=shape).astype("f4") for shape in (x_shape, w_shape, w_shape[:1]))
    expected = Reference(w, b, stride, pad).forward(x).astype("f4")
    expect_close(kernel(x, w, b, stride, pad), expected, axes="nchw")


@check(
    points=1,
    hint=Text(
        en="Each thread computes one output: n, filter, row and column follow from the numbers of "
        "its block and of itself.",
        ko="스레드 하나가 출력값 하나를 계산합니다. n, 필터, 행, 열은 블록 번호와 스레드 번호에서 "
        "나옵니다.",
    ),
)
def test_whole_blocks(kernel: Kernel, rng: Generator) -> None:
    """Right where powers of two divide every size.

    모든 크기가 2의 거듭제곱으로 나누어떨어질 때 맞습니다.
    """
    expect_convolution(kernel, rng, (1, 16, 8, 8), (32, 16, 1, 1))


@check(
    points=1,
    after="test_whole_blocks",
    hint=Text(
        en="Add up over the channels and over the rows and columns of the filter; then add b.",
        ko="채널과 필터의 행, 열에 대해 모두 더한 다음 b를 더하세요.",
    ),
)
def test_filters(kernel: Kernel, rng: Generator) -> None:
    """Filters that are wider than high look at their whole patch.

    가로가 더 긴 필터도 패치 전체를 봅니다.
    """
    expect_convolution(kernel, rng, (1, 2, 9, 10), (16, 2, 2, 3))


@check(
    points=1,
    after="test_whole_blocks",
    hint=Text(
        en="The patch begins at row ho * stride - pad. Rows and columns that lie outside count as "
        "0, and must not be read.",
        ko="패치는 ho * stride - pad번째 행에서 시작합니다. 밖으로 나간 행과 열은 0으로 세고 읽지 "
        "마세요.",
    ),
)
def test_stride_and_padding(kernel: Kernel, rng: Generator) -> None:
    """Stride and padding are obeyed.

    스트라이드와 패딩을 따릅니다.
    """
    expect_convolution(kernel, rng, (1, 3, 9, 7), (16, 3, 3, 3), stride=2, pad=1)
    expect_convolution(kernel, rng, (1, 1, 5, 6), (16, 1, 3, 3), stride=1, pad=2)


@check(
    points=1,
    after="test_whole_blocks",
    hint=Text(
        en="Each image of a batch lies behind the one before: C * H * W numbers further.",
        ko="배치의 이미지는 앞 이미지 바로 뒤에, C * H * W개만큼 떨어져 있습니다.",
    ),
)
def test_batch(kernel: Kernel, rng: Generator) -> None:
    """Each image of a batch is convolved on its own.

    배치의 이미지마다 따로 합성곱을 합니다.
    """
    expect_convolution(kernel, rng, (4, 2, 6, 6), (16, 2, 3, 3))


@check(
    points=1,
    after="test_whole_blocks",
    hint=Text(
        en="Your kernel is right where its tiles fit. Where they do not, a block has threads "
        "without an output: they may load a 0 and must not write, and they must still reach every "
        "__syncthreads().",
        ko="타일이 꼭 맞는 크기에서는 커널이 맞습니다. 꼭 맞지 않으면 블록에 출력이 없는 스레드가 "
        "생깁니다. 그런 스레드는 0을 채우기만 하고 쓰지 말아야 하며, __syncthreads()에는 모두 "
        "도달해야 합니다.",
    ),
)
def test_odd_sizes(kernel: Kernel, rng: Generator) -> None:
    """Right for sizes that no tile divides.

    어떤 타일로도 나누어떨어지지 않는 크기에서도 맞습니다.
    """
    expect_convolution(kernel, rng, (3, 5, 13, 11), (17, 5, 3, 3), stride=1, pad=1)
    expect_convolution(kernel, rng, (1, 3, 7, 5), (3, 3, 5, 3), stride=2, pad=1)


@check(
    points=1,
    after="test_whole_blocks",
    hint=Text(
        en="With one filter and one pixel almost every thread of the block has nothing to do.",
        ko="필터 하나, 픽셀 하나이면 블록의 거의 모든 스레드에 할 일이 없습니다.",
    ),
)
def test_one_output(kernel: Kernel, rng: Generator) -> None:
    """Right for a single output, and for a filter as large as the image.

    출력이 하나뿐일 때도, 필터가 이미지만큼 클 때도 맞습니다.
    """
    expect_convolution(kernel, rng, (1, 1, 3, 3), (1, 1, 3, 3))
    expect_convolution(kernel, rng, (2, 3, 1, 1), (2, 3, 1, 1))


@check(
    points=1,
    after="test_whole_blocks",
    hint=Text(
        en="Device code calls no function of the host, and a block has at most 48 KiB of shared "
        "memory.",
        ko="디바이스 코드에서는 호스트 함수를 부를 수 없고, 블록의 공유 메모리는 48 KiB까지예요.",
    ),
)
def test_compiles_for_a_gpu(kernel: Kernel) -> None:
    """It compiles for a real GPU, and computes with all bits of float32.

    실제 GPU용으로 컴파일되고, float32의 모든 비트로 계산합니다.
    """
    kernel.compile()


def speed_problem() -> Problem:
    """Layers of 64 channels, chained: about 40 GFLOP, against which the copies are small."""

    def draw(rng: Generator, channels: int = 64, size: int = 64) -> tuple[Any, ...]:
        x = rng.standard_normal((8, channels, size, size), dtype=np.float32)
        w = rng.standard_normal((channels, channels, 3, 3), dtype=np.float32)
        b = rng.standard_normal(channels, dtype=np.float32)
        return x, w * np.float32(1.4 / np.sqrt(9 * channels)), b, 1, 1

    def work(arguments: Sequence[Any]) -> Work:
        x, w, b, *_ = arguments
        numbers = 2 * x.size + w.size + b.size
        return Work(flops=2.0 * x.size * w[0].size, bytes=4.0 * numbers)

    return Problem(
        function="conv2d",
        draw=draw,
        slim=partial(draw, channels=1),
        work=work,
        times=32,
        bands=(2.0,),
    )


@check(
    points=1,
    after=("test_stride_and_padding", "test_batch", "test_odd_sizes", "test_one_output"),
    hint=Text(
        en="A number from global memory is worth using more than once: let a block load a tile of "
        "w and of the patches into shared memory, neighbouring threads neighbouring numbers.",
        ko="전역 메모리에서 읽은 값은 여러 번 쓸수록 이득입니다. 블록마다 w와 패치의 타일을 공유 "
        "메모리에 올리고, 이웃한 스레드가 이웃한 값을 읽게 하세요.",
    ),
)
def test_speed(timed: Timed) -> None:
    """On a GPU it takes at most twice the time of the reference solution.

    GPU에서 걸리는 시간이 기준 풀이의 두 배를 넘지 않습니다.
    """
    timed.expect_within(speed_problem(), 2.0)
