"""Putting a table under the event log: for migrations."""

from __future__ import annotations

from django.db import migrations


def record_writes(table: str, *left_out: str) -> migrations.RunSQL:
    """Have every write to `table` recorded, without the large or derived columns `left_out`."""
    arguments = ", ".join(f"'{column}'" for column in left_out)
    return migrations.RunSQL(
        f"CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION newsroom_record({arguments})",
        f"DROP TRIGGER record ON {table}",
    )
