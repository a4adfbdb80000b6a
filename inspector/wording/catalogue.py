"""The catalogue of words: which language is spoken, and the lookup of a phrase in it."""

from __future__ import annotations

import gettext
import os
from functools import cache

from inspector import paths

LANGUAGES = ("zh_CN", "en")
_chosen: list[str] = []


def choose_language(name: str | None) -> None:
    """Speak zh_CN or en from now on; anything else follows INSPECTOR_LANGUAGE, then the system."""
    _chosen[:] = [name if name in LANGUAGES else _system_language()]


def language() -> str:
    """The language spoken now."""
    if not _chosen:
        choose_language(None)
    return _chosen[0]


def _(message: str) -> str:
    """The message in the language spoken now."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for a count in the language spoken now."""
    return _catalogue(language()).ngettext(singular, plural, number)


def _system_language() -> str:
    """English where the system asks for it, Chinese otherwise (C and POSIX ask for nothing)."""
    for name in ("INSPECTOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "en" if os.environ[name].startswith("en") else "zh_CN"
    # Nearly every system says it in one of these.
    import locale

    return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "zh_CN"


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    compiled = paths.resource("locale", name, "LC_MESSAGES", "inspector.mo")
    if name == "en" or not compiled.is_file():
        return gettext.NullTranslations()
    with compiled.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def N_(message: str) -> str:
    """Mark a message for translation where it is written; it is looked up when it is shown."""
    return message
