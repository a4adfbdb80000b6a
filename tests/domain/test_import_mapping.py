from enum import StrEnum

import pytest

from inspector.domain.import_mapping import (
    in_sheet,
    mapping_text,
    of_sheet,
    parse_mapping,
    remapped,
)
from inspector.errors import ActionFault, ActionRefused


class Field(StrEnum):
    NAME = "name"
    NOTE = "note"


def test_a_mapping_is_told_in_one_line_with_either_kind_of_comma():
    told = parse_mapping("B=name， 一级指标/名称 = NOTE；", Field)
    assert told == (("B", "name"), ("一级指标/名称", "note"))
    assert parse_mapping(mapping_text(told), Field) == told
    assert parse_mapping("a=b=name", Field) == (("a=b", "name"),)


@pytest.mark.parametrize("text", ["B", "B=", "=name", "B=height"])
def test_a_field_that_there_is_not_is_refused_with_those_that_there_are(text):
    with pytest.raises(ActionRefused) as refused:
        parse_mapping(text, Field)
    assert refused.value.fault is ActionFault.BAD_MAPPING
    assert refused.value.facts == {"part": text, "fields": "name, note"}


def test_a_column_belongs_to_its_sheet_or_to_all():
    told = ((in_sheet("表!1", "B"), "name"), (in_sheet("表2", "C"), "note"), ("D", "note"))
    assert of_sheet(told, "表!1") == (("B", "name"), ("D", "note"))
    assert of_sheet(told, "表2") == (("C", "note"), ("D", "note"))


def test_a_field_of_one_column_leaves_the_column_that_was_told_to_hold_it():
    told = (("表1!B", "name"), ("表2!B", "name"), ("表1!C", "note"))
    once = remapped(told, "表1!D", "name", is_repeatable=False)
    assert once == (("表2!B", "name"), ("表1!C", "note"), ("表1!D", "name"))
    assert remapped(told, "表1!D", "name", is_repeatable=True) == (*told, ("表1!D", "name"))
    again = remapped(told, "表1!B", "note", is_repeatable=True)
    assert again == (("表2!B", "name"), ("表1!C", "note"), ("表1!B", "note"))
