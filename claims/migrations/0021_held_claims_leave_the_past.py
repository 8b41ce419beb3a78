"""Claims that are held already leave the contradictions of the past, as those held from now on do."""

from __future__ import annotations

from django.db import migrations

# What readers saw of them is the desk's since the hold; lifting it brings nothing back. All that are held
# leave a row at once: an UPDATE changes a row once, to however many others it is joined.
OUT = """
WITH held AS (
    SELECT claim.public_id, max(hold.agreed_at) AS since
    FROM claims_hold AS hold JOIN claims_claim AS claim ON claim.id = hold.claim_id
    WHERE hold.agreed_at IS NOT NULL GROUP BY claim.public_id
), told AS (
    SELECT state.id, ARRAY(
        SELECT other FROM unnest(state.conflicts_with) WITH ORDINALITY AS said(other, place)
        WHERE NOT EXISTS (SELECT FROM held WHERE public_id = other AND state.shown_from < since)
        ORDER BY place) AS others
    FROM claims_claimstate AS state
    WHERE state.conflicts_with && ARRAY(SELECT public_id FROM held)
)
UPDATE claims_claimstate AS state
SET conflicts_with = told.others, open_conflicts = cardinality(told.others)
FROM told WHERE told.id = state.id AND told.others <> state.conflicts_with
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_conflicts_with_what_is_held")]

    operations = [migrations.RunSQL(OUT, "")]
