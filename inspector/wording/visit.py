"""Words for visits: states, levels, modes, what is missing before closing, notices."""

from __future__ import annotations

from datetime import date

from inspector.domain.photo import PhotoView
from inspector.domain.score import MissingKind
from inspector.domain.visit import AnswerState, Level, Method, Mode, VisitState
from inspector.wording.catalogue import _, ngettext


def answer_state(state: AnswerState | None) -> str:
    """The word for what an item was found to be; None is unanswered."""
    if state is None:
        return _("not yet looked at")
    return {
        AnswerState.CONFORMING: _("conforming"),
        AnswerState.DEDUCTED: _("deducted"),
        AnswerState.VALUED: _("valued"),
        AnswerState.NOT_APPLICABLE: _("not applicable"),
        AnswerState.NOT_OBSERVED: _("not observed"),
    }[state]


STATES = ("conforming", "deducted", "not_applicable", "not_observed", "unanswered")
"""The states by which an item is shown, in the order of the form."""


def state_word(state: str) -> str:
    """The word of a shown state on buttons and in columns."""
    return {
        "conforming": _("Conforming"),
        "deducted": _("Deducted"),
        "not_applicable": _("Not applicable"),
        "not_observed": _("Not observed"),
        "unanswered": _("Unanswered"),
    }[state]


def week(day: date) -> str:
    """The calendar week (ISO 8601) of a day, with its year."""
    year, number, _weekday = day.isocalendar()
    return _("Week {week} of {year}").format(week=number, year=year)


def site_state(state: str) -> str:
    """The word for where a site stands today."""
    return {"to_do": _("To do"), "running": _("Running"), "done": _("Done")}[state]


def visit_state(state: VisitState, is_void: bool) -> str:
    """The word for where a visit stands."""
    if is_void:
        return _("void")
    return {VisitState.OPEN: _("open"), VisitState.CLOSED: _("closed")}[state]


def level(value: Level) -> str:
    """The word for who inspects."""
    return {
        Level.LEADER: _("district leader"),
        Level.DAILY_TEAM: _("daily team"),
        Level.JOINT: _("joint inspection"),
        Level.HIGHER: _("higher authority"),
        Level.SELF_CHECK: _("self-check"),
        Level.CITIZEN: _("citizens"),
        Level.THIRD_PARTY: _("third party"),
    }[value]


def mode(value: Mode) -> str:
    """The word for whether the site knew of the visit."""
    return {Mode.UNANNOUNCED: _("unannounced"), Mode.ANNOUNCED: _("announced")}[value]


def method(value: Method) -> str:
    """The word for how the facts were collected."""
    return {
        Method.FIELD: _("on site"),
        Method.FILING: _("from files"),
        Method.SURVEY: _("by survey"),
    }[value]


def view(value: PhotoView) -> str:
    """The word for what a photo shows."""
    return {
        PhotoView.NEAR: _("close view"),
        PhotoView.FAR: _("wide view"),
        PhotoView.DOOR: _("entrance"),
    }[value]


def missing(kind: MissingKind) -> str:
    """What an item still needs before the visit can be closed."""
    return {
        MissingKind.VALUE: _("has no value yet"),
        MissingKind.PHOTO: _("needs a photo"),
    }[kind]


def remark(text: str, said: str) -> str:
    """What is said about an item, behind its text."""
    return _("{text}: {said}").format(text=text, said=said)


def not_yet_looked_at(count: int) -> str:
    """How many items nobody has answered yet, as shown beside the live score."""
    return ngettext(
        "{count} item not yet looked at", "{count} items not yet looked at", count
    ).format(count=count)


def second_visit(number: str, day: str, state: str) -> str:
    """The notice at a start that the site was visited in the same week or month already."""
    return _("This site was visited already: {number} on {day} ({state}).").format(
        number=number, day=day, state=state
    )


def photo_known(number: str, site: str, day: str) -> str:
    """The notice that a photo was used before, and where."""
    return _("This photo was used already: {number}, {site}, {day}. It is kept once.").format(
        number=number, site=site, day=day
    )


def photos(count: int) -> str:
    """How many photos hang on an item."""
    return ngettext("{count} photo", "{count} photos", count).format(count=count)
