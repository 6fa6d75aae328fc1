"""A submission's modules come from their text, before and instead of anything on disk."""

from __future__ import annotations

import importlib
import inspect
import sys
from types import ModuleType

import pytest

from grader.sandbox.inside.loader import ForbiddenImport, SubmissionImporter, file_name

pytestmark = pytest.mark.usefixtures("process_state")


def install(*, forbidden: tuple[str, ...] = (), **sources: str) -> None:
    SubmissionImporter(sources, {}, forbidden).install()


def test_a_module_is_made_from_text() -> None:
    """With a name and a file, and without the grader's own future imports."""
    install(answer="x = 1\ndef f(a: 'not evaluated' = 5): return a\nann = f.__annotations__\n")
    module = importlib.import_module("answer")
    assert (module.x, module.f(), module.__name__) == (1, 5, "answer")
    assert module.__file__ == file_name("answer") == "answer.py"
    assert module.ann == {"a": "not evaluated"}


def test_the_text_comes_before_a_file_of_the_same_name(
    tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that was graded is the file that runs."""
    monkeypatch.syspath_prepend(str(tmp_path))
    install(answer="x = 'text'\n")
    assert importlib.import_module("answer").x == "text"


def test_other_modules_are_imported_as_ever() -> None:
    """What is not the submission's is not ours to find."""
    install(answer="import colorsys\n")
    assert importlib.import_module("answer").colorsys is importlib.import_module("colorsys")


def test_a_substitute_is_built_instead() -> None:
    """Also in the place of a module that the submission has."""

    def build(module: ModuleType) -> None:
        vars(module)["x"] = "reference"

    SubmissionImporter({"answer": "x = 'student'\n"}, {"answer": build}, ()).install()
    assert importlib.import_module("answer").x == "reference"


@pytest.mark.parametrize("name", ["colorsys", "json", "json.decoder"])
def test_a_forbidden_module_cannot_be_imported(name: str) -> None:
    """New or loaded long ago; a part of it is no way around."""
    importlib.import_module(name)
    install(forbidden=("colorsys", "json"))
    with pytest.raises(ForbiddenImport):
        importlib.import_module(name)
    assert "json.decoder" not in sys.modules


def test_a_forbidden_name_is_not_a_forbidden_beginning() -> None:
    """`json5` is another package than `json`."""
    install(forbidden=("jso",), answer="import json\n")
    importlib.import_module("answer")


def test_the_source_can_be_read_back() -> None:
    """By `inspect`, as of any module: Triton compiles the source of a function."""
    install(answer="def f():\n    return 1\n")
    module = importlib.import_module("answer")
    assert inspect.getsource(module.f) == "def f():\n    return 1\n"
