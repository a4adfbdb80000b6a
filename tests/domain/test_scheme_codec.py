import json

import pytest
from hypothesis import given, settings

from inspector.domain.scheme import Scheme
from inspector.domain.scheme_codec import from_wire, to_wire
from tests.domain.schemes import schemes


@given(schemes())
@settings(max_examples=60, deadline=None)
def test_a_scheme_survives_the_way_through_json(scheme: Scheme) -> None:
    assert from_wire(json.loads(json.dumps(to_wire(scheme)))) == scheme


def test_content_of_a_newer_program_is_refused() -> None:
    with pytest.raises(ValueError, match="99"):
        from_wire([99])
