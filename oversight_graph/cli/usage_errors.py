"""A wrong use of a command in the words of the catalogue: click has them in English only (contract §3)."""

from __future__ import annotations

import re
from typing import Any

import click

from oversight_graph.errors import nearest
from oversight_graph.messages import Text, message
from oversight_graph.visible_text import visible

PATHS = ("FILE", "OUT", "DIR", "PATH", "PLACE")
"""How the metavar of a parameter that takes a path begins: a path may hold any bytes."""
_BEYOND = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


class Typed(click.types.StringParamType):
    """A text that is looked up or kept: it has to be one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take what was typed.

        Parameters
        ----------
        value
            As click has it.
        param
            The parameter that it was typed for, to be named in an error.
        ctx
            The run, to be named in an error.

        Returns
        -------
        The same text; one that isn't UTF-8 is a wrong use of the command.
        """
        typed = str(super().convert(value, param, ctx))
        try:
            typed.encode()
        except UnicodeEncodeError:
            self.fail(str(message("cli.not_utf8", text=visible(typed))), param, ctx)
        return typed


class _Choice(click.Choice[Any]):
    """One of some words; another one is told with the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(str(message("cli.not_one_of", value=visible(str(value)), near=nearest(str(value), self.choices))), param, ctx)


class _Number(click.IntRange):
    """A whole number between two bounds, either of which may be open."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            said = visible(str(value))
            if self.min is None:
                self.fail(str(message("cli.no_number", value=said)), param, ctx)
            elif self.max is None:
                self.fail(str(message("cli.no_number_from", value=said, least=self.min)), param, ctx)
            self.fail(str(message("cli.no_number_between", value=said, least=self.min, most=self.max)), param, ctx)


def with_own_types(command: click.Command) -> None:
    """Have what is typed checked in the words of the catalogue.

    Parameters
    ----------
    command
        The types of its parameters are changed.
    """
    for parameter in command.params:
        kind = parameter.type
        if kind is click.STRING and not (parameter.metavar or "").startswith(PATHS):
            parameter.type = Typed()
        elif type(kind) is click.Choice:
            parameter.type = _Choice(kind.choices, kind.case_sensitive)
        elif type(kind) is click.IntRange:
            parameter.type = _Number(kind.min, kind.max, kind.min_open, kind.max_open, kind.clamp)
        elif kind is click.INT:
            parameter.type = _Number()


def said_of(error: click.ClickException) -> Text:
    """What is wrong with the use of a command.

    Parameters
    ----------
    error
        As click raised it.

    Returns
    -------
    A message where the catalogue has one, else what click says.
    """
    match error:
        case click.MissingParameter(param=click.Argument() as parameter):
            return message("cli.missing_argument", name=_name(parameter, error.ctx))
        case click.MissingParameter(param=click.Parameter() as parameter):
            return message("cli.missing_option", name=_name(parameter, error.ctx))
        case click.NoSuchOption():
            known = [option for parameter in error.ctx.command.get_params(error.ctx) for option in parameter.opts] if error.ctx is not None else []
            near = nearest(error.option_name, [name for name in known if name.startswith("-")])
            return message("cli.no_option", option=visible(error.option_name), near=near)
        case click.BadOptionUsage():
            takes_none = "does not take" in error.message
            name = visible(error.option_name)
            return message("cli.option_takes_none", name=name) if takes_none else message("cli.option_needs_value", name=name)
        case click.BadParameter(param=click.Parameter() as parameter):
            return message("cli.invalid_value", name=_name(parameter, error.ctx), said=error.message)
    beyond = _BEYOND.match(error.message)
    return message("cli.more_arguments", arguments=visible(beyond[1])) if beyond else error.format_message()


def _name(parameter: click.Parameter, context: click.Context | None) -> str:
    """A parameter as it is typed: an option with its dashes, an argument as the help writes it."""
    if isinstance(parameter, click.Option):
        return " / ".join(parameter.opts)
    return parameter.make_metavar(context) if context is not None else parameter.human_readable_name
