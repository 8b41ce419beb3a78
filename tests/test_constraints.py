"""What the models say of the database stands in it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db


def test_every_constraint_and_index_is_in_the_database() -> None:
    """A migration that alters one column can take an index with it that Django believes is still there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes UNION SELECT conname FROM pg_constraint")
        there = {name for (name,) in cursor.fetchall()}
    said = {
        f"{model._meta.label}: {one.name}"
        for model in apps.get_models()
        for one in (*model._meta.constraints, *model._meta.indexes)
        if one.name not in there
    }
    assert not said
