import functools

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import newsroom.public_ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sources", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("approved_at", models.DateTimeField(verbose_name="approved")),
                ("digest", models.CharField(max_length=64, verbose_name="digest of the evidence seen")),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "ordering": ["approved_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("K",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("what_we_did", models.TextField(max_length=2000, verbose_name="what we did")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="evidence")),
                ("archive_url", models.URLField(blank=True, max_length=2000, verbose_name="archived at")),
                ("result", models.CharField(default="inconclusive", max_length=12, verbose_name="result")),
                ("attachment", models.BinaryField(blank=True, null=True)),
                ("attachment_name", models.CharField(blank=True, max_length=200, verbose_name="attachment")),
                ("attachment_type", models.CharField(blank=True, max_length=100)),
                ("attachment_sha256", models.CharField(blank=True, max_length=64)),
                ("person_asked", models.CharField(blank=True, max_length=200, verbose_name="who was asked")),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked")),
                ("deadline", models.DateTimeField(blank=True, null=True, verbose_name="reply asked by")),
                ("reply", models.TextField(blank=True, max_length=5000, verbose_name="reply")),
                ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="replied")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
            options={
                "verbose_name": "check",
                "verbose_name_plural": "checks",
                "ordering": ["recorded_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("C",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("answer_type", models.CharField(editable=False, max_length=10)),
                ("text", models.CharField(max_length=500, verbose_name="claim")),
                ("folded", models.CharField(editable=False, max_length=1000)),
                ("nature", models.CharField(default="fact", max_length=16, verbose_name="nature")),
                (
                    "value_state",
                    models.CharField(default="known", max_length=8, verbose_name="the answer is"),
                ),
                ("yes", models.BooleanField(blank=True, null=True, verbose_name="yes or no")),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=30, null=True, verbose_name="at least"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=30, null=True, verbose_name="at most"
                    ),
                ),
                ("date", models.CharField(blank=True, max_length=60, verbose_name="date")),
                (
                    "days",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        blank=True, editable=False, null=True
                    ),
                ),
                ("answer_text", models.CharField(blank=True, max_length=500, verbose_name="answer in words")),
                ("visibility", models.CharField(default="desk", max_length=10, verbose_name="visible to")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("alleges_wrongdoing", models.BooleanField(default=False, verbose_name="alleges wrongdoing")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector("text", config="english"),
                            "||",
                            django.contrib.postgres.search.SearchVector("folded", config="simple"),
                            "simple",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
            },
        ),
        migrations.CreateModel(
            name="ClaimState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shown_from", models.DateTimeField()),
                ("shown_to", models.DateTimeField(blank=True, null=True)),
                ("visibility", models.CharField(max_length=10)),
                ("status", models.CharField(blank=True, max_length=16, verbose_name="status")),
                ("status_at", models.DateTimeField(blank=True, null=True)),
                ("suggested", models.CharField(max_length=16, verbose_name="suggested status")),
                ("outlets", models.PositiveIntegerField(default=0)),
                ("origins_for", models.PositiveIntegerField(default=0)),
                ("origins_against", models.PositiveIntegerField(default=0)),
                ("on_record_origins", models.PositiveIntegerField(default=0)),
                ("untraced_outlets", models.PositiveIntegerField(default=0)),
                ("denials", models.PositiveIntegerField(default=0)),
                ("silences", models.PositiveIntegerField(default=0)),
                ("open_conflicts", models.PositiveIntegerField(default=0)),
                (
                    "conflicts_with",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "state of a claim",
                "verbose_name_plural": "states of claims",
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=2, verbose_name="rule")),
                ("level", models.CharField(max_length=14, verbose_name="level")),
                ("label", models.CharField(max_length=14, verbose_name="between")),
                ("pairs", models.PositiveIntegerField(default=1, verbose_name="pairs of statements")),
                ("since", models.DateTimeField(verbose_name="since")),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("Q",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="question")),
                (
                    "answer_type",
                    models.CharField(default="yes_no", max_length=10, verbose_name="kind of answer"),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                (
                    "single_valued",
                    models.BooleanField(default=True, verbose_name="only one answer can be true"),
                ),
                (
                    "varies",
                    models.BooleanField(default=False, verbose_name="the answer may change over time"),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
            },
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("R",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=2, verbose_name="rule")),
                ("relation", models.CharField(max_length=12, verbose_name="relation")),
                ("note", models.TextField(max_length=1000, verbose_name="why")),
                (
                    "statements_seen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
                ("ruled_at", models.DateTimeField(verbose_name="ruled")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
            ],
            options={
                "verbose_name": "ruling",
                "verbose_name_plural": "rulings",
                "ordering": ["-ruled_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SourceLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("basis", models.CharField(blank=True, max_length=14, null=True, verbose_name="basis")),
                ("as_printed", models.CharField(blank=True, max_length=300, verbose_name="as printed")),
                ("inferred", models.BooleanField(default=False, verbose_name="inferred by the editor")),
            ],
            options={
                "verbose_name": "link of a chain",
                "verbose_name_plural": "links of chains",
                "ordering": ["statement", "position"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("S",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField(verbose_name="passage")),
                ("prefix", models.CharField(blank=True, max_length=32)),
                ("suffix", models.CharField(blank=True, max_length=32)),
                ("wording", models.TextField(blank=True, verbose_name="wording as printed")),
                ("kind", models.CharField(default="assertion", max_length=16, verbose_name="kind")),
                (
                    "certainty",
                    models.CharField(
                        blank=True, max_length=10, null=True, verbose_name="how sure the speaker is"
                    ),
                ),
                ("form", models.CharField(default="paraphrase", max_length=10, verbose_name="form")),
                (
                    "caveat",
                    models.CharField(
                        blank=True, max_length=20, null=True, verbose_name="how the outlet puts it"
                    ),
                ),
                ("cue", models.CharField(blank=True, max_length=200, verbose_name="cue")),
                ("said", models.CharField(blank=True, max_length=60, verbose_name="said")),
                (
                    "said_days",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        blank=True, editable=False, null=True
                    ),
                ),
                (
                    "original_seen",
                    models.BooleanField(default=False, verbose_name="we have seen the original"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, max_length=300, verbose_name="why it was withdrawn"),
                ),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("T",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("slug", models.SlugField(max_length=220, unique=True, verbose_name="address")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="summary")),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("V",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("status", models.CharField(max_length=16, verbose_name="status")),
                ("note", models.TextField(max_length=1000, verbose_name="reason, in one public sentence")),
                ("evidence", models.JSONField(blank=True, default=dict)),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
            ],
            options={
                "verbose_name": "verdict",
                "verbose_name_plural": "verdicts",
                "ordering": ["-decided_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="approval",
            name="approved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="entity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="sources.entity",
                verbose_name="answer",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="moved_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moved_from",
                to="claims.claim",
                verbose_name="moved to",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="claimstate",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="states", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="claim_a",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="claim_b",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="claims.question"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="claims.question",
                verbose_name="question",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="claim_a",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rulings_a", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="claim_b",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rulings_b",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="ruled_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sourcelink",
            name="entity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="source_links",
                to="sources.entity",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="capture",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="sources.capture"
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="supersedes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="claims.statement",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sourcelink",
            name="derived_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="relayed_by",
                to="claims.statement",
            ),
        ),
        migrations.AddField(
            model_name="sourcelink",
            name="statement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="links", to="claims.statement"
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rulings",
                to="claims.statement",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.statement",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^T-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="topic_public_id_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="topic_titled"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="questions",
                to="claims.topic",
                verbose_name="topic",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="verdict",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="claims.verdict"
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^K-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="check_public_id_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["supports", "contradicts", "inconclusive"])),
                name="check_result_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(("what_we_did", ""), _negated=True), name="check_what_we_did"
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_at__isnull", True), ("person_asked", "")),
                    models.Q(models.Q(("person_asked", ""), _negated=True), ("asked_at__isnull", False)),
                    _connector="OR",
                ),
                name="check_person_asked_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replied_at__isnull", True), ("reply", "")),
                    models.Q(models.Q(("reply", ""), _negated=True), ("replied_at__isnull", False)),
                    _connector="OR",
                ),
                name="check_reply_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attachment__isnull", True), ("attachment_sha256", "")),
                    models.Q(
                        ("attachment__isnull", False),
                        models.Q(("attachment_sha256", ""), _negated=True),
                        models.Q(("attachment_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="check_attachment_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="claimstate",
            index=models.Index(
                condition=models.Q(("shown_to__isnull", True)),
                fields=["visibility", "-status_at", "-claim"],
                name="claimstate_now",
            ),
        ),
        migrations.AddIndex(
            model_name="claimstate",
            index=models.Index(fields=["claim", "shown_from"], name="claimstate_history"),
        ),
        migrations.AddConstraint(
            model_name="claimstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["desk", "published"])),
                name="claimstate_visibility_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimstate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "",
                            "confirmed",
                            "corroborated",
                            "unverified",
                            "disputed",
                            "refuted",
                            "unverifiable",
                            "not_checkable",
                        ],
                    )
                ),
                name="claimstate_status_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimstate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "suggested__in",
                        [
                            "confirmed",
                            "corroborated",
                            "unverified",
                            "disputed",
                            "refuted",
                            "unverifiable",
                            "not_checkable",
                        ],
                    )
                ),
                name="claimstate_suggested_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimstate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shown_to__isnull", True), ("shown_from__lt", models.F("shown_to")), _connector="OR"
                ),
                name="claimstate_shown_for_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimstate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("shown_to__isnull", True)), fields=("claim",), name="claimstate_one_now"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="claim_search"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^C-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="claim_public_id_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("nature__in", ["fact", "interpretation", "forecast", "opinion"])),
                name="claim_nature_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("value_state__in", ["known", "unknown", "none"])),
                name="claim_value_state_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["desk", "published"])), name="claim_visibility_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="claim_published_paired",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="claim_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility", "desk"), ("published_at__isnull", False), _connector="OR"),
                name="claim_published_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("value_state__in", ["unknown", "none"]),
                        ("yes__isnull", True),
                        ("high__isnull", True),
                        ("low__isnull", True),
                        ("date", ""),
                        ("days__isnull", True),
                        ("entity__isnull", True),
                        ("answer_text", ""),
                    ),
                    models.Q(
                        ("answer_type", "yes_no"),
                        ("value_state", "known"),
                        ("yes__isnull", False),
                        ("high__isnull", True),
                        ("low__isnull", True),
                        ("date", ""),
                        ("days__isnull", True),
                        ("entity__isnull", True),
                        ("answer_text", ""),
                    ),
                    models.Q(
                        ("answer_type", "number"),
                        ("value_state", "known"),
                        ("yes__isnull", True),
                        models.Q(("low__isnull", False), ("high__isnull", False), _connector="OR"),
                        ("date", ""),
                        ("days__isnull", True),
                        ("entity__isnull", True),
                        ("answer_text", ""),
                    ),
                    models.Q(
                        ("answer_type", "date"),
                        ("value_state", "known"),
                        ("yes__isnull", True),
                        ("high__isnull", True),
                        ("low__isnull", True),
                        models.Q(("date", ""), _negated=True),
                        ("days__isnull", False),
                        ("entity__isnull", True),
                        ("answer_text", ""),
                    ),
                    models.Q(
                        ("answer_type", "entity"),
                        ("value_state", "known"),
                        ("yes__isnull", True),
                        ("high__isnull", True),
                        ("low__isnull", True),
                        ("date", ""),
                        ("days__isnull", True),
                        ("entity__isnull", False),
                        ("answer_text", ""),
                    ),
                    models.Q(
                        ("answer_type", "text"),
                        ("value_state", "known"),
                        ("yes__isnull", True),
                        ("high__isnull", True),
                        ("low__isnull", True),
                        ("date", ""),
                        ("days__isnull", True),
                        ("entity__isnull", True),
                        models.Q(("answer_text", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="claim_one_typed_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("low__isnull", True),
                    ("high__isnull", True),
                    ("low__lte", models.F("high")),
                    _connector="OR",
                ),
                name="claim_number_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("moved_to__isnull", True),
                    models.Q(("moved_to", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="claim_moved_elsewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("moved_to__isnull", True)),
                fields=(
                    "question",
                    "nature",
                    "value_state",
                    "yes",
                    "low",
                    "high",
                    "date",
                    "entity",
                    "answer_text",
                ),
                name="claim_identity",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["claim", "left_at"], name="statement_claim"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["capture", "start"], name="statement_place"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^S-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="statement_public_id_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "assertion",
                            "speculation",
                            "denial",
                            "doubt",
                            "non_confirmation",
                            "no_comment",
                            "no_response",
                            "silence",
                        ],
                    )
                ),
                name="statement_kind_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("certainty__in", ["certain", "probable", "possible"]),
                    ("certainty__isnull", True),
                    _connector="OR",
                ),
                name="statement_certainty_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "caveat__in",
                        [
                            "verified",
                            "fact",
                            "attributed",
                            "reported",
                            "alleged",
                            "unconfirmed",
                            "could_not_verify",
                        ],
                    ),
                    ("caveat__isnull", True),
                    _connector="OR",
                ),
                name="statement_caveat_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("form__in", ["headline", "quote", "paraphrase"])),
                name="statement_form_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="statement_withdrawn_paired",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="statement_passage_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    django.db.models.functions.text.Length("exact"),
                    django.db.models.expressions.CombinedExpression(models.F("end"), "-", models.F("start")),
                ),
                name="statement_exact_fits_offsets",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ("non_confirmation", "no_comment", "no_response", "silence")),
                        _negated=True,
                    ),
                    models.Q(("caveat__isnull", True), ("certainty__isnull", True)),
                    _connector="OR",
                ),
                name="statement_silence_is_bare",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said", ""), ("said_days__isnull", True)),
                    models.Q(models.Q(("said", ""), _negated=True), ("said_days__isnull", False)),
                    _connector="OR",
                ),
                name="statement_said_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at__isnull", True), ("withdrawn_at__isnull", True)),
                    models.Q(("left_at__isnull", False), ("withdrawn_at__isnull", False)),
                    _connector="OR",
                ),
                name="statement_leaves_when_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("supersedes", models.F("id")), _negated=True),
                name="statement_supersedes_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "basis__in",
                        [
                            "observed",
                            "document",
                            "on_record",
                            "background",
                            "anonymous",
                            "named_media",
                            "unnamed_media",
                            "social_media",
                            "own_voice",
                        ],
                    ),
                    ("basis__isnull", True),
                    _connector="OR",
                ),
                name="sourcelink_basis_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcelink",
            constraint=models.UniqueConstraint(fields=("statement", "position"), name="sourcelink_position"),
        ),
        migrations.AddConstraint(
            model_name="sourcelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("entity__isnull", False), ("basis", "own_voice"), _connector="OR"),
                name="sourcelink_names_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("derived_from", models.F("statement")), _negated=True),
                name="sourcelink_derived_from_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^R-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="ruling_public_id_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("relation__in", ["contradicts", "tension", "refines", "updates", "unrelated"])
                ),
                name="ruling_relation_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__in", ["", "C1", "C2", "C3", "C4", "C5", "T1", "T2"])),
                name="ruling_rule_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="ruling_ended_paired",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="ruling_note"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("claim_b__isnull", False), ("subject__isnull", True)),
                    models.Q(("claim_b__isnull", True), ("subject__isnull", False)),
                    _connector="OR",
                ),
                name="ruling_sides",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claim_b__isnull", True), ("claim_a__lte", models.F("claim_b")), _connector="OR"
                ),
                name="ruling_claims_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("left_at__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("left_at__isnull", False)),
                    _connector="OR",
                ),
                name="ruling_leaves_when_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)),
                fields=("claim_a", "claim_b", "subject", "rule"),
                name="ruling_one_stands",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["-since", "-id"], name="finding_newest"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["claim_a"], name="finding_claim_a"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["claim_b"], name="finding_claim_b"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__in", ["C1", "C2", "C3", "C4", "C5", "T1", "T2"])),
                name="finding_rule_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["contradiction", "tension", "update"])),
                name="finding_level_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("label__in", ["same_speaker", "same_article", "same_outlet", "across_outlets"])
                ),
                name="finding_label_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("claim_b__isnull", False), ("rule__startswith", "C"), ("subject__isnull", True)
                    ),
                    models.Q(
                        ("claim_b__isnull", True), ("rule__startswith", "T"), ("subject__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="finding_sides",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claim_b__isnull", True), ("claim_a__lte", models.F("claim_b")), _connector="OR"
                ),
                name="finding_claims_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("question", "rule", "claim_a", "claim_b", "subject"),
                name="finding_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^Q-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="question_public_id_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer_type__in", ["yes_no", "number", "date", "entity", "text"])),
                name="question_answer_type_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="question_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("id", "answer_type"), name="question_answer_type"),
        ),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(fields=["claim", "left_at"], name="verdict_claim"),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^V-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="verdict_public_id_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "confirmed",
                            "corroborated",
                            "unverified",
                            "disputed",
                            "refuted",
                            "unverifiable",
                            "not_checkable",
                        ],
                    )
                ),
                name="verdict_status_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="verdict_withdrawn_paired",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="verdict_note"
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at__isnull", True), ("withdrawn_at__isnull", True)),
                    models.Q(("left_at__isnull", False), ("withdrawn_at__isnull", False)),
                    _connector="OR",
                ),
                name="verdict_leaves_when_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(fields=("verdict", "approved_by"), name="approval_once_each"),
        ),
    ]
