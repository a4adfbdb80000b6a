"""Sentences for every state, reason, error and sheet heading, in Chinese and English.

English is the source; `_` and `ngettext` look words up at call time in the chosen language.
"""

from inspector.wording.catalogue import N_, _, choose_language, language, ngettext

__all__ = ["N_", "_", "choose_language", "language", "ngettext"]
