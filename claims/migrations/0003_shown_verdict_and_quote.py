"""A claim's state names its verdict; a view says how much of each passage readers may see."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

# Words are counted along an article's statements by place, so that the first passages of an article
# are the ones shown. Claims that once were public still count: they were shown.
VIEW = r"""
CREATE VIEW claims_publicquote AS
SELECT statement_id, article_id, CASE
    WHEN method = 'digest' THEN wording
    WHEN public_text = 'full' THEN exact
    WHEN used * 10 <= words_in_all THEN cut || CASE WHEN cut = exact THEN '' ELSE '…' END
    ELSE ''
END AS quote
FROM (
    SELECT one.*, sum(array_length(regexp_split_to_array(btrim(cut, E' \t\n'), '\s+'), 1)) OVER (
        PARTITION BY article_id ORDER BY left_at IS NOT NULL, start, statement_id) AS used
    FROM (
        SELECT s.id AS statement_id, c.article_id, c.method, a.public_text, s.wording, s.exact, s.start,
            s.left_at, substring(s.exact FROM '^\s*(?:\S+\s+){0,24}\S+') AS cut,
            array_length(regexp_split_to_array(c.text, '\s+'), 1) AS words_in_all
        FROM claims_statement AS s
        JOIN claims_claim AS k ON k.id = s.claim_id AND k.published_at IS NOT NULL
        JOIN sources_capture AS c ON c.id = s.capture_id
        JOIN sources_article AS a ON a.id = c.article_id
    ) AS one
) AS counted;
GRANT SELECT ON claims_publicquote TO sayso_app;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_rules_in_the_database")]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW claims_publicquote"),
        migrations.CreateModel(
            name="PublicQuote",
            fields=[
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="public_quote",
                        serialize=False,
                        to="claims.statement",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.article",
                    ),
                ),
                ("quote", models.TextField()),
            ],
            options={"db_table": "claims_publicquote", "managed": False},
        ),
        migrations.AddField(
            model_name="claimstate",
            name="verdict",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.verdict",
            ),
        ),
        migrations.AlterField(
            model_name="claimstate",
            name="status_at",
            field=models.DateTimeField(verbose_name="since"),
        ),
        migrations.AddConstraint(
            model_name="claimstate",
            constraint=models.CheckConstraint(
                condition=models.Q(status="", verdict__isnull=True)
                | (~models.Q(status="") & models.Q(verdict__isnull=False)),
                name="claimstate_status_by_verdict",
            ),
        ),
    ]
