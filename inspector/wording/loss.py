"""Words of a loss beside those of its item: what was lost before, what is told in one sum."""

from __future__ import annotations

from inspector.domain.board import Loss, SiteLoss
from inspector.wording.catalogue import _, ngettext


def relapse_said(loss: Loss) -> str:
    """How often the same was lost at the site before; empty where it was not."""
    if not loss.relapses or loss.relapsed is None:
        return ""
    return ngettext(
        "lost here before on {day}", "lost here {count} times before, last on {day}", loss.relapses
    ).format(count=loss.relapses, day=f"{loss.relapsed:%m.%d}")


def again(loss: Loss) -> str:
    """The same in very short, to stand below what was lost; empty where it was not lost before."""
    return _("again ×{count}").format(count=loss.relapses) if loss.relapses else ""


def rest_said(one: SiteLoss) -> str:
    """A site of which only the sum is told."""
    return ngettext(
        "{site}: {count} visit, all together", "{site}: {count} visits, all together", one.visits
    ).format(site=one.site_name, count=one.visits)
