"""Public checks of exercise im2col: the README's example, a slow loop, the adjoint identity.

연습 문제 im2col의 공개 검사: README의 예제, 느린 반복문, 수반 항등식입니다.
"""

from __future__ import annotations

import numpy as np

from grader.checks import Generator, Student, Text, check, expect_close, expect_shape


@check(
    points=0,
    hint=Text(
        en="Every row is one 2x2 patch, read from left to right and from top to bottom.",
        ko="각 행은 2x2 패치 하나를 왼쪽에서 오른쪽, 위에서 아래로 읽은 것입니다.",
    ),
)
def test_readme_im2col(student: Student) -> None:
    """The README's four patches.

    README에 있는 네 패치 예제입니다.
    """
    x = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
    expected = [[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [5, 6, 8, 9]]
    expect_close(student.im2col(x, 2, 2, 1, 0), np.array(expected, dtype=float), axes="rc")


@check(
    points=0,
    hint=Text(
        en="The pixel in the middle lies in four patches: 5 + 5 + 5 + 5.",
        ko="가운데 픽셀은 네 패치에 들어 있습니다: 5 + 5 + 5 + 5.",
    ),
)
def test_readme_col2im(student: Student) -> None:
    """The README's patches, put back and added up.

    README의 패치를 되돌려 더한 예제입니다.
    """
    rows = [[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [5, 6, 8, 9]]
    image = student.col2im(np.array(rows, dtype=float), (1, 1, 3, 3), 2, 2, 1, 0)
    expected = np.array([[1, 4, 3], [8, 20, 12], [7, 16, 9]], dtype=float)
    expect_close(image, expected.reshape(1, 1, 3, 3), axes="nchw")


@check(
    points=0,
    hint=Text(
        en="Compare your rows with the loop of this check, which cuts the patches out one by one.",
        ko="패치를 하나씩 잘라 내는 이 검사의 반복문과 여러분의 행을 견주어 보세요.",
    ),
)
def test_agrees_with_slow_loop(student: Student, rng: Generator) -> None:
    """im2col lays out the patches that a slow loop cuts out.

    im2col의 행이 느린 반복문으로 잘라 낸 패치와 같습니다.
    """
    x = rng.normal(size=(2, 2, 5, 6))
    stride, pad = 2, 1
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows = [
        padded[n, :, top : top + 3, left : left + 2].ravel()
        for n in range(2)
        for top in range(0, 5 + 2 * pad - 3 + 1, stride)
        for left in range(0, 6 + 2 * pad - 2 + 1, stride)
    ]
    expect_close(student.im2col(x, 3, 2, stride, pad), np.array(rows), axes="rc")


@check(
    points=0,
    hint=Text(
        en="The sum of im2col(x) * c must equal the sum of x * col2im(c).",
        ko="im2col(x) * c의 합과 x * col2im(c)의 합이 같아야 합니다.",
    ),
)
def test_adjoint_identity(student: Student, rng: Generator) -> None:
    """col2im is the adjoint of im2col.

    col2im은 im2col의 수반 연산입니다.
    """
    x, c = rng.normal(size=(1, 2, 5, 4)), rng.normal(size=(12, 8))
    col = student.im2col(x, 2, 2, 1, 0)
    image = student.col2im(c, x.shape, 2, 2, 1, 0)
    expect_shape(col, c.shape, axes="rc")
    expect_shape(image, x.shape, axes="nchw")
    got, expected = np.array([np.sum(x * image)]), np.array([np.sum(col * c)])
    expect_close(got, expected, name="np.sum(x * col2im(c))")
