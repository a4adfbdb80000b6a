"""`inspector visit answer` and `visit photo`: what is said and shown about an item."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from msgspec import Struct

from inspector.commands.session import JsonOption, emit, open_ws, say
from inspector.commands.visit_view import item_json, line_json
from inspector.domain.photo import PhotoView
from inspector.domain.visit import AnswerState
from inspector.errors import NotFound, Noun
from inspector.services import answer as answers
from inspector.services import photo as photos
from inspector.services import visit
from inspector.services.visit import Standing
from inspector.services.workspace import Workspace
from inspector.wording import N_, _
from inspector.wording import visit as words

VisitArgument = Annotated[
    str, typer.Argument(metavar="VISIT", help=N_("Number or id of the visit, or code of the site."))
]
ItemArgument = Annotated[
    str, typer.Argument(metavar="ITEM", help=N_("Code of the item, or its number as #12."))
]
ClauseArgument = Annotated[
    str, typer.Argument(metavar="CLAUSE", help=N_("What was found; only with --deduct."))
]
ConformingOption = Annotated[bool, typer.Option("--conforming", help=N_("It conforms."))]
DeductOption = Annotated[bool, typer.Option("--deduct", help=N_("Add a finding."))]
NotApplicableOption = Annotated[
    bool, typer.Option("--not-applicable", help=N_("It does not apply here."))
]
NotObservedOption = Annotated[
    bool, typer.Option("--not-observed", help=N_("It could not be observed."))
]
ClearOption = Annotated[bool, typer.Option("--clear", help=N_("Not yet looked at."))]
NumberOption = Annotated[str | None, typer.Option(metavar="N", help=N_("The number found."))]
SampledOption = Annotated[
    str | None, typer.Option("--of", metavar="N", help=N_("How many were looked at."))
]
PointsOption = Annotated[
    str | None, typer.Option(metavar="P", help=N_("Points given; with --deduct, lost each time."))
]

_WAYS = (
    "--conforming, --deduct, --found, --points, --grade, --not-applicable, --not-observed, --clear"
)


def answer(
    ctx: typer.Context,
    which: VisitArgument,
    item: ItemArgument,
    clause: ClauseArgument = "",
    conforming: ConformingOption = False,
    deduct: DeductOption = False,
    not_applicable: NotApplicableOption = False,
    not_observed: NotObservedOption = False,
    clear: ClearOption = False,
    found: NumberOption = None,
    sampled: SampledOption = None,
    points: PointsOption = None,
    grade: Annotated[str | None, typer.Option(help=N_("The grade given."))] = None,
    occurrences: Annotated[int, typer.Option(help=N_("How often it was found."))] = 1,
    level: Annotated[str, typer.Option(help=N_("How severe, or who found it."))] = "",
    fixed: Annotated[bool, typer.Option("--fixed", help=N_("Put right on the spot."))] = False,
    note: Annotated[str | None, typer.Option(help=N_("What was seen."))] = None,
    as_json: JsonOption = False,
) -> None:
    """Answer an item of an open visit."""
    said = _Said(
        {
            AnswerState.CONFORMING: conforming,
            AnswerState.NOT_APPLICABLE: not_applicable,
            AnswerState.NOT_OBSERVED: not_observed,
            AnswerState.VALUED: not deduct and (found, points, grade) != (None, None, None),
        },
        {**_decimals(found=found, sampled=sampled, points=points), "grade": grade, "note": note},
        {
            "clause": clause,
            "occurrences": occurrences,
            "level": level,
            "fixed": fixed,
            "note": note or "",
        },
    )
    said.check(deduct=deduct, clear=clear)
    with open_ws(ctx) as ws:
        head = visit.find(ws, which)
        number = answers.find_item(ws, head.id, item).number
        said.save(ws, head.id, number, deduct=deduct, clear=clear)
        standing = visit.show(ws, head.id)
    if as_json:
        emit({**line_json(standing.line), "item": item_json(standing, number)})
    else:
        _tell(standing, number)


def photo(
    ctx: typer.Context,
    which: VisitArgument,
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help=N_("Code of the item, 0 for the visit itself."))
    ],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=N_("The photos."))],
    finding: Annotated[
        int | None, typer.Option(metavar="N", help=N_("Of which finding, counted from 1."))
    ] = None,
    view: Annotated[PhotoView, typer.Option(help=N_("What it shows."))] = PhotoView.NEAR,
    remove: Annotated[bool, typer.Option("--remove", help=N_("Take the photo off."))] = False,
    as_json: JsonOption = False,
) -> None:
    """Put photos on an item of an open visit."""
    attached: list[tuple[Path, photos.Attached]] = []
    with open_ws(ctx) as ws:
        head = visit.find(ws, which)
        number = 0 if item == "0" else answers.find_item(ws, head.id, item).number
        if remove:
            for link in [photos.find(ws, head.id, number, file) for file in files]:
                photos.remove(ws, head.id, link.id)
        else:
            where = None if finding is None else _finding(ws, head.id, number, finding)
            hung = photos.attach_all(ws, head.id, number, files, finding=where, view=view)
            attached.extend(zip(files, hung, strict=True))
    if as_json:
        emit({"removed": len(files) if remove else 0, "photos": [_put(*each) for each in attached]})
        return
    if remove:
        say(_("Took the photo off."))
    for file, put in attached:
        _tell_photo(file, put)


def _put(file: Path, attached: photos.Attached) -> dict[str, Any]:
    said = attached.photo
    return {
        "file": file.name,
        "sha256": said.sha256.hex(),
        "width": said.width,
        "height": said.height,
        "taken": None if said.taken is None else said.taken.isoformat(),
        "known": list(dict.fromkeys(use.visit_number for use in attached.uses)),
    }


def _tell_photo(file: Path, attached: photos.Attached) -> None:
    said = attached.photo
    say(
        _("{file}: {width} × {height}, taken {taken}.").format(
            file=file.name,
            width=said.width,
            height=said.height,
            taken=_("at an unknown time") if said.taken is None else str(said.taken),
        )
    )
    known = [(use.visit_number, use.site_name, use.day.isoformat()) for use in attached.uses]
    for number, site, day in dict.fromkeys(known):
        say(words.photo_known(number, site, day))


class _Said(Struct, frozen=True):
    """What the options say, before the workspace is opened."""

    states: dict[AnswerState, bool]
    values: dict[str, Any]
    finding: dict[str, Any]

    def check(self, *, deduct: bool, clear: bool) -> None:
        """Refuse as wrong usage what says nothing, or two things at once."""
        if sum((*self.states.values(), deduct, clear)) != 1:
            raise typer.BadParameter(
                _("Say exactly one of these: {options}.").format(options=_WAYS)
            )
        plain = {"clause": "", "occurrences": 1, "level": "", "fixed": False}
        if not deduct and any(self.finding[name] != value for name, value in plain.items()):
            raise typer.BadParameter(
                _("A clause, --occurrences, --level and --fixed belong to --deduct.")
            )

    def save(self, ws: Workspace, head: UUID, number: int, *, deduct: bool, clear: bool) -> None:
        """Save what was said about an item."""
        if clear:
            answers.clear(ws, head, number)
        elif deduct:
            answers.deduct(ws, head, number, points=self.values["points"], **self.finding)
        else:
            answers.answer(ws, head, number, self._state, **self.values)

    @property
    def _state(self) -> AnswerState:
        return next(state for state, is_said in self.states.items() if is_said)


def _tell(standing: Standing, number: int) -> None:
    state = next((each.state for each in standing.record.answers if each.item == number), None)
    item = standing.scheme.item(number)
    total = standing.totals[0]
    score = "—" if total.printed_score is None else str(total.printed_score)
    say(words.remark(f"{item.code} {item.text}", words.answer_state(state)))
    say(
        _("Score now: {score}; {rest}.").format(
            score=score, rest=words.not_yet_looked_at(total.unanswered)
        )
    )


def _finding(ws: Workspace, head: UUID, number: int, place: int) -> UUID:
    found = [each for each in visit.load(ws, head).findings if each.item == number]
    if not 1 <= place <= len(found):
        raise NotFound(Noun.FINDING, str(place))
    return found[place - 1].id


def _decimals(**texts: str | None) -> dict[str, Decimal | None]:
    return {name: _decimal(text) for name, text in texts.items()}


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text.strip())
    except InvalidOperation as error:
        raise typer.BadParameter(_("“{text}” is no number.").format(text=text)) from error
