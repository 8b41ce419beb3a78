"""Claims, questions, statements, checks and notes are found by their words in three languages, not in one."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import CombinedSearchVector, SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat


def _words(*fields: str) -> Func:
    spaced = [part for field in fields for part in (Value(" "), F(field))][1:]
    text = Concat(*spaced, output_field=TextField()) if len(fields) > 1 else F(fields[0])
    return Func(text, function="sources_words", output_field=SearchVectorField())


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_desk_work"), ("sources", "0006_full_text")]

    operations = [
        migrations.RemoveIndex("claim", "claim_search"),
        migrations.RemoveField("claim", "search"),
        migrations.AddField(
            "claim",
            "search",
            models.GeneratedField(
                expression=CombinedSearchVector(
                    _words("text"), "||", SearchVector("folded", config="simple"), "simple"
                ),
                output_field=SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex("claim", GinIndex(fields=["search"], name="claim_search")),
        migrations.RemoveIndex("question", "question_search"),
        migrations.AddIndex("question", GinIndex(_words("text"), name="question_search")),
        migrations.AddIndex("statement", GinIndex(_words("exact", "wording"), name="statement_search")),
        migrations.AddIndex(
            "check", GinIndex(_words("what_we_did", "person_asked", "reply"), name="check_search")
        ),
        migrations.AddIndex("verdict", GinIndex(_words("note"), name="verdict_search")),
        migrations.AddIndex("ruling", GinIndex(_words("note"), name="ruling_search")),
    ]
