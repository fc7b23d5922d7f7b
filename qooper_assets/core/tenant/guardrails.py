"""The key `guardrails`: limits on one change set.

Belongs here: the limits. Does not: comparing a change set with them (`core/guardrails.py`), or limits on the
file (`core/tenant/limits.py`).
"""

from qooper_assets.core.tenant.base import Count, Model, Percent


class Guardrails(Model):
    """Limits on one change set. Exactly at a limit passes, one above is held (R3)."""

    deactivations_count_floor: Count = 5
    deactivations_pct_max: Percent = 10
    deactivations_count_max: Count = 200
    deactivations_share_pct_max: Percent = 50
    reactivations_count_floor: Count = 5
    reactivations_pct_max: Percent = 10
    identity_changes_count_floor: Count = 5
    identity_changes_pct_max: Percent = 5
    withheld_count_floor: Count = 5
    withheld_pct_max: Percent = 5
    creates_count_floor: Count = 20
    creates_pct_max: Percent = 50
    row_drop_count_floor: Count = 5
    row_drop_pct_max: Percent = 10
    rejects_count_floor: Count = 3
    rejects_pct_max: Percent = 5
    deactivations_7_days_pct_max: Percent = 25
    name_changes_pct_max: Percent = 30
    fill_rate_drop_pct_max: Percent = 50
    overlap_pct_min: Percent = 5
