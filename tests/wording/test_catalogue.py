from functools import partial

import pytest

from inspector import wording


@pytest.mark.parametrize(
    ("named", "system", "spoken"),
    [
        ("en", "zh_CN", "en"),
        ("zh_CN", "en_GB.UTF-8", "zh_CN"),
        (None, "en_GB.UTF-8", "en"),
        (None, "zh_CN.UTF-8", "zh_CN"),
        ("fr", "zh_CN.UTF-8", "zh_CN"),
        ("fr", "en_GB.UTF-8", "en"),
    ],
)
def test_a_language_that_is_not_known_gives_way_to_the_system(
    monkeypatch, request, named, system, spoken
):
    request.addfinalizer(partial(wording.choose_language, wording.language()))
    monkeypatch.setenv("INSPECTOR_LANGUAGE", system)
    wording.choose_language(named)
    assert wording.language() == spoken
