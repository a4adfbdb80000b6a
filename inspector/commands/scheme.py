"""`inspector scheme`: take criteria in, publish them, list, show and write them out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.session import (
    DryRunOption,
    JsonOption,
    ReportOption,
    console,
    emit,
    open_ws,
    progress_bar,
    say,
)
from inspector.domain.import_mapping import parse_mapping
from inspector.domain.import_preview import ImportKind, ImportRequest
from inspector.domain.points import plain, plain_or_none
from inspector.domain.scheme import Scheme, SchemeDraft, SchemeVersion
from inspector.domain.scheme_draft import (
    Fate,
    RowReason,
    RuleProposal,
    SchemeField,
    SchemeSheet,
    StatedSum,
)
from inspector.services import scheme
from inspector.services.import_report import Agreed, reported
from inspector.services.import_told import Told
from inspector.services.scheme import SchemeImport, SchemeLine
from inspector.wording import N_, _
from inspector.wording import scheme as words
from inspector.wording import scheme_import as import_words

_MOST_ITEMS = 500

app = typer.Typer(help=N_("Take in, publish and write out criteria."), no_args_is_help=True)

SchemeArgument = Annotated[
    str | None,
    typer.Argument(metavar="SCHEME", help=N_("Its title or id; the only one unless given.")),
]
NumberOption = Annotated[
    int | None, typer.Option("--number", help=N_("The version; the newest unless given."))
]


@app.command("import", help=N_("Read criteria from a workbook into a draft."))
def _import(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=N_("The filled template, or any table of criteria."))
    ],
    dry_run: DryRunOption = False,
    mapping: Annotated[
        str, typer.Option("--map", help=N_("Columns of the table, as B=text,C=full_mark."))
    ] = "",
    sheet: Annotated[str | None, typer.Option(help=N_("The sheet that holds the table."))] = None,
    follows: Annotated[
        str | None,
        typer.Option("--scheme", help=N_("The scheme of which this is the next version.")),
    ] = None,
    rules: Annotated[
        bool,
        typer.Option("--rules", help=N_("Score by the rules of which the words speak.")),
    ] = False,
    weights: Annotated[
        bool,
        typer.Option("--weights", help=N_("Multiply the points by the weights above them.")),
    ] = False,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    act = scheme.preview if dry_run else scheme.import_
    told = parse_mapping(mapping, SchemeField)
    request = ImportRequest(ImportKind.SCHEME, file, sheet, told)
    with (
        open_ws(ctx) as ws,
        progress_bar() as progress,
        reported(ws, request, report, progress, Agreed(rules, weights)) as book,
    ):
        found = act(
            ws, file, sheet=sheet, scheme=follows, progress=progress, rules=rules,
            weights=weights, told=Told(book, mapping=told),
        )  # fmt: skip
    if as_json:
        emit(_import_object(found))
        return
    _show_import(found, dry_run)


@app.command("publish", help=N_("Make a draft a version that never changes again."))
def _publish(ctx: typer.Context, draft: SchemeArgument = None, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        version = scheme.publish(ws, draft)
    if as_json:
        emit(_version_object(version))
        return
    say(words.published(version.title, version.number))


@app.command("list", help=N_("List the schemes with their versions and drafts."))
def _list(ctx: typer.Context, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        lines = scheme.list_(ws)
    if as_json:
        emit({"schemes": [_line_object(line) for line in lines]})
        return
    if not lines:
        say(words.no_schemes())
        return
    table = Table(_("Scheme"), _("Version"), _("Published"), _("Origin"), _("Contents"), _("Id"))
    for line in lines:
        version = line.version
        cells = (
            line.title,
            words.version_name(version.number if version else None),
            version.published.astimezone().strftime("%Y-%m-%d") if version else "",
            words.origin(line.origin),
            words.counts(line.sections, line.items),
            line.id.hex[:8],
        )
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)


@app.command("show", help=N_("Show the items of a scheme."))
def _show(
    ctx: typer.Context,
    named: SchemeArgument = None,
    number: NumberOption = None,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        found = scheme.show(ws, named, number)
    content = found.content
    if content is None:
        return
    version = found.number if isinstance(found, SchemeVersion) else None
    if as_json:
        emit({**_version_object(found), "items": _items(content)})
        return
    say(f"{found.title} · {words.version_name(version)}")
    say(words.counts(len(content.sections), len(content.items)))
    console().print(_item_table(content))


@app.command("export", help=N_("Write a scheme as a workbook, or the empty template."))
def _export(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(help=N_("The workbook to write."))],
    named: SchemeArgument = None,
    number: NumberOption = None,
    template: Annotated[
        bool, typer.Option("--template", help=N_("Write the empty workbook to fill in."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    if template:
        path = scheme.write_template(out)
    else:
        with open_ws(ctx) as ws, progress_bar() as progress:
            path = scheme.export(ws, out, named, number, progress)
    if as_json:
        emit({"path": str(path)})
        return
    say(_("Written: {path}").format(path=path))


def _import_object(found: SchemeImport) -> dict[str, Any]:
    read = found.read
    places = zip(read.item_rows, read.item_sheets or (read.sheet,) * len(read.item_rows),
                 strict=True)  # fmt: skip
    items = [
        {"sheet": sheet, "row": row, **item}
        for (row, sheet), item in zip(places, _items(read.scheme), strict=True)
    ]
    return {
        "title": read.scheme.title,
        "items": items,
        "rows": [
            {
                "sheet": row.sheet,
                "row": row.row,
                "fate": row.fate.value,
                "reason": row.reason.value if row.reason else None,
            }
            for row in read.fates
        ],
        "sums": [_sum_object(each) for each in read.sums],
        "weights": [
            {"where": read.scheme.sections[each.section - 1].text, "percent": plain(each.percent)}
            for each in read.weights
        ],
        "weighted": read.weighing is not None and read.weighing.is_taken,
        "rules": [_rule_object(each) for each in read.proposals],
        "mapping": [
            {"column": each.column, "heading": each.heading, "field": each.field.value}
            for each in read.mapping
        ],
        "scheme": str(found.draft.scheme_id),
        "follows": found.previous.number if found.previous else None,
        "changed": found.is_changed,
    }


def _sum_object(each: StatedSum) -> dict[str, Any]:
    return {
        "kind": each.kind.value,
        "where": each.where,
        "sheet": each.sheet,
        "row": each.row,
        "rows": each.parts,
        "stated": plain(each.stated),
        "found": plain(each.found),
        "ok": each.is_ok,
    }


def _rule_object(each: RuleProposal) -> dict[str, Any]:
    rule = each.rule
    return {
        "sheet": each.sheet,
        "row": each.row,
        "kind": rule.kind.value,
        "each": plain_or_none(rule.each),
        "cap": plain_or_none(rule.cap),
        "required": plain_or_none(rule.required),
        "per_length": plain_or_none(rule.per_length),
        "clauses": [{"text": part.text, "each": plain(part.each)} for part in rule.clauses],
        "words": each.words,
        "taken": each.is_taken,
    }


def _items(content: Scheme) -> list[dict[str, Any]]:
    return [
        {
            "code": item.code,
            "path": [section.text for section in content.path(item)],
            "text": item.text,
            "full_mark": plain(item.full_mark),
            "kind": item.rule.kind.value,
        }
        for item in content.items
    ]


def _version_object(found: SchemeVersion | SchemeDraft) -> dict[str, Any]:
    version = found if isinstance(found, SchemeVersion) else None
    return {
        "id": str(found.id),
        "scheme": str(found.scheme_id),
        "title": found.title,
        "version": version.number if version else None,
        "published": version.published.isoformat() if version else None,
    }


def _line_object(line: SchemeLine) -> dict[str, Any]:
    version = line.version
    return {
        "id": str(line.id),
        "scheme": str(line.scheme_id),
        "title": line.title,
        "version": version.number if version else None,
        "published": version.published.isoformat() if version else None,
        "origin": line.origin.value,
        "sections": line.sections,
        "items": line.items,
    }


def _show_import(found: SchemeImport, dry_run: bool) -> None:
    read = found.read
    say(read.scheme.title)
    if read.mapping:
        table = Table(_("Column"), _("Heading"), _("Read as"))
        for each in read.mapping:
            cells = (each.column, " ".join(each.heading.split()), words.scheme_field(each.field))
            table.add_row(*(Text(cell) for cell in cells))
        console().print(table)
    console().print(_item_table(read.scheme, read.item_rows, _MOST_ITEMS))
    if len(read.scheme.items) > _MOST_ITEMS:
        say(import_words.shortened(_MOST_ITEMS, len(read.scheme.items)))
    _show_rows(read)
    for total in read.sums:
        say(import_words.sum_line(total))
    _show_rules(read)
    say(words.counts(len(read.scheme.sections), len(read.scheme.items)))
    number = found.previous.number if found.previous else None
    say(words.outcome(read.scheme.title, number, is_dry_run=dry_run, is_changed=found.is_changed))


def _show_rules(read: SchemeSheet) -> None:
    """What the weights and the words propose, and the options that take it."""
    if read.weights:
        named = {section.number: section.text for section in read.scheme.sections}
        told = [f"{named[each.section]} {plain(each.percent)}" for each in read.weights]
        is_taken = read.weighing is not None and read.weighing.is_taken
        say(import_words.weights(told, is_taken=is_taken))
        if read.weighing is not None and not is_taken:
            say(import_words.weights_option())
    if not read.proposals:
        return
    table = Table(_("Row"), _("Rule"), _("Words"))
    for each in read.proposals:
        cells = (str(each.row), import_words.rule(each.rule), each.words)
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)
    taken = sum(each.is_taken for each in read.proposals)
    say(import_words.rules_proposed(len(read.proposals), taken))
    if not taken:
        say(import_words.rules_option())


def _show_rows(read: SchemeSheet) -> None:
    counted: dict[str, Counter[Fate]] = {}
    for row in read.fates:
        counted.setdefault(row.sheet, Counter())[row.fate] += 1
    table = Table(_("Sheet"), *(words.fate(fate) for fate in Fate))
    for sheet, counts in counted.items():
        table.add_row(Text(sheet), *(str(counts[fate] or "") for fate in Fate))
    console().print(table)
    for sheet in counted:
        bare = [
            row.row
            for row in read.fates
            if row.sheet == sheet and row.fate is Fate.SECTION
            and row.reason is RowReason.NO_POINTS
        ]  # fmt: skip
        if bare:
            say(import_words.bare_sections(sheet, bare))
    for row in read.fates:
        if row.fate is Fate.UNKNOWN:
            reason = import_words.row_reason(row.reason) if row.reason else ""
            say(words.not_understood(row.sheet, row.row, reason))


def _item_table(content: Scheme, rows: tuple[int, ...] = (), most: int | None = None) -> Table:
    headings = [_("Code"), _("Section"), _("Item"), _("Rule"), _("Full mark")]
    table = Table(*([_("Row")] if rows else []), *headings)
    above = ""
    for place, item in enumerate(content.items[:most]):
        path = " / ".join(section.text for section in content.path(item))
        shown, above = ("" if path == above else path), path
        cells = [
            item.code,
            shown,
            item.text,
            words.rule_kind(item.rule.kind),
            plain(item.full_mark),
        ]
        if rows:
            cells.insert(0, str(rows[place]))
        table.add_row(*(Text(cell) for cell in cells))
    return table
