"""The notes below a printed ranking: what its board declares, what its lines and dashes mean."""

from __future__ import annotations

from inspector.domain.board import Ranking
from inspector.domain.cut_line import cut_lines
from inspector.wording.board import footnote
from inspector.wording.catalogue import _
from inspector.wording.sheet import dash_note


def ranking_notes(ranking: Ranking) -> list[str]:
    """All notes of a printed ranking, in order."""
    said = [footnote(note) for note in ranking.footnotes]
    return [text for text in (*said, cut_note(ranking), dash_note()) if text]


def cut_note(ranking: Ranking) -> str:
    """What the thick lines mean, so that they are told apart in grey; empty where there is none."""
    cuts = [cut_lines(group) for group in ranking.groups]
    has_red = any(one.last_red is not None for one in cuts)
    has_black = any(one.first_black is not None for one in cuts)
    if has_red and has_black:
        return _(
            "Above the red thick line is the red list, below the black thick line the black list."
        )
    if has_red:
        return _("Above the red thick line is the red list.")
    return _("Below the black thick line is the black list.") if has_black else ""
