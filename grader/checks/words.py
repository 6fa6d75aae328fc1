"""Which words of student code the grader may say in sentences of its own.

The name of a class and the text of an exception are student code's to choose, so they could
hold the inputs of a hidden check. Names that everybody knows say nothing about inputs.
"""

from __future__ import annotations

import builtins
import re
from typing import Final

_ERRORS: Final = ("AxisError", "LinAlgError")
_NUMBERS: Final = ("Decimal", "Fraction", "MaskedArray", "Parameter", "Tensor", "matrix", "ndarray")
_CONTAINERS: Final = ("Counter", "defaultdict", "deque", "dict_items", "dict_keys", "dict_values")
_OTHERS: Final = ("NoneType", "function", "generator", "method", "module", "partial")
_COMMON: Final = frozenset({*_ERRORS, *_NUMBERS, *_CONTAINERS, *_OTHERS})
_MOST_AXES: Final = 6
_LARGEST_SIZE: Final = 1000
_FEW_NUMBERS: Final = re.compile(r"None|True|False|nan|-?inf|[-+.,()\[\] \de]{1,24}")


def is_known(class_name: str) -> bool:
    """Python's own, or one that submissions often have from a library."""
    return class_name in _COMMON or class_name in vars(builtins)


def is_few_numbers(shown: str) -> bool:
    """A value as Python writes it: no text, and not many digits."""
    return _FEW_NUMBERS.fullmatch(shown) is not None


def is_ordinary_shape(shape: tuple[int, ...]) -> bool:
    """A shape that comes about by mistake; an empty array can have any numbers for its sizes."""
    return len(shape) <= _MOST_AXES and max(shape, default=0) <= _LARGEST_SIZE
