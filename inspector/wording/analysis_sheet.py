"""Words of the sheets of a publication about losses by kind and about its criteria."""

from __future__ import annotations

from inspector.wording.catalogue import _, ngettext


def analysis_heads(by: str) -> list[str]:
    """The heads of the sheet of losses by kind; `by` is what a row is."""
    return [
        _("No."),
        by,
        _("Obser-\nvations lost"),
        _("Points\nlost"),
        _("Share of\nloss (%)"),
        _("Points lost\nbefore"),
        _("Share\nbefore (%)"),
        _("Change of\nshare"),
    ]


def by_aspect() -> str:
    """The part of the analysis by kind of problem."""
    return _("Kind of problem")


def by_type() -> str:
    """The part of the analysis by site type."""
    return _("Site type")


def no_aspect() -> str:
    """What items without a kind of problem are called."""
    return _("no kind given")


def this_period() -> str:
    """The series of this period in a chart."""
    return _("this period")


def period_before() -> str:
    """The series of the period before in a chart."""
    return _("period before")


def share_chart(by: str) -> str:
    """The title of the chart of the composition of losses."""
    return _("Share of the loss by {by} (%)").format(by=by)


def nothing_lost() -> str:
    """Instead of an analysis where nothing was lost in either period."""
    return _("Nothing was lost in this period or the one before.")


def analysis_notes() -> list[str]:
    """What the analysis counts."""
    return [
        _("Points lost on the form, each once, whoever answers for it."),
        _("The change is in percent points of the share. Grey and bold: the share has grown."),
    ]


def breakdown_heads(levels: int) -> list[str]:
    """The heads of the breakdown; `levels` is the depth of the section tree, 0 to 3."""
    project, indicator, content = _("Project"), _("Indicator"), _("Content")
    sections = {0: [], 1: [project], 2: [project, content], 3: [project, indicator, content]}
    return [
        _("No."),
        *sections[levels],
        _("Standard"),
        _("Full mark"),
        _("Requirements"),
        _("Site types"),
        _("Method"),
        _("Responsible\nunits"),
    ]


def breakdown_row(scheme: str, items: int) -> str:
    """The row above the items of a scheme."""
    return ngettext("{scheme}  {count} item", "{scheme}  {count} items", items).format(
        scheme=scheme, count=items
    )


def all_types() -> str:
    """The site types of an item that applies everywhere."""
    return _("all")


def no_criteria() -> str:
    """Instead of an empty breakdown."""
    return _("No scheme stands behind this ranking.")


def exceptions(text: str) -> str:
    """The exceptions of an item after its requirements."""
    return _("Exceptions: {text}").format(text=text)
