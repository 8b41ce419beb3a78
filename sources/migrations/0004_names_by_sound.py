"""Names are found by what they sound like: Hmeimim finds Khmeimim without reading every name."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations
from django.db.models import F, Func

# The steps of `sources.names.sounds`; a test holds the two equal.
_STEPS = (
    ("dzh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck|q", "k"),
    ("c(?!h)", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("(^| )[aeiouy]+", r"\1A"),
    ("[aeiouy]", ""),
    (r"([a-z])\1+", r"\1"),
)


def _body() -> str:
    expression = "$1"
    for pattern, plain in _STEPS:
        expression = f"regexp_replace({expression}, '{pattern}', '{plain}', 'g')"
    return f"lower({expression})"


# Its high cost keeps PostgreSQL from working names out one by one where the index has them ready: for a
# common word and a few rows wanted, reading on until enough are found would else look cheaper. With a
# search path of its own it is not inlined, so that the cost counts.
FUNCTION = f"""
CREATE FUNCTION sources_sounds(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 SET search_path = pg_catalog, pg_temp
AS $body$ SELECT {_body()} $body$
"""


def _sounds() -> SearchVector:
    return SearchVector(Func(F("folded"), function="sources_sounds"), config="simple")


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_words_of_a_capture")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION sources_sounds(text)"),
        migrations.AddIndex("entity", GinIndex(_sounds(), name="entity_sounds")),
        migrations.AddIndex("entityname", GinIndex(_sounds(), name="entityname_sounds")),
    ]
