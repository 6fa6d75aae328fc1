"""How much goes to a lane at once."""

from __future__ import annotations

from grader.batch.handful import MOST, TASK_S, Handful, Handfuls, Job


class Clock:
    """Seconds, as told."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def of(clock: Clock, count: int, work: bytes = b"work") -> Handfuls[int]:
    waiting: Handfuls[int] = Handfuls(clock)
    for number in range(count):
        waiting.add(Job(number, work))
    return waiting


def items(handful: Handful[int]) -> list[int]:
    return [job.item for job in handful.jobs]


def graded(waiting: Handfuls[int], clock: Clock, each_s: float) -> list[int]:
    """Take a handful, and be done with it."""
    handful = waiting.take()
    clock.now_s += each_s * len(handful.jobs)
    waiting.ended(handful)
    return items(handful)


def test_the_first_one_goes_alone() -> None:
    """Nobody knows yet how long it takes."""
    assert items(of(Clock(), 10).take()) == [0]


def test_quick_ones_go_together() -> None:
    """As many as a task should take time, in their order, and never beyond the most."""
    clock = Clock()
    waiting = of(clock, 1000)
    sizes = [len(graded(waiting, clock, TASK_S / 10)) for _ in range(20)]
    assert sizes[0] == 1
    assert sizes == sorted(sizes)
    assert sizes[-1] == 9  # comes close to ten from below
    clock, waiting = Clock(), of(Clock(), 3000)
    assert max(len(graded(waiting, clock, 1e-6)) for _ in range(30)) <= MOST


def test_slow_ones_go_alone_again() -> None:
    """One that takes long makes the next handfuls small."""
    clock = Clock()
    waiting = of(clock, 1000)
    for _ in range(20):
        graded(waiting, clock, TASK_S / 10)
    graded(waiting, clock, TASK_S)
    assert waiting.size == 1


def test_what_failed_before_goes_alone() -> None:
    """Neither before others nor among them."""
    clock = Clock()
    waiting = of(clock, 5)
    failed = waiting.take().jobs[0]
    for _ in range(9):
        waiting.ended(Handful((failed,), clock.now_s))
    waiting.add(failed)
    waiting.add(Job(7, b"work"))
    assert items(waiting.take()) == [1, 2, 3, 4]
    again = waiting.take()
    assert (items(again), again.jobs[0].tries) == ([0], 2)
    assert items(waiting.take()) == [7]


def test_large_ones_do_not_add_up() -> None:
    """Memory and messages stay small, however quick they are."""
    clock = Clock()
    waiting = of(clock, 8, work=bytes(3 << 20))
    for _ in range(9):
        waiting.ended(Handful((Job(0, b""),), clock.now_s))
    assert items(waiting.take()) == [0, 1]
    assert len(waiting) == 6
