"""A question that is typed again is found by its words, among however many there are."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("claims", "0022_quotes_that_are_shown_count")]

    operations = [
        migrations.AddIndex(
            "question",
            models.Index(
                Lower(
                    Func(
                        Func(F("text"), Value(r"\s+"), Value(" "), Value("g"), function="regexp_replace"),
                        Value(r"^ | ?[?؟ ]+$"),
                        Value(""),
                        Value("g"),
                        function="regexp_replace",
                    ),
                    output_field=TextField(),
                ),
                name="question_wording",
            ),
        ),
    ]
