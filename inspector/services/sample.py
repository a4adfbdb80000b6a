"""The sample workspace: a made-up district with four weeks of visits, to look around in."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from uuid import UUID, uuid4

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import BoardKind
from inspector.domain.period import Period
from inspector.domain.photo import Photo, PhotoView
from inspector.domain.scheme import Scheme, SchemeOrigin, SchemeVersion
from inspector.domain.visit import (
    Level,
    Mode,
    Record,
    Visit,
    VisitPhoto,
    VisitState,
    VisitUnit,
)
from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.files.sample.photo import draw
from inspector.paths import WorkspacePaths
from inspector.progress import SILENT, Progress
from inspector.services import board, board_book, photo, profile, visit, workspace
from inspector.services.sample_content import (
    SampleDistrict,
    load_course,
    load_district,
    load_problems,
    load_rules,
    load_scheme,
)
from inspector.services.sample_judgement import Judgement, Jury, Shot
from inspector.services.sample_plan import Outing, plan, weeks_before
from inspector.services.workspace import Workspace
from inspector.store.kind import creation
from inspector.store.site import units_of
from inspector.wording import _

_PICTURE = (1280, 960)


class SampleReport(Struct, frozen=True):
    """What was made, in numbers; `weeks` are the weeks with visits, earliest first."""

    folder: Path
    units: int
    sites: int
    items: int
    visits: int
    findings: int
    photos: int
    weeks: tuple[Period, ...]
    workbook: Path


def make(
    folder: Path, today: date, person: str | None = None, progress: Progress = SILENT
) -> SampleReport:
    """Make the sample workspace in a new or empty folder, with the ranking of its last week.

    The visits lie in the four complete ISO weeks before `today`; the same day gives the same
    contents but for the ids. It is made beside the folder and put into it at the end, so a
    workspace that is there is whole. Raises WorkspaceRefused where the folder cannot be used.
    """
    workspace.refuse_occupied(folder)
    target = folder.resolve()
    making = target.with_name(f".{target.name}-{uuid4().hex[:8]}")
    try:
        report = _made(making, today, person, progress)
        _put_in_place(making, folder)
        profile.move_seat(making, folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return replace(report, folder=folder, workbook=folder / report.workbook.relative_to(making))


def _put_in_place(making: Path, folder: Path) -> None:
    """Move everything into the folder, which may be the one somebody stands in."""
    database = WorkspacePaths(making).database
    try:
        # The database comes last: a folder is a workspace as soon as it has one.
        for part in sorted(making.iterdir(), key=lambda part: part == database):
            part.rename(folder / part.name)
        making.rmdir()
    except OSError as error:
        detail = error.strerror or str(error)
        raise WorkspaceRefused(folder, WorkspaceFault.NO_FOLDER, detail) from error


def _made(folder: Path, today: date, person: str | None, progress: Progress) -> SampleReport:
    district = load_district(_no_id)
    ws = workspace.create(
        folder, district=district.name, office=district.office, is_sample=True, person=person
    )
    try:
        report = fill(ws, today, progress)
        board_book.change(ws, "streets", rules=load_rules())
        return replace(report, workbook=_ranked(ws, report.weeks[-1], progress))
    finally:
        ws.close()


def _ranked(ws: Workspace, week: Period, progress: Progress) -> Path:
    """The ranking workbook of a week, which may lie ahead of the clock for another day."""
    end = datetime.combine(week.last + timedelta(days=1), time()).astimezone(UTC)
    ranking = board.rank(ws, BoardKind.UNITS, week, cutoff=max(ws.now(), end))
    name = _("Weekly ranking {period}").format(period=week)
    return board.export(ws, ranking, ws.paths.exports / f"{name}.xlsx", progress)


def fill(ws: Workspace, today: date, progress: Progress = SILENT) -> SampleReport:
    """Put the sample district and its four weeks of visits into an empty workspace.

    The district and its scheme are one change, each day of visits is another.
    """
    district = load_district(ws.new_id)
    district = replace(
        district,
        persons=tuple(ws.person if one.name == ws.person.name else one for one in district.persons),
    )
    scheme, course, weeks = load_scheme(ws.new_id), load_course(), weeks_before(today)
    version = _found(ws, district, scheme, weeks[0].first)
    with ws.read():
        units = {site.id: tuple(units_of(site.id, weeks[0].first)) for site in district.sites}
    weights = {one.name: one.weight for one in district.types}
    jury = Jury(scheme, course, load_problems(), weights, ws.new_id)
    maker = _Maker(ws, jury, version, units)
    outings = [
        outing
        for number, week in enumerate(weeks, 1)
        for outing in plan(district, course, number, week.first)
    ]
    for day, group in groupby(outings, key=lambda outing: outing.started.date()):
        maker.save_day(group)
        progress.step(maker.visits, len(outings), day.isoformat())
    return SampleReport(
        ws.paths.folder,
        len(district.units),
        len(district.sites),
        len(scheme.items),
        maker.visits,
        maker.findings,
        maker.photos,
        weeks,
        ws.paths.exports,
    )


def _no_id() -> UUID:
    return UUID(int=0)


def _found(ws: Workspace, district: SampleDistrict, scheme: Scheme, first: date) -> UUID:
    """Save the district and publish the scheme, dated before the first visits."""
    published = datetime.combine(first - timedelta(days=3), time(9)).astimezone(UTC)
    version = SchemeVersion(
        ws.new_id(), ws.new_id(), 1, scheme.title, published, SchemeOrigin.CRITERIA, scheme
    )
    with ws.write("sample.make") as edits:
        for kind, records in (
            ("site_type", district.types),
            ("unit", district.units),
            ("unit_parent", district.parents),
            ("site", district.sites),
            ("site_unit", district.links),
            ("person", tuple(one for one in district.persons if one is not ws.person)),
            ("scheme_version", (version,)),
        ):
            for record in records:
                edits += creation(kind, record)
    return version.id


class _Maker:
    """Turns outings into saved visits and counts what it saved."""

    def __init__(
        self,
        ws: Workspace,
        jury: Jury,
        version: UUID,
        units: Mapping[UUID, tuple[VisitUnit, ...]],
    ) -> None:
        self.visits = self.findings = self.photos = 0
        self._ws = ws
        self._jury = jury
        self._version = version
        self._units = units

    def save_day(self, outings: Iterable[Outing]) -> None:
        """Judge the outings of one day and save them as one change."""
        records: list[Record] = []
        pictures: list[Photo] = []
        for outing in outings:
            record, shown = self._record(outing, self._jury.judge(outing))
            records.append(record)
            pictures += shown
        records.sort(key=lambda record: record.visit.started)
        visit.record(self._ws, records, photos=pictures)
        self.visits += len(records)
        self.findings += sum(len(record.findings) for record in records)

    def _record(self, outing: Outing, made: Judgement) -> tuple[Record, list[Photo]]:
        site = outing.site
        head = Visit(
            self._ws.new_id(),
            site.id,
            site.site_type,
            site.length_m,
            self._version,
            outing.started.date(),
            outing.started.astimezone(UTC),
            VisitState.CLOSED,
            outing.closed.astimezone(UTC),
            outing.level,
            Mode.ANNOUNCED if outing.level is Level.LEADER else Mode.UNANNOUNCED,
        )
        pictures: list[Photo] = []
        links: list[VisitPhoto] = []
        for place, shot in enumerate(made.shots):
            taken = outing.started + timedelta(minutes=4 + 2 * place)
            pictures.append(self._picture(shot, taken, outing))
            links.append(
                VisitPhoto(
                    self._ws.new_id(),
                    pictures[-1].id,
                    shot.item,
                    shot.finding,
                    shot.view,
                    taken.astimezone(UTC),
                )
            )
        record = Record(
            head,
            self._units[site.id],
            tuple(person.id for person in outing.persons),
            tuple(answer for _, answer in sorted(made.answers.items())),
            tuple(finding for _, _, finding in made.findings),
            tuple(links),
        )
        return record, pictures

    def _picture(self, shot: Shot, taken: datetime, outing: Outing) -> Photo:
        # Near and far views of one finding share the variant, so that they show the same place.
        variant = outing.started.toordinal() * 1000 + shot.item * 7 + len(outing.site.name)
        longitude, latitude = outing.site.longitude, outing.site.latitude
        place = None if longitude is None or latitude is None else (longitude, latitude)
        is_far = shot.view is PhotoView.FAR
        data = draw(shot.scene, variant, _PICTURE, far=is_far, taken=taken, place=place)
        self.photos += 1
        return photo.keep(self._ws, data)
