"""The sentences about how a sheet of a foreign file was read."""

from __future__ import annotations

from inspector.domain.reading_note import ReadingNote, ReadingNoteKind
from inspector.wording.catalogue import N_, _

_SENTENCES: dict[ReadingNoteKind, str] = {
    ReadingNoteKind.DELIMITED: N_("Read as {encoding}, separated by {separator}; all is text."),
    ReadingNoteKind.QUOTES_ARE_TEXT: N_("Quotation marks do not close and are read as text."),
    ReadingNoteKind.WEB_PAGE: N_("Read from a web page; all is text."),
    ReadingNoteKind.TEXT_OUTSIDE: N_("Outside the tables stands: {text}"),
    ReadingNoteKind.OLD_XML: N_("Read from an XML spreadsheet of 2003, by one reading only."),
    ReadingNoteKind.MACROS_IGNORED: N_("Its macros are ignored."),
    ReadingNoteKind.DATES_FROM_1904: N_("Its dates count from 1904 and are read so."),
    ReadingNoteKind.TEXTS_ONLY_COUNTED: N_(
        "Two readings agree on its numbers; its texts are counted, not compared."
    ),
    ReadingNoteKind.VALUES_ONLY_COUNTED: N_(
        "More than 50,000 values: two readings count the same, they are not compared one by one."
    ),
    ReadingNoteKind.CONTROL_CHARACTERS: N_("Control characters are replaced by �."),
}
_SEPARATORS = {
    ",": N_("commas"),
    ";": N_("semicolons"),
    "\t": N_("tabs"),
    "|": N_("bars"),
}


def reading_note(note: ReadingNote) -> str:
    """One plain sentence for the user."""
    facts = dict(note.facts)
    separator = facts.get("separator", "")
    if separator in _SEPARATORS:
        facts["separator"] = _(_SEPARATORS[separator])
    return _(_SENTENCES[note.kind]).format(**facts)
