"""What is wrong with a command line, as one sentence in the user's language.

click finds it and says it in English alone; here its findings become our words.
"""

from __future__ import annotations

import re
from typing import Final

import click

from grader.cli.language import here

_QUOTED: Final = re.compile(r"(['\"])(.*?)\1", re.DOTALL)
_TOO_MANY: Final = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_NO_COMMAND: Final = re.compile(r"No such command '(.*?)'", re.DOTALL)


def sentence_of(error: click.ClickException) -> str:
    """What click has found, and where to read how it is meant."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    said = _sentence(error, context)
    if context is None:
        return said
    return " ".join((said, here("See: {command} --help", command=context.command_path)))


def _sentence(error: click.ClickException, context: click.Context | None) -> str:
    match error:
        case click.NoSuchOption():
            return _no_option(error.option_name, context)
        case click.BadOptionUsage():
            return _odd_option(error)
        case click.MissingParameter() if error.param:
            return here("{name} is missing.", name=_name(error.param))
        case click.BadParameter() if error.param:
            return _bad_value(error.param, error.message)
    said = error.format_message()
    if found := _TOO_MANY.match(said):
        return here("These words are too many: {words}", words=found[1])
    if found := _NO_COMMAND.match(said):
        return here("There is no command {name}.", name=found[1])
    return said


def _no_option(name: str, context: click.Context | None) -> str:
    from difflib import get_close_matches

    known = [option for each in context.command.params for option in each.opts] if context else []
    said = here("There is no option {name}.", name=name)
    if near := get_close_matches(name, known):
        return " ".join((said, here("Did you mean {names}?", names=", ".join(near))))
    return said


def _odd_option(error: click.BadOptionUsage) -> str:
    if "does not take" in error.message:
        return here("{name} takes no value.", name=error.option_name)
    return here("{name} needs a value.", name=error.option_name)


def _bad_value(param: click.Parameter, said: str) -> str:
    quoted = _QUOTED.search(said)
    facts = {"name": _name(param), "got": quoted[2] if quoted else said.partition(" ")[0]}
    match param.type:
        case click.Choice(choices=choices):
            known = ", ".join(choices)
            return here("{name} is {got}, expected one of: {known}.", **facts, known=known)
        case click.IntRange(min=least, max=None):
            return here(
                "{name} is {got}, expected a number, {least} or more.", **facts, least=least
            )
        case click.IntRange(min=least, max=most):
            bounds = {"least": least, "most": most}
            return here(
                "{name} is {got}, expected a number from {least} to {most}.", **facts, **bounds
            )
        case click.Path(file_okay=False):
            return here("{name} is {got}, expected a folder.", **facts)
        case click.Path(exists=False):
            return here("{name} is {got}, expected a file.", **facts)
        case click.Path():
            return here("{name} is {got}, expected a file that can be read.", **facts)
    return f"{facts['name']}: {said}"


def _name(param: click.Parameter) -> str:
    """--roster, or ASSIGNMENT."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name
