"""Is a gradient that of the forward beside it? Finite differences, aware of kinks and ties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from grader.checks import compare
from grader.checks.compare import CheckFailed, array_of
from grader.records import Difference
from grader.text import Text, say
from grader.triage import Triage, triage

_Array = npt.NDArray[Any]
_Forward = Callable[[_Array], Any]
# Of a central difference: what is left of float32 after a step of 1e-5 is noise.
_STEP_AND_TOLERANCE: Final = {"float64": (1e-5, 1e-5), "float32": (1e-3, 1e-2)}
_MOST_NUMBERS: Final = 200  # of a gradient that is looked at number by number
_SHORTER: Final = 4.0  # the second step, taken where the first may have crossed a kink
_JUMP: Final = 2.0  # a jump's slopes grow fourfold with the shorter step, a kink's do not


def expect_gradient(  # noqa: PLR0913 - all but four have a default
    forward: _Forward,
    *,
    at: _Array,
    gradient: Any,
    cotangent: _Array,
    rng: np.random.Generator,
    of: str = "x",
    directions: int = 3,
    axes: Sequence[str] | None = None,
    hint: Text | None = None,
) -> None:
    """`gradient` is the derivative of sum(forward(x) * cotangent) with respect to x, at `at`.

    Compared along random directions v with central differences,
    (L(x + hv) - L(x - hv)) / 2h = <gradient, v>, with h and the tolerance of the dtype in
    which forward answers; two calls a direction and one more. Where a direction crosses a
    kink (a ReLU at 0, a tie of a maximum), every slope between those of the two sides is
    accepted. A gradient that does not fit, and is small enough, is then looked at number by
    number: that decides, for a single number crosses no two kinks that cancel, and the report
    can say where and how it is wrong. `of` names x in the report.
    """
    analytic = array_of(gradient, at, hint)
    compare.require_shape(analytic, at.shape, axes, hint)
    compare.require_numbers(analytic, at, hint, axes)
    loss = _Loss.of(forward, at, cotangent, hint)
    for _ in range(directions):
        v = rng.normal(size=at.shape)
        slope, claimed = loss.slope(v), float((analytic * v).sum())
        if loss.fits(claimed, slope, float(np.linalg.norm(analytic)), v):
            continue
        numeric = loss.gradient(analytic)
        if numeric is None:
            raise CheckFailed(_ratio(of, claimed, slope.central), hint)
        if (numeric != analytic).any():
            raise _wrong_numbers(loss, analytic, numeric, of, axes)


@dataclass(frozen=True)
class _Slope:
    """How steep a loss is along a direction."""

    central: float
    bend: float  # by how much, at most, the two sides differ from `central`


@dataclass(frozen=True)
class _Loss:
    """sum(forward(x) * cotangent) around one x."""

    forward: _Forward
    at: _Array
    cotangent: _Array
    hint: Text | None
    here: _Array  # forward(at)
    step: float
    tolerance: float

    @classmethod
    def of(cls, forward: _Forward, at: _Array, cotangent: _Array, hint: Text | None) -> _Loss:
        here = _answer(forward, at, cotangent, hint)
        steps = _STEP_AND_TOLERANCE.get(here.dtype.name, _STEP_AND_TOLERANCE["float64"])
        return cls(forward, at, cotangent, hint, here.astype(np.float64), *steps)

    def slope(self, v: _Array, shorter: float = 1.0) -> _Slope:
        """Along `v`. One output at a time, or the bends of several could cancel."""
        step = self.step / shorter
        ahead = self._outputs(self.at + step * v)
        behind = self._outputs(self.at - step * v)
        with np.errstate(over="ignore", invalid="ignore"):  # then it fits nothing
            central = float(((ahead - behind) * self.cotangent).sum()) / (2 * step)
            bends = np.abs((ahead - 2 * self.here + behind) * self.cotangent)
            return _Slope(central, float(bends.sum()) / (2 * step))

    def fits(self, claimed: float, slope: _Slope, size: float, v: _Array) -> bool:
        """`claimed` is the slope along `v`, or one between those of the two sides of a kink."""
        scale = size + abs(slope.central) or 1.0
        if not np.isfinite(scale):
            return False
        if abs(slope.central - claimed) <= self.tolerance * scale:
            return True
        if slope.bend <= self.tolerance * scale or not self._repeats():
            return False
        close = self.slope(v, _SHORTER)
        if close.bend > _JUMP * slope.bend:
            return False  # forward jumps: any slope would do
        return abs(close.central - claimed) <= self.tolerance * scale + close.bend

    def gradient(self, analytic: _Array) -> _Array | None:
        """All partial derivatives; `analytic` where it fits. None where they are too many."""
        numeric = np.zeros(self.at.shape)
        size = float(np.linalg.norm(analytic))
        if analytic.size > _MOST_NUMBERS:
            return None
        for index in np.ndindex(self.at.shape):
            v = np.zeros(self.at.shape)
            v[index] = 1.0
            slope = self.slope(v)
            fits = self.fits(float(analytic[index]), slope, size, v)
            numeric[index] = analytic[index] if fits else slope.central
        return numeric

    def _repeats(self) -> bool:
        """The same x gives the same output: bends of a random forward mean nothing."""
        return bool(np.array_equal(self._outputs(self.at), self.here))

    def _outputs(self, x: _Array) -> _Array:
        return _answer(self.forward, x, self.cotangent, self.hint).astype(np.float64)


def _answer(forward: _Forward, x: _Array, cotangent: _Array, hint: Text | None) -> _Array:
    y = array_of(forward(x), cotangent, hint)
    compare.require_shape(y, cotangent.shape, None, hint)
    compare.require_numbers(y, cotangent, hint)  # NaN would fit every gradient
    return y


def _wrong_numbers(
    loss: _Loss, analytic: _Array, numeric: _Array, of: str, axes: Sequence[str] | None
) -> CheckFailed:
    """The failure that tells where the two differ, and how."""
    wrong = analytic != numeric
    names = compare.axis_names(axes, analytic.ndim)
    found = triage(analytic, numeric, names, 10 * loss.tolerance)
    difference = Difference(
        got_shape=analytic.shape,
        expected_shape=analytic.shape,
        axes=names,
        first_index=tuple(int(i) for i in np.argwhere(wrong)[0]),
        wrong=int(wrong.sum()),
        total=wrong.size,
        pattern=_pattern(found, loss),
        map=found.map,
    )
    sentence = say(
        "The gradient does not fit your own forward: {wrong} of {total} values of {name} are "
        "wrong, the first at [{where}].",
        name=f"d{of}",
        wrong=difference.wrong,
        total=difference.total,
        where=compare.shown_index(difference),
    )
    return CheckFailed(sentence, loss.hint, difference)


def _pattern(found: Triage, loss: _Loss) -> Text | None:
    """What triage says; a factor that is the size of the batch is a sum or mean too many."""
    batch = loss.cotangent.shape[0] if loss.cotangent.ndim > 1 else 1
    if (
        found.pattern is None
        or batch == 1
        or found.label
        not in (
            f"factor {batch}",
            f"factor 1/{batch}",
        )
    ):
        return found.pattern
    return say(
        "{pattern} {batch} is the size of the batch: is something summed or averaged over it "
        "that must not be?",
        pattern=found.pattern,
        batch=batch,
    )


def _ratio(of: str, claimed: float, numeric: float) -> Text:
    ratio = claimed / numeric if numeric else float("inf")
    return say(
        "The gradient does not fit your own forward: along a random direction {name} is "
        "{ratio} times what forward really changes.",
        name=f"d{of}",
        ratio=f"{ratio:.3g}",
    )
