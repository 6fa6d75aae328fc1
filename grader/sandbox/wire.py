"""The wire format between the trusted process and a worker: plain data and nothing else.

A frame is

    uint32 body length | uint32 header length | header (MessagePack) | raw array bytes

little-endian. The header holds one value. None, bool, int of 64 bits, float, str and bytes
stand for themselves; everything else is a MessagePack array that begins with a tag:

    [LIST, item...]   [TUPLE, item...]   [DICT, key, value...]   [INTEGER, hexadecimal]
    [ARRAY, dtype, shape]   [SCALAR, dtype]   [TENSOR, dtype, shape, requires_grad]
    [HANDLE, number, class name, method names]

The bytes of arrays follow the header in the order of their tags. Types are exact: a
subclass is not the thing it derives from. The decoder trusts nothing and ends in a value
or in `WireError`; it allocates no more than a small multiple of the frame's own size.
"""

from __future__ import annotations

import math
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
import numpy as np

from grader.sandbox import wire_header
from grader.sandbox.wire_header import require_few, too_many

MAX_FRAME_BYTES: Final = 64 << 20
MAX_HEADER_BYTES: Final = 1 << 18
MAX_DEPTH: Final = 32
MAX_DIMENSIONS: Final = 16
MAX_ARRAYS: Final = 2048
MAX_VALUES: Final = wire_header.MAX_VALUES
MAX_INTEGER_BITS: Final = 1023  # so that every integer is also a float
MAX_NAME: Final = 200
_SMALL_BYTES: Final = 1 << 16  # copied rather than handled with care


class Tag:
    """First item of a MessagePack array: what the rest of it stands for."""

    LIST, TUPLE, DICT, INTEGER, ARRAY, SCALAR, TENSOR, HANDLE = range(8)


DTYPES: Final = frozenset("|b1 |i1 |u1 <i2 <u2 <i4 <u4 <i8 <u8 <f2 <f4 <f8 <c8 <c16".split())
_PREFIX: Final = struct.Struct("<II")
LENGTH_BYTES: Final = 4  # of a frame that say how long the rest is
_PLAIN: Final = frozenset((type(None), bool, float))
_LEAVES: Final = _PLAIN | {int, str, bytes}
_CONTAINERS: Final = frozenset((list, tuple, dict))
_DTYPES: Final = {name: np.dtype(name) for name in DTYPES}
_SCALARS: Final = frozenset(dtype.type for dtype in _DTYPES.values())
_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder()

WireError = wire_header.WireError


@dataclass(frozen=True, slots=True)
class Handle:
    """Stands for an object that stays on the worker's side."""

    number: int
    kind: str = ""  # name of the object's class, as the worker says
    methods: tuple[str, ...] = ()  # names that can be called, as the worker says


Unsendable = Callable[[object], object]


def kind_of(value: Any) -> str:
    """What an error says of a value: its class, and what is special about an array or tensor."""
    kind, torch = type(value), sys.modules.get("torch")
    if kind is np.ndarray:
        return f"ndarray of dtype {value.dtype}"
    if torch is not None and kind in (torch.Tensor, torch.nn.Parameter):
        return f"Tensor ({value.dtype}, {value.layout}, {value.device})"
    return kind.__name__


def _refuse(value: object) -> object:
    raise WireError(f"a value of type {kind_of(value)} cannot be sent")


# ------------------------------------------------------------------------------ encoding


@dataclass(slots=True)
class _Encoder:
    replace: Unsendable
    buffers: list[bytes | memoryview] = field(default_factory=list)
    size: int = 0
    values: int = 0

    def value(self, value: Any, depth: int = 0) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is int:
            return value if -(2**63) <= value < 2**63 else [Tag.INTEGER, _hexadecimal(value)]
        if kind is str or kind is bytes:
            return self._text(value)
        if kind is np.ndarray and value.dtype.str in DTYPES:
            self._take(value)
            return [Tag.ARRAY, value.dtype.str, list(value.shape)]
        if kind in _CONTAINERS:
            return self._container(value, depth + 1)
        if kind is Handle:
            return [Tag.HANDLE, value.number, value.kind[:MAX_NAME], list(value.methods)]
        if kind in _SCALARS:
            self._take(np.asarray(value))
            return [Tag.SCALAR, value.dtype.str]
        return self._other(value)

    def _text(self, value: str | bytes) -> str | bytes:
        self._grow(len(value))
        if isinstance(value, str) and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise WireError("a text holds half a character (a lone surrogate)") from None
        return value

    def _container(self, value: Any, depth: int) -> list[Any]:
        self.values += len(value)
        if self.values > MAX_VALUES:
            raise too_many()
        if depth > MAX_DEPTH:
            raise WireError(f"values are nested deeper than {MAX_DEPTH}")
        if type(value) is dict:
            return [Tag.DICT, *self._pairs(value, depth)]
        tag = Tag.LIST if type(value) is list else Tag.TUPLE
        return [tag, *[item if type(item) in _PLAIN else self.value(item, depth) for item in value]]

    def _pairs(self, mapping: dict[Any, Any], depth: int) -> Iterator[Any]:
        for key, item in mapping.items():
            if type(key) is not str:
                raise WireError(f"a dict has a key of type {type(key).__name__}, expected str")
            yield self._text(key)
            yield self.value(item, depth)

    def _other(self, value: Any) -> Any:
        torch = sys.modules.get("torch")
        if torch is not None and type(value) in (torch.Tensor, torch.nn.Parameter):
            array = _dense(value)
            if array is not None:
                self._take(array)
                return [Tag.TENSOR, array.dtype.str, list(array.shape), bool(value.requires_grad)]
        replaced = self.replace(value)
        return self.value(replaced if type(replaced) is Handle else _refuse(value))

    def _take(self, array: np.ndarray[Any, Any]) -> None:
        self._grow(array.nbytes)
        if len(self.buffers) >= MAX_ARRAYS:
            raise WireError(f"more than {MAX_ARRAYS} arrays in one message")
        if array.ndim > MAX_DIMENSIONS:
            raise WireError(f"an array has more than {MAX_DIMENSIONS} axes")
        if array.nbytes <= _SMALL_BYTES:
            self.buffers.append(array.tobytes())
        else:
            self.buffers.append(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)

    def _grow(self, size: int) -> None:
        self.size += size
        if self.size > MAX_FRAME_BYTES - MAX_HEADER_BYTES:
            raise WireError(f"a message is larger than {MAX_FRAME_BYTES >> 20} MiB")


def _hexadecimal(value: int) -> str:
    if value.bit_length() > MAX_INTEGER_BITS:
        raise WireError("an integer has too many digits")
    return hex(value)


def _dense(tensor: Any) -> np.ndarray[Any, Any] | None:
    """The tensor's numbers, or None where they are not a plain dense array."""
    try:
        array = tensor.detach().cpu().resolve_conj().resolve_neg().numpy()
    except (RuntimeError, TypeError):
        return None
    return array if type(array) is np.ndarray and array.dtype.str in DTYPES else None


def encode(value: object, unsendable: Unsendable = _refuse) -> list[memoryview]:
    """`value` as the pieces of one frame, to be written one after the other.

    `unsendable` is asked for a handle to send in place of a value that may not cross; without
    one such a value is a `WireError`.
    """
    encoder = _Encoder(unsendable)
    try:
        header = _PACK.encode(encoder.value(value))
    except RecursionError:
        raise WireError(f"values are nested deeper than {MAX_DEPTH}") from None
    if len(header) > MAX_HEADER_BYTES:
        raise WireError(f"the texts and lists of a message exceed {MAX_HEADER_BYTES >> 10} KiB")
    require_few(memoryview(header))
    body = 4 + len(header) + sum(map(len, encoder.buffers))
    pieces = [_PREFIX.pack(body, len(header)), header, *encoder.buffers]
    if body <= _SMALL_BYTES:  # written, and so read, in one go
        return [memoryview(b"".join(pieces))]
    return [memoryview(piece) for piece in pieces if len(piece)]


# ------------------------------------------------------------------------------ decoding


@dataclass(slots=True)
class _Decoder:
    body: memoryview
    position: int
    arrays: int = 0

    def value(self, value: Any, depth: int = 0) -> Any:
        kind = type(value)
        if kind in _LEAVES:
            return value
        if kind is not list or not value or depth > MAX_DEPTH:
            raise WireError("no such value")
        tag, rest = value[0], value[1:]
        if tag == Tag.LIST:
            return self._items(rest, depth + 1)
        if tag == Tag.TUPLE:
            return tuple(self._items(rest, depth + 1))
        if tag == Tag.DICT:
            return self._dict(rest, depth + 1)
        return self._leaf(tag, rest)

    def _items(self, rest: list[Any], depth: int) -> list[Any]:
        return [item if type(item) in _LEAVES else self.value(item, depth) for item in rest]

    def _dict(self, rest: list[Any], depth: int) -> dict[str, Any]:
        keys, values = rest[::2], rest[1::2]
        if len(keys) != len(values) or any(type(key) is not str for key in keys):
            raise WireError("a dict is not made of text keys and values")
        if len(set(keys)) != len(keys):
            raise WireError("a dict has a key twice")
        return dict(zip(keys, self._items(values, depth), strict=True))

    def _leaf(self, tag: object, rest: list[Any]) -> Any:
        match tag, rest:
            case Tag.INTEGER, [str() as digits]:
                return _integer(digits)
            case Tag.ARRAY, [str() as dtype, list() as shape]:
                return self._array(dtype, shape)
            case Tag.SCALAR, [str() as dtype]:
                return self._array(dtype, [])[()]
            case Tag.TENSOR, [str() as dtype, list() as shape, bool() as requires_grad]:
                return _tensor(self._array(dtype, shape), requires_grad=requires_grad)
            case Tag.HANDLE, [int() as number, str() as kind, list() as methods]:
                return _handle(number, kind, methods)
        raise WireError("no such value")

    def _array(self, dtype_name: str, shape: list[Any]) -> np.ndarray[Any, Any]:
        if dtype_name not in DTYPES:
            raise WireError("no such dtype")
        if len(shape) > MAX_DIMENSIONS or any(type(n) is not int or n < 0 for n in shape):
            raise WireError("no such shape")
        dtype, self.arrays = _DTYPES[dtype_name], self.arrays + 1
        size = math.prod(shape) * dtype.itemsize
        if self.arrays > MAX_ARRAYS or size > len(self.body) - self.position:
            raise WireError("arrays go beyond the end of the frame")
        piece = self.body[self.position : self.position + size]
        self.position += size
        try:  # a copy: aligned, writable, and independent of the frame
            return np.ndarray(shape, dtype, piece).copy()
        except ValueError:
            raise WireError("no such shape") from None


def _integer(digits: str) -> int:
    try:
        value = int(digits, 16) if len(digits) < MAX_NAME * 2 else None
    except ValueError:
        value = None
    if value is None or value.bit_length() > MAX_INTEGER_BITS:
        raise WireError("no such integer")
    return value


def _tensor(array: np.ndarray[Any, Any], *, requires_grad: bool) -> Any:
    torch = sys.modules.get("torch")
    if torch is None:  # a worker must not make the trusted process load torch
        raise WireError("a tensor, where torch is not loaded")
    tensor = torch.from_numpy(array)
    if requires_grad and not (tensor.is_floating_point() or tensor.is_complex()):
        raise WireError("an integer tensor with a gradient")
    return tensor.requires_grad_(requires_grad)


def _handle(number: int, kind: str, methods: list[Any]) -> Handle:
    names_are_text = all(type(name) is str and len(name) <= MAX_NAME for name in methods)
    if type(number) is not int or number < 0 or len(kind) > MAX_NAME or not names_are_text:
        raise WireError("no such handle")
    return Handle(number, kind, tuple(methods))


def body_bytes(length: bytes) -> int:
    """The body's size from a frame's first four bytes; `WireError` where it is too large."""
    (size,) = struct.unpack("<I", length)
    if not 4 <= size <= MAX_FRAME_BYTES:
        raise WireError(f"a frame of {size} bytes")
    return int(size)


def decode(body: bytearray | bytes | memoryview) -> Any:
    """The value in a frame's body (everything after the first four bytes)."""
    view = memoryview(body)
    if len(view) < 4:
        raise WireError("a frame that ends too early")
    (size,) = struct.unpack_from("<I", view)
    if size > MAX_HEADER_BYTES or size > len(view) - 4:
        raise WireError(f"a header of {size} bytes")
    require_few(view[4 : 4 + size])
    try:
        header = _UNPACK.decode(view[4 : 4 + size])
        decoder = _Decoder(view, 4 + size)
        value = decoder.value(header)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise WireError(f"no MessagePack: {error}") from None
    if decoder.position != len(view):
        raise WireError("bytes left over at the end of a frame")
    return value
