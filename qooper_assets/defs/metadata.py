"""Metadata that Dagster shows, as pure functions of the manifests.

Belongs here: counts, tables of counts, locations. Does not: the columns of a table (`columns.py`); a row, or
an identifier of a person, not even masked (R13). A number keeps its key from run to run, so that Dagster
plots it over time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import dagster as dg
import yaml

from qooper_assets.core.approval import Approval
from qooper_assets.core.changes import Action, Breach, ChangeSet, Receipt
from qooper_assets.core.contract import REASONS
from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets.core.lifecycle import State
from qooper_assets.core.report import WITHHELD, markdown
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot

Metadata = dict[str, dg.MetadataValue | str | int | float]
Config = dict[str, Any]

NAMES_SHOWN = 20
"""Names shown of files that were passed over; the manifest has more."""
LOCATION = "qooper_assets"
"""The name of the code location in workspace.yaml; runs of a shard have their own."""
DIGITS = 12
"""Digits of a change set's id that are shown, in links and tags."""


def table(rows: Iterable[Mapping[str, str | int | float]]) -> dg.TableMetadataValue | None:
    """A small table of counts, or None if there is nothing to show."""
    records = [dg.TableRecord(dict(row)) for row in rows]
    return dg.MetadataValue.table(records) if records else None


def _present(values: Mapping[str, dg.MetadataValue | str | int | float | None]) -> Metadata:
    return {key: value for key, value in values.items() if value is not None}


def of_raw_file(raw: RawFile, where: str) -> Metadata:
    modified_at = raw.remote_file.modified_at
    return _present(
        {
            "size_bytes": raw.remote_file.size_bytes,
            "sha256": raw.sha256,
            "remote path": raw.remote_file.path,
            "picked because": raw.choice.why or None,
            "superseded files": raw.choice.superseded if raw.choice.why else None,
            "passed over": table(
                {
                    "reason": one.reason,
                    "files": one.count,
                    "the first of them": ", ".join(one.names[:NAMES_SHOWN]),
                }
                for one in raw.choice.passed_over
            ),
            "marker": raw.choice.marker.path if raw.choice.marker else None,
            "modified at": dg.MetadataValue.timestamp(modified_at) if modified_at else None,
            "landed at": dg.MetadataValue.timestamp(raw.landed_at),
            "host key": raw.host_key,
            "weak algorithms": ", ".join(raw.weak_algorithms) or None,
            "warning": raw.warning or None,
            "location": dg.MetadataValue.path(where),
            "landed by run": raw.run_id,
        }
    )


def of_remote_file(raw: RawFile | NotDelivered) -> Metadata:
    """The file on the customer's server, as a run saw it."""
    if isinstance(raw, NotDelivered):
        found = raw.waiting.remote_file if raw.waiting else None
        state = "waits for its marker" if found else "not there"
    else:
        found, state = raw.remote_file, "fetched"
    modified_at = found.modified_at if found else None
    return _present(
        {
            "state": state,
            "remote path": found.path if found else None,
            "size_bytes": found.size_bytes if found else None,
            "modified at": dg.MetadataValue.timestamp(modified_at) if modified_at else None,
        }
    )


def rejects_table(rejects_by_reason: Mapping[str, int]) -> dg.TableMetadataValue | None:
    return table(
        {"reason": reason, "rows": rows, "what to do": REASONS.get(reason, "")}
        for reason, rows in rejects_by_reason.items()
    )


def of_roster(roster: Roster, where: Callable[[str], str]) -> Metadata:
    counts = roster.counts
    return _present(
        {
            "dagster/row_count": roster.people,
            "records": counts.records,
            "rejected": counts.rejected,
            "collapsed": counts.collapsed,
            "skipped": counts.skipped,
            "unreadable identifiers": roster.unreadable_identifiers,
            "rejected rows": rejects_table(roster.rejects_by_reason),
            "warnings": table(
                {"code": one.code, "count": one.count, "detail": one.detail} for one in roster.warnings
            ),
            "filled": table({"attribute": name, "people": n} for name, n in roster.filled.items()),
            "roster digest": roster.roster_digest,
            "policy version": roster.policy_version,
            "location": dg.MetadataValue.path(where(roster.location)),
            "base": dg.MetadataValue.path(where(roster.base_location)) if roster.base_location else None,
        }
    )


def of_snapshot(snapshot: Snapshot, where: str, finished: Receipt | None) -> Metadata:
    return _present(
        {
            "dagster/row_count": snapshot.accounts,
            "active accounts": snapshot.active_accounts,
            "taken at": dg.MetadataValue.timestamp(snapshot.taken_at),
            "location": dg.MetadataValue.path(where),
            "finished before": finished.change_set_id if finished else None,
        }
    )


def of_change_set(change_set: ChangeSet, roster: Roster, state: State, workbook: str) -> Metadata:
    summary = change_set.summary
    totals = {
        Action.CREATE: summary.creates,
        Action.LINK: summary.links,
        Action.UPDATE: summary.updates,
        Action.REACTIVATE: summary.reactivations,
        Action.DEACTIVATE: summary.deactivations,
    }
    return _present(
        {
            "dagster/row_count": summary.changes,
            **{f"changes/{action.value}": count for action, count in totals.items()},
            **{f"changes/{what.replace(' ', '/')}": count for what, count in change_set.counts.items()},
            "withheld people": summary.withheld,
            "change set": change_set.change_set_id,
            "state": state.value,
            "effective on": change_set.effective_on.isoformat(),
            "report": dg.MetadataValue.md(markdown(change_set, roster)),
            "changes by reason": table(
                dict(zip(("action", "reason"), what.split(" ", 1), strict=True)) | {"people": count}
                for what, count in change_set.counts.items()
            ),
            "withheld by reason": table(
                {"reason": code, "people": count, "what it means": WITHHELD.get(code, "")}
                for code, count in change_set.withheld_by_reason.items()
            ),
            "rejected rows": rejects_table(change_set.rejects_by_reason),
            "held back": ", ".join(change_set.held_back.attributes) if change_set.held_back else None,
            "limits exceeded": breaches_table(change_set.exceeded),
            "workbook": dg.MetadataValue.path(workbook),
        }
    )


def breaches_table(breaches: Iterable[Breach]) -> dg.TableMetadataValue | None:
    return table(
        {"limit": b.code, "actual": b.actual, "allowed": b.limit, "unit": b.unit, "detail": b.detail}
        for b in breaches
    )


def of_receipt(receipt: Receipt, approval: Approval | None = None) -> Metadata:
    """What one apply did, and who approved it and why, as they typed it."""
    actions = [action for action in Action if action is not Action.NONE]
    return _present(
        {
            "result": receipt.result.value,
            "change set": receipt.change_set_id,
            **{f"applied/{action.value}": receipt.applied.get(action.value, 0) for action in actions},
            "failed": sum(receipt.failed.values()),
            "stale": receipt.stale,
            "failed by code": table({"code": code, "changes": n} for code, n in receipt.failed.items()),
            "finished at": dg.MetadataValue.timestamp(receipt.finished_at),
            "approved by": approval.person if approval else receipt.approved_by,
            "reason": approval.reason if approval else None,
            "note": receipt.note or None,
        }
    )


def approve_config(tenant: str, change_set_id: str, person: str | None, reason: str | None) -> Config:
    """The run config of `<tenant>_approve`, for the launchpad, the command line and tests."""
    config = {"change_set_id": change_set_id, "approved_by": person, "reason": reason}
    return {"ops": {f"{tenant}__applied_changes": {"config": {"approval": config}}}}


def reject_config(tenant: str, change_set_id: str, person: str | None, reason: str | None) -> Config:
    """The run config of `<tenant>_reject`."""
    config = {"change_set_id": change_set_id, "rejected_by": person, "reason": reason}
    return {"ops": {f"{tenant}__reject": {"config": config}}}


def approve_link(location: str, change_set: ChangeSet) -> str:
    """The link, as Markdown, to the launchpad of the tenant's approve job. Dagster would show a bare URL in
    full."""
    url = approve_url(location, change_set.tenant, change_set.change_set_id, change_set.partition)
    return f"[Approve]({url})"


def approve_url(location: str, tenant: str, change_set_id: str, partition: str) -> str:
    """The URL, relative to the web server, of the launchpad of the tenant's approve job, with id and
    partition filled in; name and reason are blank there, which Dagster refuses to launch."""
    config = approve_config(tenant, change_set_id[:DIGITS], None, None)
    of_partition = [("tags[0][key]", "dagster/partition"), ("tags[0][value]", partition)]
    return _launchpad(location, f"{tenant}_approve", config, of_partition)


def reject_link(location: str, change_set: ChangeSet) -> str:
    """The link to the launchpad of the tenant's reject job, filled in as that of the approve job."""
    config = reject_config(change_set.tenant, change_set.change_set_id[:DIGITS], None, None)
    url = _launchpad(location, f"{change_set.tenant}_reject", config, [])
    return f"[Reject]({url})"


def _launchpad(location: str, job: str, config: Config, more: Sequence[tuple[str, str]]) -> str:
    text = yaml.safe_dump(config, sort_keys=False).replace(": null\n", ":\n")
    query = "&".join(
        f"{quote(key, safe='')}={quote(value, safe='')}" for key, value in [("config", text), *more]
    )
    return f"/locations/{quote(location)}/jobs/{job}/playground/setup?{query}"
