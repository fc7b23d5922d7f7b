"""The key `guardrails`: limits on one change set.

Belongs here: the limits. Does not: comparing a change set with them (`core/guardrails.py`), or limits on the
file (`core/tenant/limits.py`).
"""

from qooper_assets.core.tenant.base import Count, Model, Percent


class Guardrails(Model):
    """Limits on one change set. A change set exactly at a limit passes; one above it is held (R3).

    Where a limit has a `_count_floor` and a `_pct_max`, the larger of the two applies. What to do when one is
    exceeded is in [the runbook](runbook.md#limits-that-hold-a-change-set).
    """

    deactivations_count_floor: Count = 5
    """Up to this many deactivations pass the percentage limits."""
    deactivations_pct_max: Percent = 10
    """Deactivations, relative to the active accounts that are ours."""
    deactivations_count_max: Count = 200
    """Deactivations, whatever the percentage."""
    deactivations_share_pct_max: Percent = 50
    """Two or more deactivations that make up this share of the active accounts, or more, are held: the rule
    for small customers."""
    reactivations_count_floor: Count = 5
    """Up to this many reactivations always pass."""
    reactivations_pct_max: Percent = 10
    """Reactivations, relative to the active accounts that are ours."""
    identity_changes_count_floor: Count = 5
    """Up to this many changes of e-mail or id always pass."""
    identity_changes_pct_max: Percent = 5
    """Changes of e-mail or id, relative to the active accounts that are ours."""
    withheld_count_floor: Count = 5
    """Up to this many withheld people always pass. It is also the floor of `name_changes_pct_max`."""
    withheld_pct_max: Percent = 5
    """Withheld people, relative to the active accounts that are ours."""
    creates_count_floor: Count = 20
    """Up to this many new accounts always pass, after the first load."""
    creates_pct_max: Percent = 50
    """New accounts after the first load, relative to the active accounts that are ours."""
    row_drop_count_floor: Count = 5
    """A drop of up to this many rows always passes."""
    row_drop_pct_max: Percent = 10
    """The drop in rows, relative to the median of the last five accepted files."""
    rejects_count_floor: Count = 3
    """Up to this many rejected rows always pass."""
    rejects_pct_max: Percent = 5
    """Rejected rows, relative to the rows of the file."""
    deactivations_7_days_pct_max: Percent = 25
    """Deactivations of the last seven days, relative to the accounts seven days ago. Up to
    `deactivations_count_floor` always pass."""
    name_changes_pct_max: Percent = 30
    """People whose name changes, relative to the active accounts that are ours."""
    fill_rate_drop_pct_max: Percent = 50
    """How far the share of people with a value may fall, for each attribute."""
    overlap_pct_min: Percent = 5
    """How many of our active people must be in the file, once there are twenty. With fewer, it may be another
    customer's file."""
    attribute_changes_count_floor: Count = 20
    """Up to this many people whose value of one attribute changes always pass."""
    attribute_changes_pct_max: Percent = 30
    """People whose value of one attribute changes, relative to those who had a value. Above the limit, the
    changes of that attribute are held back for everybody and wait for a decision of their own; all other
    changes are applied. If two attributes exceed it, the whole change set is held (AT14)."""
