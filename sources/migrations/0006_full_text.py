"""Texts are found by their words, in English, Russian and Arabic."""

from __future__ import annotations

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Func

from sources.names import fold

# A longer text would not fit into one tsvector. The Russian configuration takes Latin words by the rules of
# English. As with `sources_sounds`, the high cost keeps PostgreSQL from taking texts apart one by one where
# the index has them ready, and the search path of its own keeps it from being inlined.
FUNCTION = """
CREATE FUNCTION sources_words(text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 SET search_path = pg_catalog, pg_temp
AS $body$
    SELECT CASE WHEN searched ~ '[\u0600-\u06ff]'
        THEN to_tsvector('russian'::regconfig, searched) || to_tsvector('arabic'::regconfig, searched)
        ELSE to_tsvector('russian'::regconfig, searched) END
    FROM (SELECT left($1, 100000) AS searched) AS one
$body$
"""
FILL = """
INSERT INTO sources_capturewords (capture_id, words)
SELECT id, sources_words(text) || to_tsvector('simple'::regconfig, left(%s, 100000))
FROM sources_capture WHERE id = %s
"""


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    captures = apps.get_model("sources", "Capture").objects.using(schema_editor.connection.alias)
    with schema_editor.connection.cursor() as cursor:
        for pk, text in captures.values_list("pk", "text").iterator(chunk_size=50):
            cursor.execute(FILL, [fold(text[:100_000]), pk])


class Migration(migrations.Migration):
    dependencies = [("sources", "0005_looks")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION sources_words(text)"),
        migrations.CreateModel(
            "CaptureWords",
            [
                (
                    "capture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="sources.capture",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"verbose_name": "words of a capture", "verbose_name_plural": "words of captures"},
        ),
        migrations.RunSQL("GRANT SELECT, INSERT ON sources_capturewords TO sayso_app", ""),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "capturewords",
            django.contrib.postgres.indexes.GinIndex(fields=["words"], name="capture_search"),
        ),
        migrations.AddIndex(
            "article",
            django.contrib.postgres.indexes.GinIndex(
                Func(
                    F("headline"),
                    function="sources_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="article_search",
            ),
        ),
    ]
