"""What is asked of the database for every submission, put together once."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Delete,
    Insert,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    select,
)

from grader.ledger.inserting import insertion
from grader.ledger.tables import KEY, claims, settled, verdicts


def _has_key(table: Table) -> ColumnElement[bool]:
    """Its columns are parameters, by their names."""
    return and_(*(table.c[name] == bindparam(name) for name in KEY))


# The verdict of a key; where there is none yet, our newest fault on it.
NEWEST: Final[Select[Any]] = (
    select(verdicts)
    .where(_has_key(verdicts))
    .order_by(settled.desc(), verdicts.c.id.desc())
    .limit(1)
)
HAS_VERDICT: Final[Select[Any]] = select(verdicts.c.id).where(_has_key(verdicts), settled)
RELEASE: Final[Delete] = delete(claims).where(
    _has_key(claims), claims.c.owner == bindparam("owner")
)

_later = (
    select(verdicts)
    .where(verdicts.c.assignment == bindparam("assignment"), verdicts.c.id > bindparam("last"))
    .order_by(verdicts.c.id)
    .limit(bindparam("page", type_=Integer))
)
HISTORY: Final[Select[Any]] = _later
HISTORY_OF_STUDENT: Final[Select[Any]] = _later.where(verdicts.c.student == bindparam("student"))


@cache
def claim(dialect: str) -> Insert:
    """Reserve a key until `until`; a row comes back if it was free `now`, or the owner's own."""
    new = insertion(dialect, claims)
    free = (claims.c.until <= bindparam("now")) | (claims.c.owner == new.excluded.owner)
    ours = {"owner": new.excluded.owner, "until": new.excluded.until}
    taken = new.on_conflict_do_update(index_elements=KEY, set_=ours, where=free)
    return taken.returning(claims.c.owner)
