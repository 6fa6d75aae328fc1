"""Hidden checks of exercise im2col."""

from __future__ import annotations

import numpy as np

from grader.checks import (
    Generator,
    Student,
    Text,
    Window,
    check,
    expect_close,
    expect_shape,
    expect_unchanged,
    hold,
)
from solutions.assignment5 import im2col as reference

ROW_COLUMN = "rc"


def over(
    x: np.ndarray, filter_h: int, filter_w: int, stride: int = 1, pad: int = 0
) -> dict[str, tuple[Window, Window]]:
    """What the rows count; a wrong number of rows is explained with these sizes."""
    _, _, H, W = x.shape
    return {"r": (Window(H, filter_h, stride, pad), Window(W, filter_w, stride, pad))}


@check(
    points=1,
    hint=Text(
        en="Write the patches of a small image down by hand: the first row of the result is the "
        "top left patch, read like a text.",
        ko="작은 이미지의 패치를 손으로 적어 보세요. 결과의 첫 행은 왼쪽 위 패치를 글을 읽듯이 한 "
        "줄씩 읽은 것입니다.",
    ),
)
def test_patches(student: Student, rng: Generator) -> None:
    """Each row is one patch, read row by row.

    각 행은 패치 하나를 행 순서로 펼친 것입니다.
    """
    x = rng.normal(size=(1, 1, 5, 5))
    got, expected = student.im2col(x, 2, 2), reference.im2col(x, 2, 2)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 2, 2))


@check(
    points=1,
    hint=Text(
        en="Within a row, all of the first channel's places come first, then the second channel's.",
        ko="한 행 안에서는 첫째 채널의 값이 모두 나온 다음에 둘째 채널의 값이 나옵니다.",
    ),
)
def test_channel_order(student: Student, rng: Generator) -> None:
    """The columns of a row go channel by channel.

    한 행 안의 열은 채널 순서로 놓입니다.
    """
    x = rng.normal(size=(1, 3, 5, 5))
    got, expected = student.im2col(x, 2, 2, 1, 0), reference.im2col(x, 2, 2, 1, 0)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 2, 2, 1, 0))


@check(
    points=1,
    hint=Text(
        en="All patches of the first image come before those of the second. Which axis must stand "
        "first before you reshape?",
        ko="첫째 이미지의 패치가 모두 나온 다음에 둘째 이미지의 패치가 나옵니다. reshape하기 전에 "
        "어느 축이 맨 앞에 있어야 할까요?",
    ),
)
def test_batch_order(student: Student, rng: Generator) -> None:
    """The rows go image by image.

    행은 이미지 순서로 놓입니다.
    """
    x = rng.normal(size=(3, 1, 4, 4))
    got, expected = student.im2col(x, 2, 2, 1, 0), reference.im2col(x, 2, 2, 1, 0)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 2, 2, 1, 0))


@check(
    points=1,
    hint=Text(
        en="Height and width each need their own size, filter size and output size.",
        ko="높이와 너비는 입력 크기, 필터 크기, 출력 크기를 각각 따로 계산해야 합니다.",
    ),
)
def test_non_square(student: Student, rng: Generator) -> None:
    """Height and width are not confused.

    높이와 너비를 혼동하지 않습니다.
    """
    x = rng.normal(size=(1, 1, 5, 8))
    got, expected = student.im2col(x, 2, 4, 1, 0), reference.im2col(x, 2, 4, 1, 0)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 2, 4, 1, 0))


@check(
    points=1,
    hint=Text(
        en="Neighbouring patches start `stride` pixels apart, downwards as well as sideways.",
        ko="이웃한 패치의 시작점은 가로로도 세로로도 `stride`만큼 떨어져 있습니다.",
    ),
)
def test_stride(student: Student, rng: Generator) -> None:
    """Patches start a stride apart.

    패치는 스트라이드 간격으로 시작합니다.
    """
    x = rng.normal(size=(1, 1, 7, 7))
    got, expected = student.im2col(x, 3, 3, 2, 0), reference.im2col(x, 3, 3, 2, 0)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 3, 3, 2, 0))


@check(
    points=1,
    after="test_stride",
    hint=Text(
        en="Pixels at the end that no whole patch covers are left out; that is no error.",
        ko="패치가 다 들어가지 않는 끝부분의 픽셀은 쓰지 않습니다. 오류가 아닙니다.",
    ),
)
def test_sizes_not_divisible(student: Student, rng: Generator) -> None:
    """Where the stride does not divide the size, the remainder is left out.

    스트라이드로 나누어떨어지지 않으면 남는 픽셀은 쓰지 않습니다.
    """
    x = rng.normal(size=(1, 1, 10, 10))
    got, expected = student.im2col(x, 4, 4, 4, 0), reference.im2col(x, 4, 4, 4, 0)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 4, 4, 4, 0))
    x = rng.normal(size=(1, 1, 8, 8))
    got, expected = student.im2col(x, 3, 3, 2, 0), reference.im2col(x, 3, 3, 2, 0)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 3, 3, 2, 0))


@check(
    points=0.5,
    after="test_stride",
    hint=Text(
        en="When the stride is larger than the filter, some pixels lie between patches and appear "
        "nowhere.",
        ko="스트라이드가 필터보다 크면 패치 사이에 있는 픽셀은 어디에도 나타나지 않습니다.",
    ),
)
def test_stride_larger_than_filter(student: Student, rng: Generator) -> None:
    """A stride larger than the filter skips pixels.

    스트라이드가 필터보다 크면 픽셀을 건너뜁니다.
    """
    x = rng.normal(size=(1, 1, 8, 8))
    got, expected = student.im2col(x, 2, 2, 3, 0), reference.im2col(x, 2, 2, 3, 0)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 2, 2, 3, 0))


@check(
    points=1,
    hint=Text(
        en="Only height and width are padded, with zeros, `pad` of them on each side.",
        ko="높이와 너비에만, 양쪽에 `pad`개씩 0을 덧붙입니다.",
    ),
)
def test_padding(student: Student, rng: Generator) -> None:
    """Height and width are padded with zeros on each side.

    높이와 너비의 양쪽에 0을 덧붙입니다.
    """
    x = rng.normal(size=(2, 2, 4, 4))
    got, expected = student.im2col(x, 3, 3, 1, 1), reference.im2col(x, 3, 3, 1, 1)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 3, 3, 1, 1))
    got, expected = student.im2col(x, 3, 3, 1, 2), reference.im2col(x, 3, 3, 1, 2)
    expect_close(got, expected, axes=ROW_COLUMN, windows=over(x, 3, 3, 1, 2))


@check(
    points=0.5,
    after="test_patches",
    hint=Text(
        en="Work on a padded copy; assigning into the argument changes the caller's array.",
        ko="패딩한 복사본에서 작업하세요. 인수에 값을 넣으면 호출한 쪽의 배열이 바뀝니다.",
    ),
)
def test_inputs_unchanged(student: Student, rng: Generator) -> None:
    """The arrays that are passed in stay as they are.

    인수로 받은 배열의 내용을 바꾸지 않습니다.
    """
    x = rng.normal(size=(2, 2, 5, 4))
    held = hold(student, x)
    student.im2col(held, 3, 2, 1, 0)
    expect_unchanged(held, x)
    col = rng.normal(size=(12, 8))
    held = hold(student, col)
    student.col2im(held, (1, 2, 4, 5), 2, 2, 1, 0)
    expect_unchanged(held, col)


@check(
    points=0.5,
    hint=Text(
        en="Without overlap and padding every number goes back to the one place it came from. Mind "
        "slices with `pad` when it is 0.",
        ko="겹침도 패딩도 없으면 모든 숫자가 원래 있던 자리로 돌아갑니다. `pad`가 0일 때 "
        "슬라이스가 어떻게 되는지 살펴보세요.",
    ),
)
def test_col2im_tiles(student: Student, rng: Generator) -> None:
    """Patches that do not overlap go back to their places.

    겹치지 않는 패치는 원래 자리로 돌아갑니다.
    """
    shape = (2, 3, 4, 4)
    col = rng.normal(size=(8, 12))
    got = student.col2im(col, shape, 2, 2, 2, 0)
    expect_close(got, reference.col2im(col, shape, 2, 2, 2, 0), axes="nchw")


@check(
    points=1,
    hint=Text(
        en="A pixel that lies in several patches receives something from each of them.",
        ko="여러 패치에 들어 있는 픽셀은 그 패치들 모두에서 값을 받습니다.",
    ),
)
def test_col2im_overlap(student: Student, rng: Generator) -> None:
    """Where patches overlap their values add up.

    패치가 겹치는 곳에서는 값을 더합니다.
    """
    shape = (1, 1, 4, 4)
    col = rng.normal(size=(9, 4))
    got = student.col2im(col, shape, 2, 2)
    expect_close(got, reference.col2im(col, shape, 2, 2), axes="nchw")


@check(
    points=1,
    hint=Text(
        en="Rows and columns of the image each need their own output size.",
        ko="이미지의 행과 열은 출력 크기를 각각 따로 계산해야 합니다.",
    ),
)
def test_col2im_non_square(student: Student, rng: Generator) -> None:
    """The way back does not confuse height and width.

    되돌릴 때도 높이와 너비를 혼동하지 않습니다.
    """
    shape = (1, 1, 4, 7)
    col = rng.normal(size=(15, 6))
    got = student.col2im(col, shape, 2, 3, 1, 0)
    expect_close(got, reference.col2im(col, shape, 2, 3, 1, 0), axes="nchw")


@check(
    points=1,
    hint=Text(
        en="Add up on the padded image, then cut the padding off on each side.",
        ko="패딩한 이미지 위에서 더한 다음, 양쪽의 패딩을 잘라 내세요.",
    ),
)
def test_col2im_padding(student: Student, rng: Generator) -> None:
    """The result has the shape of the image without padding.

    결과의 형상은 패딩하지 않은 이미지와 같습니다.
    """
    shape = (1, 2, 4, 4)
    for pad in (1, 2):
        col = rng.normal(size=((2 + 2 * pad) ** 2, 18))
        got = student.col2im(col, shape, 3, 3, 1, pad)
        expect_close(got, reference.col2im(col, shape, 3, 3, 1, pad), axes="nchw")


@check(
    points=0.5,
    after=("test_patches", "test_col2im_tiles"),
    hint=Text(
        en="im2col copies pixel p to some places of col; col2im must add exactly those places up "
        "at p. Compare the two index by index.",
        ko="im2col이 픽셀 p를 col의 여러 자리에 복사한다면, col2im은 바로 그 자리들의 값을 p에 "
        "더해야 합니다. 두 함수의 인덱스를 하나씩 견주어 보세요.",
    ),
)
def test_adjoint(student: Student, rng: Generator) -> None:
    """Your col2im is the adjoint of your im2col.

    col2im이 im2col의 수반 연산입니다.
    """
    # Positive numbers: nothing cancels out, so single precision is as good as double.
    x = rng.uniform(0.5, 1.5, size=(2, 2, 9, 6))
    c = rng.uniform(0.5, 1.5, size=(2 * 5 * 3, 2 * 3 * 4))
    col = student.im2col(x, 3, 4, 2, 1)
    expect_shape(col, c.shape, axes=ROW_COLUMN)
    image = student.col2im(c, x.shape, 3, 4, 2, 1)
    expect_shape(image, x.shape, axes="nchw")
    got = np.array([np.sum(x * image)], dtype=image.dtype)
    expect_close(got, np.array([np.sum(col * c)]), name="np.sum(x * col2im(c))")
