"""The limits of a tenant's guardrails in words: for which changes somebody is asked before they are made.

Belongs here: one sentence for each code of `core/guardrails.py`, with the tenant's numbers. Does not: the
comparison, or what an approver does about it (`docs/runbook.md`).
"""

from collections.abc import Iterator

from qooper_assets.core.date_columns import mapped_dates
from qooper_assets.core.feed_contract.consequences import Consequence, Effect
from qooper_assets.core.guardrails import FILES_COMPARED, OVERLAP_PEOPLE_MIN
from qooper_assets.core.tenant.tenant import Tenant


def describe_limits(tenant: Tenant) -> tuple[Consequence, ...]:
    """Every limit that can hold this tenant's changes, in words."""
    words = {
        **_always(tenant),
        **_deactivations(tenant),
        **_people(tenant),
        **_files(tenant),
    }
    return tuple(
        Consequence(effect=Effect.CHANGES_HELD, code=code, sentence=sentence)
        for code, sentence in words.items()
        if code not in set(_impossible(tenant))
    )


def _impossible(tenant: Tenant) -> Iterator[str]:
    """The limits that this tenant file can't exceed."""
    if tenant.scope is None:
        yield "scope_empty"
    if tenant.policy.adoption != "ask":
        yield "adoptions"
    if tenant.feed.coverage == "delta":
        yield from ("row_count_drop", "old_content", "unreadable_identifiers")
        if not mapped_dates(tenant.mapping):
            yield "fill_rate_drop"


def _always(tenant: Tenant) -> dict[str, str]:
    return {
        "first_load": "The first changes of all: nothing is written until somebody approves them.",
        "past_partition": "An older file would be applied over a newer one that was accepted.",
        "configuration_changed": "The mapping, the identifier, the scope or a limit was changed on our side.",
        "declined_before": "A change for a person was declined before, and is planned again for new reasons.",
        "old_content": "The content of an earlier file comes again after newer ones, and would deactivate"
        f" more than {tenant.guardrails.deactivations_count_floor} people.",
    }


def _deactivations(tenant: Tenant) -> dict[str, str]:
    limits = tenant.guardrails
    floor = limits.deactivations_count_floor
    return {
        "deactivations": f"More than {floor} people and {limits.deactivations_pct_max:g} % of the active"
        f" accounts that we manage, or more than {limits.deactivations_count_max}, would be deactivated.",
        "deactivations_share": "Two or more people who are"
        f" {limits.deactivations_share_pct_max:g} % or more of the active accounts would be deactivated.",
        "deactivations_7_days": f"More than {floor} people and {limits.deactivations_7_days_pct_max:g} % of"
        " the accounts would be deactivated within seven days.",
    }


def _people(tenant: Tenant) -> dict[str, str]:
    limits = tenant.guardrails

    def more(count: int, percentage: float, of: str = "the active accounts that we manage") -> str:
        return f"More than {count} people and {percentage:g} % of {of}"

    identities = more(limits.identity_changes_count_floor, limits.identity_changes_pct_max)
    reactivations = more(limits.reactivations_count_floor, limits.reactivations_pct_max)
    names = more(limits.withheld_count_floor, limits.name_changes_pct_max)
    column = more(
        limits.attribute_changes_count_floor, limits.attribute_changes_pct_max, "those who had a value"
    )
    return {
        "identity_changes": f"{identities} would get another e-mail or id: it decides who can log in.",
        "identity_swap": "People exchange their e-mails.",
        "reactivations": f"{reactivations} would come back.",
        "creates": f"{more(limits.creates_count_floor, limits.creates_pct_max)} would be new, after the"
        " first load.",
        "adoptions": "A new person fits an account that we do not manage yet.",
        "withheld": f"{more(limits.withheld_count_floor, limits.withheld_pct_max)} are withheld, because it"
        " is unclear who they are.",
        "mass_attribute_change": f"{names} would get another name, or two columns at once change for many."
        f" {column} would get another value in one column: then only that column waits.",
    }


def _files(tenant: Tenant) -> dict[str, str]:
    limits, is_delta = tenant.guardrails, tenant.feed.coverage == "delta"
    known = (
        "the people in the file are known to us"
        if is_delta
        else "the active people whom we know are in the file"
    )
    column = "A column of first or last days" if is_delta else "A column"
    return {
        "rejects": f"More than {limits.rejects_count_floor} rows and {limits.rejects_pct_max:g} % of the"
        " file are rejected.",
        "row_count_drop": f"The file has fewer rows than usual, by more than {limits.row_drop_count_floor}"
        f" rows and {limits.row_drop_pct_max:g} % of the median of the last {FILES_COMPARED} accepted files.",
        "fill_rate_drop": f"{column} has lost more than {limits.fill_rate_drop_pct_max:g} % of its values, or"
        " is missing although earlier files had it.",
        "wrong_tenant_suspected": f"Fewer than {limits.overlap_pct_min:g} % of {known}, of"
        f" {OVERLAP_PEOPLE_MIN} or more: it may be somebody else's file.",
        "scope_empty": "Everybody in the file is out of scope.",
        "unreadable_identifiers": f"More than {tenant.policy.unreadable_files_max} files in a row have rows"
        " without an identifier that can be read.",
    }
