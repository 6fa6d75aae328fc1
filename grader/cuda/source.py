"""A kernel's source text, and where it stands in the file that was handed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from grader.cuda.fault import KernelWrong
from grader.errors import Unavailable
from grader.records import Location
from grader.text import Text, say

_MOST_LETTERS: Final = 64 << 10
_TRITON: Final = re.compile(r"^\s*(?:import|from)\s+triton\b", re.MULTILINE)
_SHOWN: Final = 200
_MOST_FLAGGED: Final = 40
# What tells one compiler from another, or is there for the host alone: conditions, pragmas, pasted
# names, attributes, and reserved words that are not CUDA's. Spliced lines are put together before.
_CUDA_WORDS: Final = (
    "(?:global|device|host|shared|constant|forceinline|launch_bounds|restrict)__"
    r"|syncthreads|syncwarp|ldg|fmaf_rn|shfl_(?:|down_|xor_)sync"
)
_TWO_FACED: Final = re.compile(
    r"(?:^|\*/)[^\S\n]*#(?!\s*(?:define|undef|include|pragma\s+unroll)\b)\s*\w*"
    rf"|##|%:|<:|\?\?[=/(]|\[\s*\[|\basm\b|\b_[A-Z]\w*|\b__(?!(?:{_CUDA_WORDS})\b)\w+|(?i:fibres)",
    re.MULTILINE,
)
_SPLICE: Final = re.compile(r"\\\s*?\n")


def is_triton(file_text: str) -> bool:
    """Which of the two tracks a file takes."""
    return bool(_TRITON.search(file_text))


@dataclass(frozen=True)
class KernelSource:
    """CUDA C++ as the student's `source()` returns it, or the whole file of a Triton kernel."""

    text: str
    file: str  # handed in
    file_text: str

    def place(self, line: int) -> Text:
        """Where a line of the kernel is: in the file if the source stands there as it is."""
        if location := self.location(line):
            return say("line {line} of {file}", line=location.line, file=self.file)
        return say("line {line} of the kernel's source", line=line)

    def location(self, line: int) -> Location | None:
        """The same for a report, with the line itself from our copy."""
        start = self.file_text.find(self.text) if self.text.strip() else -1
        lines = self.file_text.split("\n")
        number = self.file_text.count("\n", 0, max(start, 0)) + line
        if start < 0 or not 1 <= line <= self.text.count("\n") + 1:
            return None
        return Location(self.file, number, lines[number - 1].strip()[:_SHOWN])

    def require_one_face(self) -> None:
        """`Unavailable` with a flag where a person must see that every compiler gets one kernel."""
        if found := _TWO_FACED.search(_SPLICE.sub("", self.text)):
            raise Unavailable(
                say(
                    "The source can be one kernel for the processor and another for a GPU, so a "
                    "person will look at it. Nothing is lost by this check."
                ),
                flag=f"the kernel's source has {found[0].strip()[:_MOST_FLAGGED]}",
            )

    def has_word(self, name: str) -> bool:
        """Whether a name that a worker reports can be one of this source."""
        return bool(re.search(rf"\b{re.escape(name)}\b", self.text)) and name.isidentifier()


def cuda_source(returned: Any, file: str, file_text: str) -> KernelSource:
    """What `source()` returned, if it can be a kernel; `KernelWrong` if not."""
    if type(returned) is not str:
        raise KernelWrong(say("source() returns no text, expected the kernel in CUDA C++."))
    if len(returned) > _MOST_LETTERS or "\0" in returned:
        raise KernelWrong(
            say("source() returns too much text: at most {most} letters.", most=_MOST_LETTERS)
        )
    return KernelSource(returned, file, file_text)
