"""Every word that a user sees is in both languages, and the catalogue is up to date."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import inspector
import ui
from inspector import wording
from inspector.paths import resource

PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}


def catalogue() -> Catalog:
    text = resource("locale", "zh_CN", "LC_MESSAGES", "inspector.po").read_bytes()
    return read_po(io.BytesIO(text), locale="zh_CN")


def sources() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for package in (inspector, ui):
        folder = Path(package.__file__ or "").parent
        for place, line, message, _comments, _context in extract_from_dir(
            str(folder), keywords=KEYWORDS
        ):
            yield f"{folder.name}/{place}:{line}", message


def words(message: Message | None) -> list[str]:
    if message is None:
        return []
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_every_source_string_is_translated() -> None:
    known = catalogue()
    missing = []
    for place, message in sources():
        singular = message if isinstance(message, str) else message[0]
        found = known.get(singular)
        if found is None or found.fuzzy or not all(words(found)):
            missing.append(f"{place}: {singular}")
    assert missing == []


def test_no_translation_is_left_over() -> None:
    used = {m if isinstance(m, str) else m[0] for _, m in sources()}
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue() if m.id}
    assert known - used == set()


def test_placeholders_are_the_same() -> None:
    wrong = []
    for message in catalogue():
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        due = {frozenset(PLACEHOLDER.findall(text)) for text in ids}
        for translated in words(message):
            if message.id and frozenset(PLACEHOLDER.findall(translated)) not in due:
                wrong.append(ids[0])
    assert wrong == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    stored = resource("locale", "zh_CN", "LC_MESSAGES", "inspector.mo").read_bytes()
    assert stored == compiled.getvalue()


@pytest.mark.parametrize(("language", "said"), [("zh_CN", "不是工作区"), ("en", "is no workspace")])
def test_a_refusal_is_said_in_the_chosen_language(language: str, said: str) -> None:
    from inspector.errors import WorkspaceFault, WorkspaceRefused
    from inspector.wording.error import sentence

    wording.choose_language(language)
    assert said in sentence(WorkspaceRefused(Path("x"), WorkspaceFault.NOT_A_WORKSPACE))
