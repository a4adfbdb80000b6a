"""Which pages each role has; the module of a page is imported when the page is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from inspector.services.workspace import Workspace
from inspector.wording import _
from ui.jobs import Jobs
from ui.pages.page import Page
from ui.pages.place import Place
from ui.theme import Theme

PAGES: dict[str, tuple[str, ...]] = {
    "inspector": ("visit", "site", "scheme", "import_preview", "settings"),
    "office": (
        *("visit", "site", "board", "redblack", "edition", "coverage", "scheme"),
        *("import_preview", "settings"),
    ),
    "leader": ("redblack", "board", "edition", "import_preview", "settings"),
}
"""The pages of each role in the order of the rail; the first one opens first."""


def places(
    role: str, ws: Workspace, jobs: Jobs, theme: Theme, made: Callable[[Page], None]
) -> Sequence[Place]:
    """The places of a role's pages in the words of now; `made` is told of each page."""
    words = {
        "visit": ("visit", _("Inspect")),
        "site": ("site", _("Sites")),
        "board": ("board", _("Rankings")),
        "redblack": ("flag", _("Red & black")),
        "edition": ("lock", _("Editions")),
        "coverage": ("coverage", _("Coverage")),
        "scheme": ("scheme", _("Scheme")),
        "import_preview": ("", _("Import")),
        "settings": ("settings", _("Settings")),
    }

    def make(name: str) -> Page:
        page = _KINDS[name]()(ws, jobs, theme)
        made(page)
        return page

    return [
        Place(name, *words[name], partial(make, name)) for name in PAGES.get(role, PAGES["office"])
    ]


def _visit() -> type[Page]:
    from ui.pages.visit import VisitPage

    return VisitPage


def _site() -> type[Page]:
    from ui.pages.site import SitePage

    return SitePage


def _board() -> type[Page]:
    from ui.pages.board import BoardPage

    return BoardPage


def _redblack() -> type[Page]:
    from ui.pages.redblack import RedBlackPage

    return RedBlackPage


def _edition() -> type[Page]:
    from ui.pages.edition import EditionPage

    return EditionPage


def _coverage() -> type[Page]:
    from ui.pages.coverage import CoveragePage

    return CoveragePage


def _scheme() -> type[Page]:
    from ui.pages.scheme import SchemePage

    return SchemePage


def _import_preview() -> type[Page]:
    from ui.pages.import_preview import ImportPreviewPage

    return ImportPreviewPage


def _settings() -> type[Page]:
    from ui.pages.settings import SettingsPage

    return SettingsPage


_KINDS: dict[str, Callable[[], type[Page]]] = {
    "visit": _visit,
    "site": _site,
    "board": _board,
    "redblack": _redblack,
    "edition": _edition,
    "coverage": _coverage,
    "scheme": _scheme,
    "import_preview": _import_preview,
    "settings": _settings,
}
