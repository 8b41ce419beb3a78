"""The site's role may queue jobs, and its worker may do them. They are no part of the record."""

from __future__ import annotations

from django.db import migrations

# A job that is done is deleted: the queue keeps no history, and the event log none of it.
GRANTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events,
    procrastinate_periodic_defers, procrastinate_workers TO sayso_app;
GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq,
    procrastinate_periodic_defers_id_seq TO sayso_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0003_error_reports"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [migrations.RunSQL(GRANTS, "")]
