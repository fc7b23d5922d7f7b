"""Judge again: the open rejected rows of earlier delta files, under the current tenant file (D03).

The next full snapshot contains a rejected row again; a delta file contains it once. So when the tenant file
changes, each file with open rows is read again, and the rows that it accepts now are merged below all later
rows.

Belongs here: doing so for the files concerned. Does not: which rows are open (`sql/normalize/open_rows.sql`),
or which row of a person counts (`sql/normalize/kept.sql`).
"""

from datetime import date
from pathlib import Path

import polars as pl

from qooper_assets.core.errors import DeliveryError, StateError
from qooper_assets.core.feed import RawFile
from qooper_assets.core.records import RosterWarning
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.engine.records import stage_records
from qooper_assets.readers.read import read, unwrap
from qooper_assets.stages import merging, reusing
from qooper_assets.stages.judging import check_contract
from qooper_assets.stages.merging import Before
from qooper_assets.stages.runtime import Runtime

OF_FILE = ["partition", "run_id", "raw_sha256", "landing"]


def judge_again(
    runtime: Runtime, tenant: Tenant, before: Before, effective_on: date, scratch: Path
) -> Before:
    """Judge those open rows again that were rejected under another tenant file.

    Rows that are accepted now are in `again`; the others stay open, and so do those that can't be read again.
    Raises what reading raises, except `DeliveryError` and a raw file that is missing or damaged.
    """
    policy_version = tenant.policy_version()
    is_concerned = pl.col("policy_version") != policy_version
    concerned = before.open_rows.filter(is_concerned)
    if concerned.is_empty():
        return before
    still_open, again, warnings = [before.open_rows.filter(~is_concerned)], [], []
    for number, (_, rows) in enumerate(concerned.group_by(OF_FILE, maintain_order=True)):
        folder = scratch / f"again-{number}"
        folder.mkdir(mode=0o700)
        where = f"line {_lines(rows)} of {rows['partition'][0]}"
        try:
            raw = _raw_file(runtime, tenant, rows)
            people, rejects = _judged(runtime, tenant, before, raw, rows, effective_on, folder)
        except StateError as error:
            if error.code not in ("artifact_missing", "artifact_damaged"):
                raise
            still_open.append(rows)
            warnings.append(_left_open(rows, f"{where}: the stored file can't be read again ({error.code})"))
        except DeliveryError as error:
            still_open.append(rows.with_columns(policy_version=pl.lit(policy_version)))
            warnings.append(_left_open(rows, f"{where}: by the current tenant file, {error.message}"))
        else:
            again.append(people)
            still_open.append(
                rejects.join(rows.select(*OF_FILE, "source_line").unique(), on="source_line")
                .with_columns(policy_version=pl.lit(policy_version))
                .select(before.open_rows.columns)
            )
    return before._replace(
        open_rows=pl.concat(still_open), again=tuple(again), warnings=(*before.warnings, *warnings)
    )


def _lines(rows: pl.DataFrame) -> str:
    lines = rows["source_line"].unique().sort().to_list()
    shown = ", ".join(f"{line:,}" for line in lines[: merging.PLACES_SHOWN])
    return shown + (", …" if len(lines) > merging.PLACES_SHOWN else "")


def _left_open(rows: pl.DataFrame, detail: str) -> RosterWarning:
    return RosterWarning(
        code="rows_not_judged_again",
        count=rows["source_line"].n_unique(),
        detail=f"{detail}. They stay open until a later row names the person (D03)",
    )


def _raw_file(runtime: Runtime, tenant: Tenant, rows: pl.DataFrame) -> RawFile:
    partition, run_id, sha256 = (rows[name][0] for name in ("partition", "run_id", "raw_sha256"))
    raw = runtime.artifacts.find("raw_file", RawFile, tenant.tenant, partition, run_id)
    if raw is None or raw.sha256 != sha256:
        raise StateError("artifact_missing", "it is no longer stored.", where=f"{tenant.tenant}/{partition}")
    return raw


def _judged(
    runtime: Runtime,
    tenant: Tenant,
    before: Before,
    raw: RawFile,
    rows: pl.DataFrame,
    effective_on: date,
    scratch: Path,
) -> tuple[Path, pl.DataFrame]:
    """Judge the open rows of one file. Returns a file with the rows of the people that are accepted now, and
    what is rejected: source_line, external_id, reason."""
    delivered = runtime.artifacts.open_local(raw.location, scratch)
    with runtime.artifacts.verifying(delivered, raw.location, raw.sha256) as checksum:
        where = raw.remote_file.path
        content = unwrap(delivered, tenant.feed, runtime.home, scratch=scratch, where=where).path
        with open_engine(scratch, tenant.feed.limits) as engine:
            engine.set(effective_on=effective_on, landing=rows["landing"][0])
            _judge(runtime, engine, tenant, before, content, where, scratch)
            engine.table("asked", rows.select("source_line").unique())
            engine.save(
                "select p.* from people as p semi join (from lines semi join asked using (source_line)) as l"
                " on l.external_id = p.external_id",
                scratch / "accepted",
            )
            rejects = pl.DataFrame(
                engine.rows(
                    "select source_line, case when is_identifier_readable then external_id end, reason"
                    " from rejects"
                ),
                schema={"source_line": pl.Int64, "external_id": pl.String, "reason": pl.String},
                orient="row",
            )
        checksum.wait()
    return scratch / "accepted", rejects


def _judge(
    runtime: Runtime,
    engine: Engine,
    tenant: Tenant,
    before: Before,
    content: Path,
    where: str,
    scratch: Path,
) -> None:
    """Make `people`, `lines` and `rejects` of one file alone."""
    records = read(content, tenant, scratch=scratch, where=where, is_known=runtime.is_linked(tenant))
    records = records._replace(reuse=None)
    reusing.stage(engine, None, records)
    stage_records(engine, records, records.columns, tenant, where, ids_have_decimals=before.ids_have_decimals)
    check_contract(engine, tenant)
    merging.stage(engine, None, tenant, scratch)
    for name in ("rejects", "excluded", "managers", "lines", "people"):
        engine.run(f"normalize/{name}")
