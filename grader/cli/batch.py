"""`grade batch` and `grade regrade`: a class at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click
from click.exceptions import Exit

from grader.cli.language import LANGUAGE, here
from grader.cli.options import (
    EXISTING_FILE,
    language_option,
    ledger_of,
    ledger_option,
    minimum_option,
    roster_option,
    taking,
)
from grader.records import Confinement

if TYPE_CHECKING:
    from grader.batch.progress import Silent
    from grader.batch.run import Batch
    from grader.batch.start import Asked

_SHARED = (
    click.argument("assignment"),
    click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path)),
    roster_option,
    click.option(
        "--received",
        type=EXISTING_FILE,
        metavar="FILE",
        help=here("When each was received: CSV or TSV."),
    ),
    click.option(
        "--extensions",
        type=EXISTING_FILE,
        metavar="FILE",
        help=here("Who has more time: CSV or TSV."),
    ),
    ledger_option,
    click.option(
        "--lanes", type=click.IntRange(1), help=here("How many at once (default: one a core).")
    ),
    click.option(
        "--scheduler", default="", metavar="tls://HOST:PORT", help=here("A running Dask cluster.")
    ),
    click.option(
        "--tls-ca-file", "ca", default="", metavar="FILE", help=here("Its certificate authority.")
    ),
    click.option(
        "--tls-cert",
        "certificate",
        default="",
        metavar="FILE",
        help=here("Our certificate for it."),
    ),
    click.option(
        "--tls-key", "key", default="", metavar="FILE", help=here("The key of our certificate.")
    ),
    click.option(
        "--slurm",
        metavar="OPTIONS",
        help=here("Start workers as SLURM jobs, as in queue=cpu,jobs=4."),
    ),
    click.option(
        "--only",
        multiple=True,
        metavar="EXERCISE",
        help=here("This exercise and what it builds on."),
    ),
    minimum_option,
    click.option("--force", is_flag=True, help=here("Grade again what has a verdict already.")),
    click.option("--quiet", "-q", is_flag=True, help=here("Nothing but the summary.")),
    language_option,
)


@click.command(help=here("Grade a class: folders, archives, or what a learning system hands out."))
@taking(_SHARED)
@click.option("--jsonl", is_flag=True, help=here("Print a line of JSON for each verdict."))
def batch(**options: Any) -> None:
    """`grade batch assignment5 SUBMISSIONS...`."""
    found, url, watch = _prepared(options)
    from grader.batch.interrupted import told_how_to_go_on
    from grader.batch.start import grade_class
    from grader.batch.summary import print_summary
    from grader.cli.exits import exit_code_of_batch
    from grader.ledger import Status
    from grader.reports import make_console

    with told_how_to_go_on(watch, LANGUAGE):
        tally = grade_class(found, url, watch, force=options["force"])
    if not options["jsonl"]:
        print_summary(tally, LANGUAGE, make_console())
    raise Exit(exit_code_of_batch(tally.count(Status.FAULT), tally.to_look_after))


@click.command(help=here("Grade again what has changed; show who would move before it counts."))
@taking(_SHARED)
@click.option("--dry-run", is_flag=True, help=here("Show who would move; record nothing."))
@click.option("--yes", is_flag=True, help=here("Record without asking."))
def regrade(**options: Any) -> None:
    """`grade regrade assignment5 SUBMISSIONS... [--dry-run]`."""
    found, url, watch = _prepared(options)
    from grader.batch.interrupted import told_how_to_go_on
    from grader.batch.moves import print_moves
    from grader.batch.start import apply_draft, draft_class
    from grader.reports import make_console

    with told_how_to_go_on(watch, LANGUAGE):
        draft = draft_class(found, url, watch, force=options["force"])
    print_moves(draft, LANGUAGE, make_console())
    if options["dry_run"]:
        click.echo(here("Nothing was recorded."))
    if options["dry_run"] or draft.is_empty:
        return
    if not options["yes"]:
        click.confirm(here("Record these verdicts? The old ones stay in the history."), abort=True)
    recorded = apply_draft(draft, found, url, watch)
    click.echo(here("{count} verdicts recorded.", count=recorded))


def _prepared(options: dict[str, Any]) -> tuple[Batch, str, Silent]:
    """What is to be done, the ledger, and who looks on."""
    from grader.extras import require

    require("batch", "distributed", "cryptography", "sqlalchemy")
    from grader.batch.start import batch_of

    url = ledger_of(options["url"], options["assignment"])
    return batch_of(_asked(options)), url, _watch(options)


def _asked(options: dict[str, Any]) -> Asked:
    from grader.batch.cluster import Machines
    from grader.batch.start import Asked

    names = ("ca", "certificate", "key")
    machines = Machines(
        lanes=options["lanes"] or 0,
        scheduler=options["scheduler"],
        credentials={name: options[name] for name in names},
        slurm=options["slurm"],
    )
    return Asked(
        assignment=options["assignment"],
        submissions=options["submissions"],
        machines=machines,
        roster=options["roster"],
        received=options["received"],
        extensions=options["extensions"],
        only=options["only"],
        minimum=Confinement(options["minimum"]) if options["minimum"] else None,
    )


def _watch(options: dict[str, Any]) -> Silent:
    from grader.batch.progress import JsonLines, Lines, LiveTable, Silent
    from grader.reports import make_console

    if options.get("jsonl"):
        return JsonLines(sys.stdout.buffer)
    console = make_console()
    if options["quiet"]:
        return Silent()
    return (LiveTable if console.is_terminal else Lines)(console, LANGUAGE)
