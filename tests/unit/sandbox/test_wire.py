"""Plain data crosses as it is; nothing else crosses, whichever side it comes from."""

from __future__ import annotations

import enum
import math
import struct
import tracemalloc
from collections import OrderedDict, namedtuple
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np
from hypothesis.extra.numpy import arrays

from grader.sandbox import wire
from grader.sandbox.wire import Handle, WireError
from tests.fuzz.frames import frame_of, header_of

torch = pytest.importorskip("torch") if False else None

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NUMBERS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**1000), 2**1000)
    | st.floats()
    | TEXT
    | st.binary(max_size=20)
)
ARRAYS = st.sampled_from(sorted(wire.DTYPES)).flatmap(
    lambda dtype: arrays(dtype, st_np.array_shapes(min_dims=0, min_side=0, max_side=4))
)
SCALARS = st.sampled_from(sorted(wire.DTYPES)).flatmap(lambda dtype: arrays(dtype, ())).map(
    lambda array: array[()]
)
HANDLES = st.builds(Handle, st.integers(0, 2**62), TEXT, st.lists(TEXT, max_size=3).map(tuple))
VALUES = st.recursive(
    NUMBERS | ARRAYS | SCALARS | HANDLES,
    lambda inner: st.lists(inner, max_size=4)
    | st.lists(inner, max_size=4).map(tuple)
    | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def there_and_back(value: object) -> Any:
    return wire.decode(frame_of(value)[4:])


def same(got: Any, sent: Any) -> bool:
    """Equal in type and value, NaN and -0.0 included."""
    if type(got) is not type(sent):
        return False
    if isinstance(sent, np.ndarray | np.generic):
        return got.dtype == sent.dtype and got.shape == sent.shape and got.tobytes() == sent.tobytes()
    if type(sent) in (list, tuple):
        return len(got) == len(sent) and all(map(same, got, sent))
    if type(sent) is dict:
        return list(got) == list(sent) and all(same(got[key], sent[key]) for key in sent)
    if type(sent) is float:
        return struct.pack("d", got) == struct.pack("d", sent) or (got != got and sent != sent)
    return bool(got == sent)
