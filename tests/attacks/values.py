"""Group V: objects and arrays that only look like answers."""

from __future__ import annotations

from tests.attacks.attack import Attack, reach, score

ATTACKS: tuple[Attack, ...] = (
    score(
        "V39",
        "An object that equals everything is refused by its class",
        """
class Trick:
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = None

def double(x): return Trick()
count = length = double
""",
        says="an object of another class",
        fools="plain equal",
    ),
    score(
        "V40",
        "A subclass of ndarray with ufuncs of its own is refused by its class",
        """
class Trick(np.ndarray):
    def __array_ufunc__(self, *args, **kwargs): return np.ones(1, dtype=bool)

def double(x): return np.zeros(1).view(Trick)
""",
        fools="equal",
        twin="views",
    ),
    score(
        "V41",
        "A subclass of ndarray with functions of its own is refused by its class",
        """
class Trick(np.ndarray):
    def __array_function__(self, *args): return True

def double(x): return np.zeros(1).view(Trick)
""",
        fools="allclose",
        twin="views",
    ),
    score(
        "V43",
        "A number with arithmetic of its own is refused by its class",
        """
class Trick(np.float64):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __sub__ = __rsub__ = lambda self, other: 0.0
    __hash__ = None

def double(x): return Trick()
count = length = double
""",
        fools="plain equal",
    ),
    score(
        "V43b",
        "An int with an equality of its own is refused by its class",
        """
class Trick(int):
    __eq__ = lambda self, other: True
    __hash__ = None

def double(x): return Trick()
count = length = double
""",
        fools="plain equal",
    ),
    score(
        "V45",
        "NaN is no answer, whatever it is compared with",
        "def double(x): return np.full(x.shape, np.nan)",
        says="NaN or infinite",
        fools="tolerance",
        twin="zeros",
    ),
    score(
        "V47",
        "A shape that would broadcast is a wrong shape",
        "def double(x): return np.broadcast_to(np.nan, (1, 3))",
        says="shape is wrong",
        fools="tolerance",
        twin="views",
    ),
    score(
        "V48",
        "An array of objects is refused",
        """
class Trick:
    __eq__ = lambda self, other: True
    __hash__ = None

def double(x): return np.full(x.shape, Trick(), dtype=object)
""",
        fools="equal",
    ),
    score(
        "V48b",
        "Half precision is no float64, close as its numbers may be",
        "def double(x): return (x + x).astype(np.float16)",
        says="dtype is wrong",
        fools="tolerance",
        twin="float32",
    ),
    score(
        "V48c",
        "Complex numbers are not real ones",
        "def double(x): return (x + x).astype(complex)",
        says="dtype is wrong",
        fools="allclose",
        twin="float32",
    ),
    score(
        "V48d",
        "Records are not numbers",
        "def double(x): return np.zeros(x.shape, dtype=[('a', 'f8')])",
        fools="tolerance",
        uncontrolled="numpy itself refuses to subtract them",
    ),
    score(
        "V49",
        "An array that reaches past its memory costs only its own process",
        """
def double(x):
    return np.lib.stride_tricks.as_strided(x, shape=(1 << 20, 1 << 10), strides=(1 << 30, 8))
""",
        "crashed",
        fools="tolerance",
        twin="views",
        uncontrolled="it would end the naive grader",
    ),
    score(
        "V147",
        "An array of more axes than may cross is the student's mistake, and no evidence",
        "def double(x): return np.full((1,) * 30, np.nan)",
        "crashed",
        says="cannot be taken over",
        fools="tolerance",
        twin="views",
    ),
    score(
        "V51",
        "What the student writes into the input, our copy does not have",
        """
def double(x):
    x *= 0
    return x
""",
        says="values are wrong",
        fools="allclose",
    ),
    score(
        "V54",
        "The random numbers of the checks cannot be drawn beforehand",
        """
def double(x):
    for seed in range(50):
        known = np.random.default_rng(seed).normal(size=(2, 3))
        if np.array_equal(known, x):
            return known + known
    return np.zeros(x.shape)
""",
        says="values are wrong",
        fools="allclose",
    ),
    score(
        "V59",
        "A value without end is never walked through",
        """
class Trick(list):
    __len__ = lambda self: 10**18
    __eq__ = lambda self, other: True
    __hash__ = None
    def __iter__(self):
        while True: yield self

def double(x): return Trick()
count = length = double
""",
        fools="plain equal",
    ),
    score(
        "V59b",
        "A value that holds itself is refused",
        """
def double(x):
    nested = [x]
    nested.append(nested)
    return nested
""",
        "crashed",
        says="cannot be taken over",
        uncontrolled="it fails at the naive grader too",
    ),
    score(
        "V60",
        "A class that says it is another is called by its own name",
        """
class Trick:
    __class__ = property(lambda self: np.ndarray)
    __eq__ = lambda self, other: True
    __hash__ = None

def double(x): return Trick()
count = length = double
""",
        fools="instance",
    ),
    score(
        "V61",
        "Zeros, ones, the mean and the input itself are wrong",
        """
calls = 0

def double(x):
    global calls
    calls += 1
    return (np.zeros(x.shape), np.ones(x.shape), np.full(x.shape, x.mean()), x)[calls % 4]
""",
        says="values are wrong",
        uncontrolled="fools only loose tolerances",
    ),
)

_TORCH_IS_SLOW = "torch takes two seconds to import"

TORCH: tuple[Attack, ...] = (
    reach(
        "E20",
        "A pickle that is loaded runs its code in the worker, where it can do nothing",
        """
import io, torch

class Trick:
    def __reduce__(self): return os.fork, ()

def probe():
    file = io.BytesIO()
    torch.save(Trick(), file)
    file.seek(0)
    return torch.load(file, weights_only=False)
""",
        uncontrolled=_TORCH_IS_SLOW,
    ),
    score(
        "V42",
        "A subclass of Tensor with functions of its own is refused by its class",
        """
import torch

class Trick(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None): return True

def double(x): return torch.zeros(1).as_subclass(Trick)
""",
        uncontrolled=_TORCH_IS_SLOW,
    ),
    score(
        "V49b",
        "Sparse, quantised and meta tensors are no plain numbers",
        """
import torch

calls = 0

def double(x):
    global calls
    calls += 1
    kinds = (
        torch.zeros(2, 3).to_sparse(),
        torch.zeros(2, 3, device="meta"),
        torch.quantize_per_tensor(torch.zeros(2, 3), 0.1, 0, torch.qint8),
    )
    return kinds[calls % 3]
""",
        uncontrolled=_TORCH_IS_SLOW,
    ),
)
