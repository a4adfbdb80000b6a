"""Sentences for every state, reason, error and sheet heading, in Chinese and English.

English is the source; `_` and `ngettext` look words up at call time in the chosen language.
"""

from inspector.wording.catalogue import _, choose_language, language, ngettext

__all__ = ["_", "choose_language", "language", "ngettext"]
