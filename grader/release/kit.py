"""Building the kit of one assignment."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from grader.assignment import Assignment, content
from grader.errors import UsageError
from grader.release.wheel import write_wheel
from grader.text import say

_REQUIREMENTS = """\
# pip install -r requirements.txt
# PyTorch is needed by the exercises that say so, and only by them; CPU is enough:
# https://pytorch.org/get-started/locally/
./{wheel}
"""
_README = """\
# {english}

    python3 -m venv .venv
    .venv/bin/pip install -r requirements.txt      (Windows: .venv\\Scripts\\pip)
    .venv/bin/grade {name}                         (Windows: .venv\\Scripts\\grade)

Your files are in assignments/{name}; begin with the README there. `grade {name}` runs the public
checks and says how many hidden ones wait. It works offline.

# {korean}

파일은 assignments/{name}에 있습니다. 그곳의 README.ko.md부터 읽으세요. `grade {name}`을 실행하면
공개 검사를 돌리고, 남은 비공개 검사의 수를 알려 줍니다. 인터넷 없이도 돌아갑니다.
"""


def release(assignment: Assignment, out: Path) -> list[Path]:
    """Write the kit into the new folder `out`; the files written.

    Refuses unless `grade verify` has passed for exactly this content. Nothing of the solutions
    is read: the kit is made of the assignment's own folder and of this program.
    """
    require_verified(assignment)
    if out.exists():
        raise UsageError(say("{path} exists already. Name a new folder.", path=out))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".kit-") as temporary:
        kit = Path(temporary) / "kit"
        _fill(kit, assignment)
        kit.rename(out)  # all or nothing
    return content.files_of(out)


def require_verified(assignment: Assignment) -> None:
    """`UsageError` unless the gate was passed for exactly this content."""
    if not content.is_verified(assignment):
        raise UsageError(
            say(
                "This content of {name} has not passed the gate here. Run: grade verify {name}",
                name=assignment.name,
            )
        )


def _fill(kit: Path, assignment: Assignment) -> None:
    for path in content.files_of(assignment.folder):
        inside = path.relative_to(assignment.folder)
        target = kit / "assignments" / assignment.name / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    wheel = write_wheel(kit)
    (kit / "requirements.txt").write_text(_REQUIREMENTS.format(wheel=wheel.name), "utf-8")
    readme = _README.format(
        name=assignment.name, english=assignment.title.en, korean=assignment.title.ko
    )
    (kit / "README.md").write_text(readme, "utf-8")
