"""Cells as one module: what a notebook alone understands goes, the rest stays as it is."""

from __future__ import annotations

import pytest

from grader.stage.entries import FileRefusedError
from grader.stage.notebook_code import Code, module_of, without_commands


@pytest.mark.parametrize(
    "command",
    ["%matplotlib inline", "!pip install torch", "?print", "a?", "%%time", "%run other.ipynb"],
)
def test_commands_go_and_the_code_around_them_stays(command: str) -> None:
    """On its line, so that every other line keeps its number in the cell."""
    code, commands = without_commands(Code(2, f"a = 1\n{command}\nb = 2\n"))
    assert code == Code(2, "a = 1\n\nb = 2\n")
    assert commands == [command]


@pytest.mark.parametrize(
    "asking", ["import grader", "grader.check('im2col')", "%grade im2col", "%load_ext grader"]
)
def test_how_a_report_is_asked_for_is_no_part_of_the_answer(asking: str) -> None:
    """Nor worth a word."""
    assert without_commands(Code(1, f"{asking}\na = 1")) == (Code(1, "\na = 1"), [])


@pytest.mark.parametrize("foreign", ["%%writefile x.py\n1", "files = !ls", "x = %env HOME"])
def test_what_is_no_python_is_refused(foreign: str) -> None:
    """The code after it cannot be right without it; the cell is named."""
    code, _ = without_commands(Code(4, f"a = 1\n{foreign}"))
    with pytest.raises(FileRefusedError) as refused:
        module_of([code], ())
    assert refused.value.reason.en.startswith(f"Cell 4 has the notebook command {foreign[:3]}")


@pytest.mark.parametrize("source", ["x = (5\n    % 3)", "y = (1\n!= 2)", "z = x %y", "a = b = c"])
def test_remainders_are_no_commands(source: str) -> None:
    """Python's own % and != may begin a line that goes on."""
    code, commands = without_commands(Code(1, source))
    assert commands == []
    assert source in module_of([code], ())


@pytest.mark.parametrize(
    "source",
    [
        'print("""\nloss = %f\n%d of them\n!\nwhy?\n""" % (a, b))',
        "'''\nfiles = !ls\n%run x\n'''",
        'x = 1  # not """\ny = "\'\'\'"\nz = """\n%time\n"""',
    ],
)
def test_a_line_of_a_string_is_no_command(source: str) -> None:
    """A table that is printed may begin its lines with anything."""
    code, commands = without_commands(Code(1, source))
    assert commands == []
    assert source in module_of([code], ())


def test_quotes_in_a_comment_hide_no_command() -> None:
    """Nor do those of one line's string."""
    code, commands = without_commands(Code(1, '# """\n%time\nx = "\'\'\'"\n!ls "\nx\n'))
    assert commands == ["%time", '!ls "']
    assert code.text == '# """\n\nx = "\'\'\'"\n\nx\n'


def test_cells_follow_one_another_below_what_they_may_import() -> None:
    """Each with its number, counted as the student counts them."""
    parts = [Code(3, "a = 1"), Code(5, "b = 2")]
    assert module_of(parts, ["im2col"]) == "from im2col import *\n# [3]\na = 1\n# [5]\nb = 2\n"


def test_future_imports_come_first() -> None:
    """Python wants them before everything else; once is enough."""
    future = "from __future__ import annotations"
    source = module_of(
        [Code(1, f'"""Doc."""\n{future}\na = 1'), Code(2, f"{future}\nb")], ["im2col"]
    )
    assert source.startswith(f"{future}\nfrom im2col import *\n")
    assert source.count(future) == 1
    compile(source, "convolution.py", "exec")
