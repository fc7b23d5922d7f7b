"""The digest of what a tenant file decides, which is stored with each change set.

Belongs here: which keys are hashed, and which of them even at their default. Does not: what follows from a
changed digest (`core/guardrails.py`, `stages/applying.py`).

If the digest changed while the file did not, every tenant would be held (`configuration_changed`), and
approvals and declines would be void. So a key that is added to a model is hashed only where the file departs
from its default; nobody has to mark it. A key that is renamed or moved has to be hashed under its first name,
the one in `FIRST_KEYS`.
"""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

DECISIVE: dict[str, Any] = {
    "feed": {"format", "csv", "excel", "records", "coverage"},
    "identity": True,
    "mapping": True,
    "scope": True,
    "policy": True,
    "guardrails": True,
}
"""The keys that decide the changes, with all keys below. Not the schedule, the server or secrets (R11)."""

FIRST_KEYS = frozenset(
    {
        "feed.format",
        "feed.csv",
        "feed.excel",
        "feed.records",
        "feed.coverage",
        "feed.csv.delimiter",
        "feed.csv.quote",
        "feed.csv.quoting",
        "feed.csv.encoding",
        "feed.csv.newlines_in_fields",
        "feed.csv.header_row",
        "feed.csv.trailer",
        "feed.csv.trailer.count_in",
        "feed.csv.trailer.counts",
        "feed.excel.sheet",
        "feed.excel.header_row",
        "identity",
        "mapping.employee_id",
        "mapping.first_name",
        "mapping.last_name",
        "mapping.full_name",
        "mapping.title",
        "mapping.department",
        "mapping.location",
        "mapping.phone",
        "mapping.hire_date",
        "mapping.hire_date.format",
        "mapping.termination_date",
        "mapping.termination_date.format",
        "mapping.status",
        "mapping.status.values",
        "mapping.manager",
        "mapping.manager.refers_to",
        "mapping.custom",
        "mapping.custom.*.split",
        "mapping.custom.*.options",
        "mapping.custom.*.unknown_option",
        "policy",
        "policy.absent_after_files",
        "policy.adoption",
        "policy.reactivate_admin_deactivated",
        "policy.clear_when_blank",
        "policy.placeholder_emails",
        "policy.protected_emails",
        "policy.stale_pct_max",
        "policy.approval_days_max",
        "guardrails",
        "guardrails.deactivations_count_floor",
        "guardrails.deactivations_pct_max",
        "guardrails.deactivations_count_max",
        "guardrails.deactivations_share_pct_max",
        "guardrails.reactivations_count_floor",
        "guardrails.reactivations_pct_max",
        "guardrails.identity_changes_count_floor",
        "guardrails.identity_changes_pct_max",
        "guardrails.withheld_count_floor",
        "guardrails.withheld_pct_max",
        "guardrails.creates_count_floor",
        "guardrails.creates_pct_max",
        "guardrails.row_drop_count_floor",
        "guardrails.row_drop_pct_max",
        "guardrails.rejects_count_floor",
        "guardrails.rejects_pct_max",
        "guardrails.deactivations_7_days_pct_max",
        "guardrails.name_changes_pct_max",
        "guardrails.fill_rate_drop_pct_max",
        "guardrails.overlap_pct_min",
    }
)
"""The optional keys of the first version, hashed even at their default. Never add to this set. Required keys
are not listed: they are always hashed. `*` stands for any name."""


def policy_version(tenant: BaseModel) -> str:
    """Hash the decisive keys of a tenant file to sixteen hex digits (R11)."""
    dumped = tenant.model_dump(mode="json", include=DECISIVE)
    canonical = json.dumps(_without_later_defaults(tenant, dumped), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _without_later_defaults(value: Any, dumped: Any, place: tuple[str, ...] = ()) -> Any:
    """The dump of a value without the later keys that are at their default."""
    if isinstance(value, BaseModel):
        return {
            name: _without_later_defaults(getattr(value, name), inner, (*place, name))
            for name, inner in dumped.items()
            if _is_hashed(value, name, ".".join((*place, name)))
        }
    if isinstance(value, dict):
        return {
            name: _without_later_defaults(value[name], inner, (*place, "*")) for name, inner in dumped.items()
        }
    if isinstance(value, tuple):
        return [
            _without_later_defaults(one, inner, (*place, "*"))
            for one, inner in zip(value, dumped, strict=True)
        ]
    return dumped


def _is_hashed(model: BaseModel, name: str, key: str) -> bool:
    field = type(model).model_fields[name]
    return (
        key in FIRST_KEYS
        or field.is_required()
        or getattr(model, name) != field.get_default(call_default_factory=True)
    )
