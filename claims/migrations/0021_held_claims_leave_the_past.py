"""Claims that are held already leave the contradictions of the past, as those held from now on do."""

from __future__ import annotations

from django.db import migrations

# What readers saw of them is the desk's since the hold; lifting it brings nothing back.
OUT = """
UPDATE claims_claimstate AS state SET
    conflicts_with = array_remove(state.conflicts_with, held.public_id),
    open_conflicts = cardinality(array_remove(state.conflicts_with, held.public_id))
FROM claims_hold AS hold JOIN claims_claim AS held ON held.id = hold.claim_id
WHERE hold.agreed_at IS NOT NULL AND state.shown_from < hold.agreed_at
    AND state.conflicts_with @> ARRAY[held.public_id]
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_conflicts_with_what_is_held")]

    operations = [migrations.RunSQL(OUT, "")]
