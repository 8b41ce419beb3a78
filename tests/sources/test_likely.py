"""What somebody new is taken for, until an editor says otherwise."""

from __future__ import annotations

import pytest

from sources.likely import likely_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Interior Ministry", "organisation"),
        ("the Coast Guard", "organisation"),
        ("Tessin regional hospital", "organisation"),
        ("Irena Lines", "organisation"),
        ("NATO", "organisation"),
        ("People’s Liberation Army", "organisation"),
        ("Local Government Association", "organisation"),
        ("Министерство обороны", "organisation"),
        ("МЧС", "organisation"),
        ("وزارة الداخلية", "organisation"),
        ("المرصد السوري", "organisation"),
        ("Dmitry Orlov", "person"),
        ("Army spokesman Dmitry Orlov", "person"),
        ("Мэр Анна Банкова", "person"),
        ("المتحدث باسم الجيش", "person"),
        ("Мария Советова", "person"),
        ("أحمد الخطيب", "person"),
        ("two people familiar with the inspection", "unnamed"),
        ("An unnamed official", "unnamed"),
        ("ministry of transport", "organisation"),
        ("the harbour’s spokesman", "unnamed"),
        ("Residents", "unnamed"),
        ("Syrian media", "unnamed"),
        ("Российские эксперты", "unnamed"),
        ("Источник в порту", "unnamed"),
        ("مصدر أمني", "unnamed"),
    ],
)
def test_kind_is_read_from_the_name(name: str, kind: str) -> None:
    """A ministry is no person, and who is not named is none either."""
    assert likely_kind(name) == kind
