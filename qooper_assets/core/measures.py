"""A number that a limit is asked about, and what the tenant file allows of it.

Belongs here: every limit of the key `guardrails` as a function of what the number is relative to. Does not:
taking the numbers of a plan (`core/guardrails.py`), or proposing other limits (`core/rehearsal/`).
"""

from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.guardrails import Guardrails


class Measured(Model):
    """The actual number of one limit of the key `guardrails`, exceeded or not."""

    code: str
    """That of the limit."""
    actual: float
    """Not rounded. It may be negative: more rows, or more values, than before."""
    of: float
    """What the allowed percentage is relative to; 100 if the actual number is a percentage itself."""
    attribute: str = ""
    """The attribute, of a limit that each attribute has."""
    is_exclusive: bool = False
    """Being equal to the limit exceeds it, too."""

    @property
    def pct(self) -> float:
        """The actual number as a percentage; of nothing, one is more than all."""
        return 100 * self.actual / (self.of or 0.5)

    def exceeds(self, guardrails: Guardrails) -> bool:
        most = allowed_by(guardrails, self.code, self.of, attribute=self.attribute)
        return self.actual > most or (self.is_exclusive and self.actual == most)


def allowed(floor: int, pct: float, of: float) -> float:
    """The larger of a count and a percentage; exactly at the limit passes."""
    return max(floor, of * pct / 100)


def allowed_by(guardrails: Guardrails, code: str, of: float, *, attribute: str = "") -> float:
    """The number that the tenant file allows for a limit.

    `mass_attribute_change` is the limit on names, and with an attribute the limit on that one's values.
    """
    match code:
        case "deactivations":
            by_share = allowed(guardrails.deactivations_count_floor, guardrails.deactivations_pct_max, of)
            return min(by_share, guardrails.deactivations_count_max)
        case "deactivations_share":
            return guardrails.deactivations_share_pct_max * of / 100
        case "deactivations_7_days":
            floor, pct = guardrails.deactivations_count_floor, guardrails.deactivations_7_days_pct_max
        case "reactivations":
            floor, pct = guardrails.reactivations_count_floor, guardrails.reactivations_pct_max
        case "identity_changes":
            floor, pct = guardrails.identity_changes_count_floor, guardrails.identity_changes_pct_max
        case "withheld":
            floor, pct = guardrails.withheld_count_floor, guardrails.withheld_pct_max
        case "creates":
            floor, pct = guardrails.creates_count_floor, guardrails.creates_pct_max
        case "mass_attribute_change" if attribute:
            floor, pct = guardrails.attribute_changes_count_floor, guardrails.attribute_changes_pct_max
        case "mass_attribute_change":
            floor, pct = guardrails.withheld_count_floor, guardrails.name_changes_pct_max
        case "rejects":
            floor, pct = guardrails.rejects_count_floor, guardrails.rejects_pct_max
        case "row_count_drop":
            floor, pct = guardrails.row_drop_count_floor, guardrails.row_drop_pct_max
        case "fill_rate_drop":
            floor, pct = 0, guardrails.fill_rate_drop_pct_max
        case "wrong_tenant_suspected":
            floor, pct = 0, 100 - guardrails.overlap_pct_min
        case _:
            raise AssertionError(f"the tenant file has no limit {code}")
    return allowed(floor, pct, of)
