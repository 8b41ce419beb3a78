"""An editor says that an article is read to the end: who, and when."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0007_pages_to_read"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="read_through_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="read to the end"),
        ),
        migrations.AddField(
            model_name="article",
            name="read_through_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_through_at__isnull", True), ("read_through_by__isnull", True)),
                    models.Q(("read_through_at__isnull", False), ("read_through_by__isnull", False)),
                    _connector="OR",
                ),
                name="article_read_through_paired",
            ),
        ),
        migrations.RunSQL(
            "GRANT UPDATE (read_through_at, read_through_by_id) ON sources_article TO sayso_app", ""
        ),
    ]
