"""Plain data crosses as it is; nothing else crosses, whichever side it comes from."""

from __future__ import annotations

import collections
import decimal
import enum
import math
import random
import struct
import sys
import tracemalloc
import warnings
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np

from grader.sandbox import wire
from grader.sandbox.wire import Handle, Tag, WireError
from grader.sandbox.wire_header import size_at
from tests.fuzz import frames
from tests.fuzz.frames import body_of, body_of_header, body_with, frame_of

QUICK = settings(deadline=None, max_examples=200)

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
DTYPES = st.sampled_from(sorted(wire.DTYPES))
SHAPES = st_np.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
ARRAYS = DTYPES.flatmap(lambda dtype: st_np.arrays(dtype, SHAPES))
NUMPY_SCALARS = DTYPES.flatmap(lambda dtype: st_np.arrays(dtype, ())).map(lambda array: array[()])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**1000), 2**1000),
    st.floats(),
    TEXT,
    st.binary(max_size=20),
    ARRAYS,
    NUMPY_SCALARS,
    st.builds(Handle, st.integers(0, 2**62), TEXT, st.lists(TEXT, max_size=3).map(tuple)),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(TEXT, inner, max_size=4),
    ),
    max_leaves=12,
)


def there_and_back(value: object) -> Any:
    return wire.decode(body_of(value))


def same(got: Any, sent: Any) -> bool:
    """Equal in type and bits, NaN and -0.0 included."""
    if type(got) is not type(sent):
        return False
    if isinstance(sent, np.ndarray | np.generic):
        return (got.dtype, got.shape, got.tobytes()) == (sent.dtype, sent.shape, sent.tobytes())
    if isinstance(sent, list | tuple):
        return len(got) == len(sent) and all(map(same, got, sent))
    if isinstance(sent, dict):
        return list(got) == list(sent) and all(same(got[key], sent[key]) for key in sent)
    if isinstance(sent, float):
        return struct.pack("d", got) == struct.pack("d", sent)
    return bool(got == sent)


def nested(depth: int, *, leaf: object = None, kind: type = list) -> Any:
    value = leaf
    for _ in range(depth):
        value = {"k": value} if kind is dict else kind([value])
    return value


# -------------------------------------------------------------------------- what may cross


@QUICK
@given(VALUES)
def test_every_allowed_value_comes_back_as_itself(value: Any) -> None:
    """Type, dtype, shape and every bit survive the way there and back."""
    assert same(there_and_back(value), value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(24.0).reshape(2, 3, 4).transpose(2, 0, 1),
        np.asfortranarray(np.arange(6).reshape(2, 3)),
        np.arange(10)[::-2],
        np.broadcast_to(np.float32(3), (2, 3)),
        np.zeros((0, 3)),
        np.zeros((2, 0, 5)),
        np.array(7),
        np.array([np.nan, np.inf, -np.inf, -0.0]),
    ],
    ids=["transposed", "fortran", "backwards", "broadcast", "empty", "empty-2", "0-d", "special"],
)
def test_a_view_arrives_as_a_plain_array(array: np.ndarray[Any, Any]) -> None:
    """However it lies in memory, it arrives C-contiguous, writable and on its own."""
    got = there_and_back(array)
    assert got.shape == array.shape
    np.testing.assert_array_equal(got, array)
    assert got.flags.c_contiguous
    assert got.flags.writeable
    assert got.flags.owndata


def test_what_arrives_does_not_hold_on_to_the_frame() -> None:
    """Changing the frame afterwards changes no value."""
    body = bytearray(body_of([np.arange(4), b"bytes", "text"]))
    array, data, text = wire.decode(body)
    body[:] = b"\xff" * len(body)
    assert (array.tolist(), data, text) == ([0, 1, 2, 3], b"bytes", "text")


def test_arrays_keep_their_order_among_other_values() -> None:
    """The raw bytes are told apart by the order of their tags alone."""
    value = {"a": np.arange(3), "b": [np.float32(1.5), {"c": np.ones((2, 2), bool)}], "d": ()}
    assert same(there_and_back(value), value)


@pytest.mark.parametrize("kind", [list, tuple, dict])
def test_nesting_ends_at_the_stated_depth(kind: type) -> None:
    """MAX_DEPTH levels cross, one more does not."""
    deepest = nested(wire.MAX_DEPTH, kind=kind)
    assert same(there_and_back(deepest), deepest)
    with pytest.raises(WireError, match="nested deeper"):
        wire.encode(nested(wire.MAX_DEPTH + 1, kind=kind))


def test_what_was_decoded_can_be_encoded() -> None:
    """Nothing gets in that could not be sent on: a callback's arguments are."""
    deepest = wire.decode(body_of(nested(wire.MAX_DEPTH)))
    assert same(there_and_back(deepest), deepest)


# ------------------------------------------------------------------- what is never encoded


class IntLie(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


class FloatLie(float): ...


class StrLie(str):
    __slots__ = ()


class BytesLie(bytes):
    __slots__ = ()


class ListLie(list[int]): ...


class TupleLie(tuple[int]):
    __slots__ = ()


class DictLie(dict[str, int]): ...


class ArrayLie(np.ndarray[Any, Any]): ...


class Point(NamedTuple):
    x: int


class Colour(enum.IntEnum):
    RED = 1


class ClassLie:
    """Says it is an array, to whoever asks isinstance."""

    @property
    def __class__(self) -> type:
        return np.ndarray

    @__class__.setter
    def __class__(self, value: type) -> None: ...


FORBIDDEN = {
    "int subclass": IntLie(1),
    "float subclass": FloatLie(1),
    "str subclass": StrLie("a"),
    "bytes subclass": BytesLie(b"a"),
    "list subclass": ListLie([1]),
    "tuple subclass": TupleLie((1,)),
    "dict subclass": DictLie(a=1),
    "named tuple": Point(1),
    "enum": Colour.RED,
    "ordered dict": collections.OrderedDict(a=1),
    "array subclass": np.zeros(2).view(ArrayLie),
    "recarray": np.zeros(2).view(np.recarray),
    "masked array": np.ma.masked_array([1, 2], [0, 1]),
    "liar about its class": ClassLie(),
    "object array": np.array([object()]),
    "structured array": np.zeros(2, dtype=[("a", "<f8")]),
    "big-endian array": np.zeros(2, dtype=">f8"),
    "text array": np.array(["a"]),
    "bytes array": np.array([b"a"]),
    "date array": np.zeros(2, "M8[s]"),
    "long double array": np.zeros(2, np.longdouble),
    "numpy text": np.str_("a"),
    "numpy bytes": np.bytes_(b"a"),
    "numpy date": np.datetime64("2020-01-01"),
    "numpy void": np.void(b"a"),
    "long double": np.longdouble(1),
    "complex": 1j,
    "bytearray": bytearray(b"a"),
    "memoryview": memoryview(b"a"),
    "set": {1},
    "frozenset": frozenset({1}),
    "range": range(3),
    "generator": (i for i in ()),
    "function": there_and_back,
    "class": int,
    "module": math,
    "object": object(),
    "decimal": decimal.Decimal(1),
    "ellipsis": ...,
    "exception": ValueError("x"),
    "dtype": np.dtype("f8"),
}
WRAPPED: dict[str, Callable[[object], object]] = {
    "alone": lambda value: value,
    "in a list": lambda value: [1, value],
    "in a tuple": lambda value: (value,),
    "in a dict": lambda value: {"k": {"k": value}},
}


@pytest.mark.parametrize("wrap", WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize("value", FORBIDDEN.values(), ids=FORBIDDEN)
def test_only_exact_types_are_sent(value: object, wrap: Callable[[object], object]) -> None:
    """A subclass, a look-alike or an odd dtype is refused by its name, wherever it hides."""
    with pytest.raises(WireError, match="cannot be sent") as refusal:
        wire.encode(wrap(value))
    assert type(value).__name__ in str(refusal.value)


def test_the_refusal_of_an_array_names_its_dtype() -> None:
    """'ndarray cannot be sent' would help nobody."""
    with pytest.raises(WireError, match="ndarray of dtype object cannot be sent"):
        wire.encode([np.array([None])])


@pytest.mark.parametrize("value", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_worker_sends_a_handle_in_place_of_anything_else(value: object) -> None:
    """Whatever cannot cross stays, and a handle goes; at every depth, also in the deepest list."""
    handle = Handle(3, "Thing", ("method",))
    wrapped = nested(wire.MAX_DEPTH, leaf=value)
    frame = b"".join(wire.encode(wrapped, lambda _: handle))
    assert wire.decode(frame[4:]) == nested(wire.MAX_DEPTH, leaf=handle)


def test_a_replacement_that_cannot_be_sent_is_refused() -> None:
    """A replacement gets no second chance for ever."""
    with pytest.raises(WireError):
        wire.encode(object(), lambda _: object())


@pytest.mark.parametrize("key", [1, None, b"k", 1.0, (1,), StrLie("k"), np.str_("k")])
def test_dict_keys_are_text(key: Any) -> None:
    """Nothing but a str is a key."""
    with pytest.raises(WireError, match="key of type"):
        wire.encode({key: 1})


@pytest.mark.parametrize("value", ["\ud800", ["a", "\udfff"], {"\ud800": 1}])
def test_half_a_character_is_refused(value: object) -> None:
    """A lone surrogate would make no UTF-8."""
    with pytest.raises(WireError, match="surrogate"):
        wire.encode(value)


@pytest.mark.parametrize(
    "value", [2**1023, -(2**1023), 1 << 100_000], ids=["just over", "just under", "far over"]
)
def test_integers_end_where_floats_do(value: int) -> None:
    """1023 bits cross; more could not even be compared with a float."""
    limit = 2**1023 - 1
    assert there_and_back([limit, -limit]) == [limit, -limit]
    float(limit)
    with pytest.raises(WireError, match="too many digits"):
        wire.encode(value)


def test_values_that_contain_themselves_are_refused() -> None:
    """A loop ends like deep nesting."""
    loop: list[Any] = []
    loop.append(loop)
    knot: dict[str, Any] = {}
    knot["k"] = (knot,)
    for value in (loop, knot):
        with pytest.raises(WireError, match="nested deeper"):
            wire.encode(value)


@pytest.mark.parametrize(
    "value",
    [
        np.broadcast_to(1.0, (10**6, 10**6)),
        np.lib.stride_tricks.as_strided(np.zeros(1), (10**12,), (0,)),
        [np.zeros(1 << 23, np.uint8)] * 8,
        ["x" * (1 << 20)] * 64,
    ],
    ids=["broadcast", "zero strides", "many arrays", "many texts"],
)
def test_too_much_is_refused_before_it_is_copied(value: object) -> None:
    """The byte limit is checked first: a terabyte of zero strides costs nothing."""
    tracemalloc.start()
    with pytest.raises(WireError, match="larger than 64 MiB"):
        wire.encode(value)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 21


def test_counts_and_texts_have_limits() -> None:
    """Arrays and their axes are counted, and the header cannot grow without end."""
    wire.encode([np.zeros(0)] * wire.MAX_ARRAYS)
    wire.encode(np.zeros((1,) * wire.MAX_DIMENSIONS))
    with pytest.raises(WireError, match=f"more than {wire.MAX_ARRAYS} arrays"):
        wire.encode([np.zeros(0)] * (wire.MAX_ARRAYS + 1))
    with pytest.raises(WireError, match="more than 16 axes"):
        wire.encode(np.zeros((1,) * (wire.MAX_DIMENSIONS + 1)))
    with pytest.raises(WireError, match="exceed 256 KiB"):
        wire.encode("x" * wire.MAX_HEADER_BYTES)


def test_values_are_counted_on_both_sides() -> None:
    """A list counts, its tag does and so does every item; floats take the most bytes for it."""
    most = [0.5] * (wire.MAX_VALUES - 2)
    assert wire.decode(b"".join(wire.encode(most))[4:]) == most
    with pytest.raises(WireError, match=f"more than {wire.MAX_VALUES} values"):
        wire.encode([*most, 0.5])
    with pytest.raises(WireError, match=f"more than {wire.MAX_VALUES} values"):
        wire.encode(most * 1000)


TOO_MANY = sorted(frames.bombs(0).keys() - {"floats"})  # nine bytes each: not too many


@pytest.mark.parametrize("name", TOO_MANY)
def test_what_is_too_many_is_never_made(name: str) -> None:
    """An eighth of a megabyte of tiny lists would take ten: they are counted as bytes."""
    body = body_with(frames.bombs(1 << 17)[name])
    assert _peak_bytes(body) < 1 << 16


SIZED = {
    "None": None,
    "a bool": True,
    "a small number": 5,
    "a number below zero": -3,
    **{f"{bits} bits": 2**bits - 1 for bits in (8, 16, 32, 64)},
    **{f"{bits} bits below zero": -(2 ** (bits - 1)) for bits in (8, 16, 32, 64)},
    "a float": 0.5,
    **{f"a text of {length}": "x" * length for length in (0, 31, 32, 256, 70_000)},
    **{f"{length} bytes": b"x" * length for length in (0, 256, 70_000)},
    **{f"a list of {length}": [None] * length for length in (0, 15, 16, 70_000)},
    **{f"a map of {length}": dict.fromkeys(range(length)) for length in (0, 15, 16, 70_000)},
}


@pytest.mark.parametrize("value", SIZED.values(), ids=SIZED)
def test_every_kind_of_value_is_counted_as_one(value: Any) -> None:
    """Whoever miscounts a length takes what a text says for values."""
    packed = memoryview(msgspec.msgpack.encode(value))
    inner = len(value) * (1 + isinstance(value, dict)) if isinstance(value, list | dict) else 0
    position = 0
    for _ in range(1 + inner):
        position += size_at(packed, position)
    assert position == len(packed)


# ------------------------------------------------------------------- what is never decoded

REFUSED = {
    "a bare map": {"k": 1},
    "no tag": [],
    "an unknown tag": [8, 1],
    "a text for a tag": ["0", 1],
    "a map in a list": [Tag.LIST, {}],
    "half a pair": [Tag.DICT, "a"],
    "an int for a key": [Tag.DICT, 1, 1],
    "bytes for a key": [Tag.DICT, b"k", 1],
    "a key twice": [Tag.DICT, "a", 1, "a", 2],
    "no digits": [Tag.INTEGER, ""],
    "an int for digits": [Tag.INTEGER, 5],
    "other digits": [Tag.INTEGER, "12g"],
    "too many digits": [Tag.INTEGER, "f" * 257],
    "more digits than a float has": [Tag.INTEGER, "f" * 256],
    "a million digits": [Tag.INTEGER, "1" * 1_000_000],
    "objects": [Tag.ARRAY, "|O", [0]],
    "another byte order": [Tag.ARRAY, ">f8", [0]],
    "a short dtype": [Tag.ARRAY, "f8", [0]],
    "text": [Tag.ARRAY, "<U1", [0]],
    "raw bytes": [Tag.ARRAY, "|V8", [0]],
    "a structured dtype": [Tag.ARRAY, "<f8,<f8", [0]],
    "an empty dtype": [Tag.ARRAY, "", [0]],
    "dates": [Tag.ARRAY, "<M8[s]", [0]],
    "an int for a dtype": [Tag.ARRAY, 5, [0]],
    "an int for a shape": [Tag.ARRAY, "<f8", 0],
    "a negative side": [Tag.ARRAY, "<f8", [-1]],
    "a float side": [Tag.ARRAY, "<f8", [0.0]],
    "a bool side": [Tag.ARRAY, "<f8", [False]],
    "a huge side": [Tag.ARRAY, "<f8", [2**63]],
    "nothing of huge sides": [Tag.ARRAY, "<f8", [0, 2**63]],
    "nothing of many huge sides": [Tag.ARRAY, "<f8", [0, *[2**62] * 15]],
    "a product that overflows": [Tag.ARRAY, "<f8", [2**32, 2**32]],
    "too many dimensions": [Tag.ARRAY, "<f8", [1] * 17],
    "more bytes than there are": [Tag.ARRAY, "<f8", [3]],
    "a scalar without bytes": [Tag.LIST, [Tag.SCALAR, "<f8"], [Tag.SCALAR, "<f8"], 1],
    "a shape for a scalar": [Tag.SCALAR, "<f8", []],
    "a handle below zero": [Tag.HANDLE, -1, "A", []],
    "a bool for a handle": [Tag.HANDLE, True, "A", []],
    "a long class name": [Tag.HANDLE, 1, "A" * 201, []],
    "a long method": [Tag.HANDLE, 1, "A", ["m" * 201]],
    "an int for a method": [Tag.HANDLE, 1, "A", [5]],
    "half a handle": [Tag.HANDLE, 1],
    "deep nesting": nested(wire.MAX_DEPTH + 2, leaf=[Tag.LIST]),
}


@pytest.mark.parametrize("header", REFUSED.values(), ids=REFUSED)
def test_a_header_that_no_encoder_writes_is_refused(header: object) -> None:
    """Structure, dtype, shape, count and range are each checked."""
    with pytest.raises(WireError):
        wire.decode(body_of_header(header, b"\0" * 8))


MALFORMED = {
    "nothing": b"",
    "half a length": b"\0\0\0",
    "no header": struct.pack("<I", 0),
    "a header beyond the end": struct.pack("<I", 10) + b"\xc0",
    "a header of four gigabytes": b"\xff\xff\xff\xff" + b"\xc0",
    "two values": body_with(b"\xc0\xc0"),
    "half a text": body_with(b"\xa5abc"),
    "no UTF-8": body_with(b"\xa1\xff"),
    "a surrogate": body_with(b"\xa3\xed\xa0\x80"),
    "a reserved byte": body_with(b"\xc1"),
    "an extension": body_with(b"\xd4\x05\x00"),
    "a time": body_with(b"\xd6\xff\0\0\0\0"),
    "bytes left over": body_with(b"\xc0", b"\0"),
    "a map with a list for a key": body_with(b"\x81\x90\xc0"),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_bytes_that_are_no_frame_are_refused(body: bytes) -> None:
    """Too short, too long, no MessagePack."""
    with pytest.raises(WireError):
        wire.decode(body)


@pytest.mark.parametrize("size", [0, 3, wire.MAX_FRAME_BYTES + 1, 2**32 - 1])
def test_a_frame_says_a_sensible_length(size: int) -> None:
    """The length is refused before a byte of the body is read."""
    with pytest.raises(WireError, match=f"{size} bytes"):
        wire.body_bytes(struct.pack("<I", size))


def test_the_longest_frame_is_accepted() -> None:
    """The limits themselves are allowed."""
    assert wire.body_bytes(struct.pack("<I", wire.MAX_FRAME_BYTES)) == wire.MAX_FRAME_BYTES
    frame = frame_of([1, 2])
    assert wire.body_bytes(frame[:4]) == len(frame) - 4


@QUICK
@given(st.binary(max_size=200), st.binary(max_size=40))
def test_random_bytes_end_in_a_value_or_a_refusal(header: bytes, arrays: bytes) -> None:
    """No other exception ever leaves the decoder."""
    for body in (header, body_with(header, arrays)):
        with suppress(WireError):
            wire.decode(body)


@QUICK
@given(VALUES, st.randoms(use_true_random=False))
def test_a_damaged_frame_ends_in_a_value_or_a_refusal(value: Any, rng: random.Random) -> None:
    """Neither does one in a frame that was right once."""
    body = bytearray(body_of(value))
    for _ in range(rng.randrange(1, 4)):
        body[rng.randrange(len(body))] = rng.randrange(256)
    with suppress(WireError):
        wire.decode(body)


def test_what_a_frame_costs_in_memory_is_bounded() -> None:
    """At most 100 bytes for each byte of a header, whatever it claims; the rest is copied once."""
    for name, header in frames.bombs(1 << 15).items():
        body = body_with(header)
        assert _peak_bytes(body) < 100 * len(body), name
    body = body_of(np.zeros(1 << 22, np.uint8))
    assert _peak_bytes(body) < 1.1 * len(body)


def _peak_bytes(body: bytes) -> int:
    tracemalloc.start()
    try:
        wire.decode(body)
    except WireError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


# ------------------------------------------------------------------------------- tensors


@pytest.fixture(scope="module")
def torch() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module: ModuleType = pytest.importorskip("torch")
    return module


def test_a_tensor_comes_back_with_its_dtype_shape_and_gradient_flag(torch: Any) -> None:
    """Dense tensors cross, views and parameters as plain tensors."""
    x = torch.arange(6.0).reshape(2, 3)
    for tensor in (
        *(x, x.T, x[:, ::2], x.double(), x.half(), x.long(), x.bool(), x.to(torch.complex64)),
        *(x[0, 0], torch.zeros(0, 3), x.clone().requires_grad_(), torch.nn.Parameter(x)),
        x.to(torch.complex64).conj(),
    ):
        got = there_and_back(tensor)
        assert type(got) is torch.Tensor
        assert (got.dtype, got.shape) == (tensor.dtype, tensor.shape)
        assert got.requires_grad == tensor.requires_grad
        assert torch.equal(got, tensor)
        assert got.is_contiguous()


def test_a_tensor_that_is_no_plain_dense_array_is_refused(torch: Any) -> None:
    """Sparse, quantized, meta, nested, foreign dtype, subclass: the message says which."""

    class TensorLie(torch.Tensor):  # type: ignore[misc]
        pass

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        quantized = torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)
        nested_tensor = torch.nested.nested_tensor([torch.ones(2), torch.ones(3)])
    for tensor, said in (
        (torch.ones(2, 2).to_sparse(), "sparse_coo"),
        (quantized, "qint8"),
        (torch.ones(2, device="meta"), "meta"),
        (nested_tensor, "Tensor"),
        (torch.ones(2, dtype=torch.bfloat16), "bfloat16"),
        (torch.ones(2).as_subclass(TensorLie), "TensorLie"),
    ):
        with pytest.raises(WireError, match=said):
            wire.encode(tensor)


def test_a_tensor_of_zero_strides_is_refused_before_it_is_copied(torch: Any) -> None:
    """The same limit as for arrays."""
    with pytest.raises(WireError, match="larger than 64 MiB"):
        wire.encode(torch.ones(1).expand(10**12))


def test_a_gradient_flag_on_integers_is_refused(torch: Any) -> None:
    """PyTorch would raise an error of its own."""
    assert torch is sys.modules["torch"]
    for dtype in ("<i8", "|b1"):
        with pytest.raises(WireError, match="gradient"):
            wire.decode(body_of_header([Tag.TENSOR, dtype, [0], True]))


def test_a_worker_cannot_make_the_grader_load_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where torch is not loaded, a tensor is refused."""
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    with pytest.raises(WireError, match="not loaded"):
        wire.decode(body_of_header([Tag.TENSOR, "<f8", [0], False]))
    assert "torch" not in sys.modules
