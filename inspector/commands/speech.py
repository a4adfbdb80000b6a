"""Makes the words of the command line itself, help and usage errors, speak the chosen language."""

from __future__ import annotations

import re
from typing import Any

import typer
import typer.rich_utils

from inspector.wording import N_, _, language

UsageError: type[Any] = typer.BadParameter.__mro__[1]

_PANELS = {
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "REQUIRED_LONG_STRING": N_("[required]"),
    "DEFAULT_STRING": N_("[default: {}]"),
}
_INVALID = r"Invalid value for '(?P<name>.*?)': (?:.*, )?'(?P<value>.*?)'"
_USAGE_ERRORS = (
    (r"No such command '(?P<value>.*)'\.", N_("There is no command {value}.")),
    (r"No such option: (?P<value>\S+)", N_("There is no option {value}.")),
    (r"Option '(?P<value>.*)' requires an argument", N_("Option {value} needs a value.")),
    (r"Missing (argument|option|parameter) '(?P<value>.*?)'", N_("{value} is missing.")),
    (r"Missing command", N_("The command is missing.")),
    (r"Got unexpected extra argument\S* \((?P<value>.*)\)", N_("Too many words: {value}.")),
    (
        _INVALID + r" is not one of (?P<choices>.*)\.",
        N_("{name}: “{value}” is none of {choices}."),
    ),
    (
        _INVALID + " does not match",
        N_("{name}: “{value}” is no date. Write it as 2026-11-20."),
    ),
    (
        _INVALID + " is not",
        N_("{name}: “{value}” is not understood."),
    ),
    (r"Invalid value for '(?P<name>.*?)'", N_("The value of {name} is not understood.")),
)


def speak(command: Any) -> None:
    """Translate the help of a command, of its options and of its subcommands."""
    for name, title in _PANELS.items():
        setattr(typer.rich_utils, name, _(title))
    _Formatter.lead = _("Usage: ")
    _translate(command)


def usage_sentence(error: Any) -> str:
    """What was wrong with the words on the command line."""
    message = str(error.format_message())
    if language() != "en":
        for pattern, sentence in _USAGE_ERRORS:
            if found := re.match(pattern, message, re.DOTALL):
                return _(sentence).format(**found.groupdict())
    return message.removeprefix("Invalid value: ")


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc,valid-type]
    lead = "Usage: "

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or self.lead)


def _translate(command: Any) -> None:
    command.context_class.formatter_class = _Formatter
    for attribute in ("help", "short_help"):
        if text := getattr(command, attribute, None):
            setattr(command, attribute, _(text))
    command.options_metavar = _("[OPTIONS]")
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    command.get_help_option(command.context_class(command)).help = _("Show this and end.")
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = _("COMMAND [WORDS]…")
    for inner in getattr(command, "commands", {}).values():
        _translate(inner)
