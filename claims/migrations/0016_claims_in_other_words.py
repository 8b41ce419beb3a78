"""The site may put a claim in other words; the event log keeps the old ones."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_legal_holds")]

    operations = [migrations.RunSQL("GRANT UPDATE (text, folded) ON claims_claim TO sayso_app", "")]
