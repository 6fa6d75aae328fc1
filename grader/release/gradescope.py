"""The archive that Gradescope makes an autograder of: everything that grading needs."""

from __future__ import annotations

import os
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Final

from grader.assignment import Assignment, content, course_secret
from grader.errors import UsageError
from grader.release.archive import write_archive
from grader.release.kit import require_verified
from grader.release.wheel import write_wheel
from grader.text import Language, say
from grader.writing import FOR_OWNER, replacing

# Once, as root, when the image is built.
_SETUP: Final = """\
#!/usr/bin/env bash
set -euo pipefail
source=${{AUTOGRADER:-/autograder}}/source
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
python=
for version in 3.13 3.12 3.11; do
    if apt-get install -qy "python$version" "python$version-venv"; then
        python=python$version
        break
    fi
done
if [ -z "$python" ]; then
    echo "No Python from 3.11 to 3.13 here; choose a base image with Ubuntu 22.04 or newer." >&2
    exit 1
fi
"$python" -m venv "$source/venv"
{torch}"$source/venv/bin/pip" install -q "$source/{wheel}"
chmod -R go= "$source"
"""
_TORCH: Final = """\
"$source/venv/bin/pip" install -q "{requirement}" --index-url https://download.pytorch.org/whl/cpu
"""
# Once for each submission, as root. Without results Gradescope says that the autograder failed,
# which is what shall be said of a failure that is not the student's.
_RUN: Final = """\
#!/usr/bin/env bash
autograder=${{AUTOGRADER:-/autograder}}
export GRADE_SECRET_FILE=$autograder/source/secret GRADE_LANG={language} HOME=$autograder
rm -f "$autograder/results/results.json"
cd "$autograder/source/course" || exit
"$autograder/source/venv/bin/grade" {name} --submission "$autograder/submission" \\
    --gradescope "$autograder/results/results.json"
code=$?
case $code in
    0 | 1 | 3) exit 0 ;; # a verdict, or a submission that cannot be taken in: results are there
    *) exit $code ;;
esac
"""


def write_autograder(assignment: Assignment, out: Path, language: Language) -> None:
    """Write the archive to `out`, a new file; it holds the hidden checks and the course secret.

    Refuses unless `grade verify` has passed for exactly this content, and without solutions.
    """
    require_verified(assignment)
    if assignment.solutions is None:
        raise UsageError(
            say("The solutions of {name} are not here, so nothing hidden.", name=assignment.name)
        )
    with tempfile.TemporaryDirectory() as folder:
        wheel = write_wheel(Path(folder))
        contents = {wheel.name: wheel.read_bytes(), "secret": course_secret()}
    for half in (assignment.folder, assignment.solutions):
        for path in content.files_of(half):
            contents[f"course/{path.relative_to(assignment.root).as_posix()}"] = path.read_bytes()
    run = _RUN.format(name=assignment.name, language=language)
    contents["setup.sh"] = _setup(assignment, wheel.name).encode()
    contents["run_autograder"] = run.encode()
    with replacing(out, FOR_OWNER, put=os.link) as temporary:  # an older archive is kept
        write_archive(temporary, contents, programs=("setup.sh", "run_autograder"))


def _setup(assignment: Assignment, wheel: str) -> str:
    needed = {module for exercise in assignment.exercises for module in exercise.runtime}
    torch = _TORCH.format(requirement=_requirement("torch")) if "torch" in needed else ""
    return _SETUP.format(torch=torch, wheel=wheel)


def _requirement(package: str) -> str:
    """The versions of an extra's package, as our own metadata has them."""
    needed = (line.partition(";")[0].strip() for line in metadata.requires("grade") or ())
    return next(line for line in needed if line.startswith(package))
