"""Words for what people did, as the change log names it."""

from __future__ import annotations

from inspector.wording.catalogue import _


def action(name: str) -> str:
    """The word for an action; a name that this version does not know stays as it is."""
    return {
        "alias.remove": _("forgetting of a name"),
        "appeal.decide": _("decision of an appeal"),
        "appeal.file": _("filing of an appeal"),
        "board.add": _("adding of a board"),
        "board.change": _("change of a board"),
        "board.remove": _("removal of a board"),
        "calendar.enter": _("change of the calendar"),
        "calendar.withdraw": _("change of the calendar"),
        "edition.correct": _("correction of an edition"),
        "edition.seal": _("sealing of an edition"),
        "plan.draw": _("drawing of a plan"),
        "plan.void": _("voiding of a plan"),
        "result.forget_profile": _("forgetting of an import profile"),
        "result.import": _("import of results"),
        "result.profile": _("saving of an import profile"),
        "sample.make": _("making of the sample"),
        "scheme.import": _("import of a scheme"),
        "scheme.publish": _("publishing of a scheme"),
        "site.import": _("import of sites and units"),
        "undo": _("undoing"),
        "visit.answer": _("answer to an item"),
        "visit.clear": _("clearing of an answer"),
        "visit.close": _("closing of a visit"),
        "visit.day": _("correction of a visit's day"),
        "visit.deduct": _("finding"),
        "visit.finding.change": _("change of a finding"),
        "visit.finding.remove": _("removal of a finding"),
        "visit.move": _("move of a visit to another site"),
        "visit.persons": _("persons of a visit"),
        "visit.photo": _("photo"),
        "visit.photo.mark": _("marks on a photo"),
        "visit.photo.remove": _("removal of a photo"),
        "visit.photo.view": _("what a photo shows"),
        "visit.record": _("recording of visits"),
        "visit.reopen": _("reopening of a visit"),
        "visit.restore": _("return of a void visit"),
        "visit.start": _("start of a visit"),
        "visit.void": _("voiding of a visit"),
        "workspace.create": _("making of the workspace"),
        "workspace.device": _("name of this laptop"),
        "workspace.rename": _("change of the heading"),
    }.get(name, name)
