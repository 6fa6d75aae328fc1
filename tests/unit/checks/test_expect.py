"""Each expectation accepts what is right and refuses what is wrong, in words for students."""

from __future__ import annotations

import re
import warnings
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from grader.checks.compare import CheckFailed
from grader.checks.expect import (
    expect_close,
    expect_equal,
    expect_raises,
    expect_shape,
    expect_unchanged,
)
from grader.checks.proxy import Remote, hold
from grader.errors import StudentRaised
from tests.unit.checks.conftest import Load

# --------------------------------------------------------------------------------------- shape


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0, 3), (2, 3, 8, 7)])
def test_a_shape_is_the_whole_shape(shape: tuple[int, ...]) -> None:
    """Of any dtype; one more axis is another shape."""
    for dtype in (float, int, bool, complex):
        expect_shape(np.zeros(shape, dtype), shape)
    with pytest.raises(CheckFailed, match="The shape is wrong"):
        expect_shape(np.zeros((*shape, 1)), shape)


@pytest.mark.parametrize("got", [None, [1, 2, 3], "abc", (3,), np.float64(3)])
def test_a_shape_is_that_of_an_array(got: Any) -> None:
    """Nothing else has one."""
    with pytest.raises(CheckFailed, match=r"expected numpy\.ndarray"):
        expect_shape(got, (3,))


def test_an_array_without_numbers_is_named_so() -> None:
    """An empty array may have any sizes, so they are not repeated."""
    with pytest.raises(CheckFailed, match="without numbers"):
        expect_shape(np.zeros((0, 10**6)), (2, 3))


@pytest.fixture(scope="module")
def torch() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module: ModuleType = pytest.importorskip("torch")
    return module


def test_tensors_have_shapes_too(torch: Any) -> None:
    """Exercises with torch use the same expectation."""
    expect_shape(torch.zeros(2, 3, requires_grad=True), (2, 3))
    with pytest.raises(CheckFailed, match=r"got \(2, 3\), expected \(3, 2\)"):
        expect_shape(torch.zeros(2, 3), (3, 2))


# --------------------------------------------------------------------------------------- equal


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (6, 6),
        (6.0, 6),
        (6, 6.0),
        (np.int64(6), 6),
        (np.float32(6), 6),
        (0.1 + 0.2, 0.3),
        (0, 0),
        (-3, -3),
        (float("inf"), float("inf")),
        (2**900, 2**900),
        (True, True),
        ("same", "same"),
        ((1, 2), (1, 2)),
        ([1, 2], (1, 2)),
        ((1, [2, 3]), (1, (2.0, 3))),
        ({"h": 3, "w": (4,)}, {"w": (4,), "h": 3.0}),
        (None, None),
        (b"x", b"x"),
        ([], ()),
    ],
    ids=repr,
)
def test_equal_values_are_accepted(got: Any, expected: Any) -> None:
    """6.0 counts as 6, a list as a tuple."""
    expect_equal(got, expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (5, 6),
        (6.001, 6),
        (1e-9, 0),
        ("6", 6),
        (True, 1),
        (1, True),
        (np.True_, 1),
        (6 + 3j, 6),
        (np.complex128(6 + 3j), 6),
        (np.complex128(6), 6),
        (float("nan"), 1.0),
        (2**1020, 1.5),
        (np.array([6]), 6),
        (np.array(6), 6),
        ([6], 6),
        (None, 6),
        ((1, 2, 3), (1, 2)),
        ((1,), (1, 2)),
        ((1, 3), (1, 2)),
        ("ab", ("a", "b")),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ({"a": 1, "b": 1}, {"a": 1}),
        ([("a", 1)], {"a": 1}),
        ("Same", "same"),
        (b"x", "x"),
        (0, None),
        (..., 6),
    ],
    ids=repr,
)
@pytest.mark.parametrize("call", [None, "size(7, 3)"])
def test_other_values_are_refused(got: Any, expected: Any, call: str | None) -> None:
    """Never as an error of the grader's own."""
    with pytest.raises(CheckFailed) as failed:
        expect_equal(got, expected, call=call)
    assert failed.value.message.complete


def test_only_public_calls_are_shown() -> None:
    """With their results; without `call` no value is told."""
    with pytest.raises(CheckFailed) as failed:
        expect_equal(5, 7654, call="size(7, 3)")
    assert failed.value.message.en == "size(7, 3) returned 5, expected 7654."
    with pytest.raises(CheckFailed) as failed:
        expect_equal(5, 7654)
    assert "7654" not in f"{failed.value.message.en}{failed.value.message.ko}"
    assert "5" not in failed.value.message.en


def test_a_wrong_kind_is_named() -> None:
    """Also inside the worker, where no value crosses."""
    with pytest.raises(CheckFailed, match="returned str, expected int"):
        expect_equal("5", 7)
    with pytest.raises(CheckFailed, match="Is a return missing"):
        expect_equal(None, (1, 2))


def test_objects_of_the_worker_are_never_equal_to_anything(load: Load) -> None:
    """Whatever they say of themselves."""
    student = load(
        "class Yes:\n"
        "    def __eq__(self, other): return True\n"
        "    def __float__(self): return 6.0\n"
        "    __class__ = float\n"
        "def f(): return Yes()\n"
    )
    with pytest.raises(CheckFailed) as failed:
        expect_equal(student.f(), 6)
    assert failed.value.said == "Yes"


# -------------------------------------------------------------------------------------- raises


def test_the_right_exception_is_accepted(load: Load) -> None:
    """Or one derived from it, as the student's own class may be."""
    student = load(
        "class Mine(ValueError): pass\n"
        "def f(kind): raise {'own': Mine, 'value': ValueError, 'key': KeyError}[kind]('x')\n"
    )
    with expect_raises(ValueError):
        student.f("value")
    with expect_raises(ValueError):
        student.f("own")
    with pytest.raises(StudentRaised, match="KeyError"), expect_raises(ValueError):
        student.f("key")


def test_no_exception_is_refused(load: Load) -> None:
    """The sentence names the one that was expected."""
    student = load("def f(): return 1\n")
    with (
        pytest.raises(CheckFailed, match="No error was raised, expected ValueError"),
        expect_raises(ValueError),
    ):
        student.f()


def test_a_call_that_students_know_is_named(load: Load) -> None:
    """Of several calls in one check, the one that raised nothing."""
    student = load("def f(): return 1\n")
    with (
        pytest.raises(CheckFailed, match=r"^f\(\) raised no error, expected ValueError"),
        expect_raises(ValueError, call="f()"),
    ):
        student.f()


def test_one_thing_of_several_is_named() -> None:
    """Whatever is wrong with it."""
    for got, said in ((np.zeros(1), "db: The value"), (np.zeros(2), "db: .*shape"), (None, "db: ")):
        with pytest.raises(CheckFailed) as caught:
            expect_close(got, np.ones(1), name="db")
        assert re.match(said, caught.value.message.en)
        assert caught.value.message.ko.startswith("db: ")


def test_a_stub_is_no_right_exception(load: Load) -> None:
    """NotImplementedError derives from RuntimeError, and still means that nothing is there."""
    student = load("def f(): raise NotImplementedError\n")
    for kind in (RuntimeError, NotImplementedError, Exception):
        with pytest.raises(StudentRaised), expect_raises(kind):
            student.f()


# ----------------------------------------------------------------------------------- unchanged


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("return x + 1", False),
        ("x = x + 1", False),
        ("x[0] = x[0]", False),
        ("x += 1", True),
        ("x[0, 0] = 9", True),
        ("x.sort()", True),
        ("x.shape = (4,)", True),
    ],
)
def test_an_input_that_was_written_into_is_found(load: Load, line: str, *, changed: bool) -> None:
    """In values or in shape; what is only read or copied is not."""
    student = load(f"def f(x):\n    {line}\n")
    x = np.array([[2.0, 1.0], [4.0, 3.0]])
    held = hold(student, x)
    student.f(held)
    if changed:
        with pytest.raises(CheckFailed, match="Work on a copy"):
            expect_unchanged(held, x)
    else:
        expect_unchanged(held, x)
    assert isinstance(held, Remote)
