"""What migrations make of databases that are older than they are."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader

from newsroom.models import User

NAME = "0011_pages_named_by_their_letter"
OLDER = """
ALTER TABLE sources_intake DROP CONSTRAINT intake_public_id_shape;
ALTER TABLE sources_intake ADD CONSTRAINT intake_public_id_shape CHECK (public_id ~ '^N-');
INSERT INTO sources_intake
    (public_id, method, url, file_name, state, problem, answered, attempts, media_type, found_url,
     asked_by_id)
VALUES ('N-0123456789', 'uploaded', '', 'page.html', 'waiting', '', 0, 0, '', '', %s);
SET CONSTRAINTS ALL IMMEDIATE
"""


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_page_on_its_way_gets_the_letter_that_pages_have(editor: User) -> None:
    """A database that gave pages the letter of answers takes in pages again, and finds those on their way."""
    owner = connections["owner"]
    migration = import_module(f"sources.migrations.{NAME}").Migration(NAME, "sources")
    before = MigrationLoader(owner).project_state(migration.dependencies)
    with transaction.atomic("owner"), owner.cursor() as cursor:
        cursor.execute(OLDER, [editor.pk])
        with owner.schema_editor(atomic=False) as schema:
            migration.apply(before, schema)
        cursor.execute("SELECT public_id FROM sources_intake")
        assert cursor.fetchall() == [("W-0123456789",)]
        cursor.execute("UPDATE sources_intake SET public_id = 'W-9876543210'")
        transaction.set_rollback(True, "owner")
