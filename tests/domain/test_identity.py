"""Ids as people write them."""

from uuid import UUID

import pytest

from inspector.domain.identity import begins

KEY = UUID("0a1b2c3d-4e5f-8a1b-9c2d-3e4f5a6b7c8d")


@pytest.mark.parametrize("text", ["0a1b", " 0A1B2C3D-4e ", str(KEY), KEY.hex])
def test_an_id_is_known_by_its_beginning(text):
    assert begins(KEY, text)


@pytest.mark.parametrize("text", ["", "-", "0a1", "0-a-1", "1b2c", f"{KEY}0"])
def test_too_little_or_another_beginning_names_no_id(text):
    assert not begins(KEY, text)
