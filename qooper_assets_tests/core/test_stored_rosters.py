"""Roster manifests stored by an earlier version can be read: every installation has some."""

import json

from qooper_assets.core.roster import Roster

STORED = json.loads("""{
  "tenant": "acme", "partition": "2026-03-02", "run_id": "run-1",
  "raw_sha256": "32033339ca46cec8b776bb57a2d72e6f3b6325de8cd4fb60f38ed07c075e5efc",
  "roster_digest": "2.0.0-3-e3d86828726cfc4b", "policy_version": "c8a9655f8dc0e62a",
  "counts": {"records": 3, "people": 3, "rejected": 0, "collapsed": 0, "skipped": 0},
  "unreadable_identifiers": 0, "unreadable_lines": [],
  "filled": {"first_name": 3, "last_name": 3, "title": 3, "skills": 0},
  "rejects_by_reason": {}, "warnings": [],
  "location": "acme/2026-03-02/run-1/roster/roster.parquet",
  "base_location": null, "outdated_location": null, "base_totals": null,
  "lines_location": "acme/2026-03-02/run-1/roster/lines.parquet",
  "rejects_location": "acme/2026-03-02/run-1/roster/rejects.parquet",
  "made_by": "faf12d43e4661b1b-b238d20c069296cf", "shape": "abc6d00f024ee7cc", "is_clean_text": true,
  "effective_on": "2026-03-02", "laid_over": null, "merged_people": null, "newcomers_location": null,
  "open_rows_location": null, "newest_partition": null
}""")
"""Stored for three people by the version before the readers became a package."""


def test_a_roster_of_the_previous_version_is_read_and_its_lines_are_not_reused() -> None:
    roster = Roster.model_validate(STORED)
    assert (roster.people, roster.location) == (3, STORED["location"])
    assert roster.reuse is None
    assert Roster.model_validate_json(roster.model_dump_json()) == roster


def test_a_roster_in_parts_of_the_previous_version_keeps_its_parts() -> None:
    """Otherwise stale rows would be people again: the key of their file and the hash were renamed."""
    base = {"people": 4, "mixed": 7, "filled": {"first_name": 4}}
    parts = {"base_location": "base.parquet", "outdated_location": "outdated.parquet", "base_totals": base}
    roster = Roster.model_validate(STORED | parts)
    assert roster.base_location == "base.parquet"
    assert roster.stale_base_rows_location == "outdated.parquet"
    assert roster.base_totals is not None and roster.base_totals.xor_hash == 7
