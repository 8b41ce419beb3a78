"""What the site's own role may write here, and what no role may make false."""

from __future__ import annotations

from django.db import migrations

from newsroom.recording import record_writes

RULES = """
ALTER TABLE sources_capture ADD CONSTRAINT capture_hash_fits
    CHECK (raw IS NULL OR sha256 = encode(sha256(raw), 'hex'));
"""

GRANTS = """
GRANT SELECT, INSERT ON sources_entity, sources_entityname, sources_entitylink, sources_entitymerge,
    sources_article, sources_capture TO sayso_app;
GRANT UPDATE (kind, name, folded, slug, description, do_not_name, same_as) ON sources_entity TO sayso_app;
GRANT DELETE ON sources_entityname TO sayso_app;
GRANT UPDATE (ended_at, ended_by_id, left_at) ON sources_entitylink TO sayso_app;
GRANT UPDATE (ended_at, ended_by_id, left_at) ON sources_entitymerge TO sayso_app;
GRANT UPDATE (outlet_id, url, headline, byline, published, published_days, date_inferred, language, terms,
    public_text) ON sources_article TO sayso_app;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial"), ("newsroom", "0002_event_log_in_the_database")]

    operations = [
        migrations.RunSQL(RULES, "ALTER TABLE sources_capture DROP CONSTRAINT capture_hash_fits"),
        migrations.RunSQL(GRANTS, ""),
        record_writes("sources_entity"),
        record_writes("sources_entityname"),
        record_writes("sources_entitylink"),
        record_writes("sources_entitymerge"),
        record_writes("sources_article"),
        record_writes("sources_capture", "raw", "text", "sentences"),
    ]
