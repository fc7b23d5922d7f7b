"""The rivals: what others do with the same files. Each is a function for `measuring.measure`.

Belongs here: one function per rival, in the plain way that its own documentation would show. Does not:
anything of ours. Each imports its library inside the function, so that a rival's process pays for nothing
else.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measuring import Work, warm


def duckdb_read(folder: Path) -> Work:
    """DuckDB reads every column of day 2 as text, the dialect given, and touches each value once."""
    import duckdb

    path = folder / "day2.csv"
    with path.open(encoding="utf-8") as file:
        width = len(file.readline().split(","))
    columns = {f"c{n:05d}": "VARCHAR" for n in range(width)}
    warm(path)

    def work() -> dict[str, object]:
        relation = duckdb.connect().read_csv(
            str(path),
            auto_detect=False,
            header=True,
            delimiter=",",
            quotechar='"',
            escapechar='"',
            columns=columns,
        )
        return touched(relation)

    return work


def touched(relation: Any) -> dict[str, object]:
    """Count the rows, and the bytes of each column: each value is touched once."""
    sums = ", ".join(f"sum(strlen({name}))" for name in relation.columns)
    rows, *sizes = relation.aggregate(f"count(*), {sums}").fetchall()[0]
    return {"rows": rows, "bytes": [int(size or 0) for size in sizes]}


_DIFF = """
WITH
after AS (SELECT employee_id AS key, hash(email, manager, attributes) AS row_hash FROM read_parquet($roster)),
before AS (
    SELECT employee_id AS key, hash(email, manager_account_id[2:], attributes) AS row_hash
    FROM read_parquet($accounts)
),
differing AS (
    SELECT DISTINCT coalesce(after.key, before.key) AS key
    FROM after FULL JOIN before ON after.key = before.key AND after.row_hash = before.row_hash
    WHERE after.key IS NULL OR before.key IS NULL
),
new AS (SELECT * FROM read_parquet($roster) SEMI JOIN differing ON employee_id = key),
old AS (SELECT * FROM read_parquet($accounts) SEMI JOIN differing ON employee_id = key),
fields AS (
    SELECT
        coalesce(new.employee_id, old.employee_id) AS key,
        CASE WHEN old.employee_id IS NULL THEN 'added' WHEN new.employee_id IS NULL THEN 'removed'
             ELSE 'changed' END AS kind,
        unnest([
            {'name': 'email', 'before': old.email, 'after': new.email},
            {'name': 'manager', 'before': old.manager_account_id[2:], 'after': new.manager},
            ATTRIBUTES
        ], recursive := true)
    FROM new FULL JOIN old ON new.employee_id = old.employee_id
)
SELECT key, kind, name, before, after FROM fields WHERE before IS DISTINCT FROM after
"""
"""Grain: one row per person and field that differ between the two tables."""


def duckdb_diff(folder: Path) -> Work:
    """DuckDB joins roster and accounts on key and row hash, and writes the fields that differ as Parquet."""
    import duckdb

    tables = {"roster": str(folder / "roster.parquet"), "accounts": str(folder / "accounts.parquet")}
    roster = duckdb.read_parquet(tables["roster"])
    names = [name for name, _ in dict(zip(roster.columns, roster.types, strict=True))["attributes"].children]
    each = [f"{{'name': '{n}', 'before': old.attributes.{n}, 'after': new.attributes.{n}}}" for n in names]
    query = _DIFF.replace("ATTRIBUTES", ", ".join(each))

    def work() -> dict[str, object]:
        into = folder / "rival.parquet"
        connection = duckdb.connect()
        connection.execute(
            f"COPY ({query}) TO '{into}' (FORMAT parquet, COMPRESSION zstd)", parameters=tables
        )
        counts = connection.sql(
            f"SELECT kind, count(DISTINCT key) FROM read_parquet('{into}') GROUP BY kind ORDER BY kind"
        )
        return dict(counts.fetchall())

    return work


def csv_diff(folder: Path) -> Work:
    """csv-diff (PyPI) loads both deliveries whole, and compares them by employee id."""
    from csv_diff import compare, load_csv

    def work() -> dict[str, object]:
        with (
            (folder / "day1.csv").open(encoding="utf-8") as old,
            (folder / "day2.csv").open(encoding="utf-8") as new,
        ):
            found = compare(load_csv(old, key="Employee ID"), load_csv(new, key="Employee ID"))
        return {kind: len(found[kind]) for kind in ("added", "changed", "removed")}

    return work


_RULES = r"""
WITH
judged AS (
    SELECT
        row_id,
        external_id IS NULL AS identifier_missing,
        length(external_id) > 255 AS identifier_too_long,
        regexp_matches(
            external_id,
            '[\x00-\x1f\x7f\x{fffd}]|^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$|^[''"].*[''"]$'
        ) AS identifier_unreadable,
        regexp_matches(employee_id, '^[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+$') AS id_precision_loss,
        email IS NULL AND NOT is_ended AS email_missing,
        regexp_matches(email, '^(?:noemail@|none@|na@|n/a@|test@example\.com)', 'i') AS is_placeholder,
        is_placeholder AND NOT is_ended AS email_placeholder,
        -- RE2's \s covers only ASCII spaces; \p{Z} and U+0085 add the others of our rule.
        NOT is_placeholder AND NOT is_ended AND NOT regexp_full_match(
            email,
            '[^@\s\p{Z}\x{85},;<>"()\[\]\x00-\x1f\x{fffd}]+@[^@\s\p{Z}\x{85},;<>"()\[\]\x00-\x1f\x{fffd}]+'
        ) AS email_invalid,
        NOT is_known_status AS unknown_status,
        NOT knows_options AS unknown_option
    FROM identities
),
suspects AS (
    SELECT * FROM judged
    WHERE identifier_missing OR identifier_too_long OR identifier_unreadable OR id_precision_loss
       OR email_missing OR email_placeholder OR email_invalid OR unknown_status OR unknown_option
)
SELECT row_id, failure.of AS column_name, failure.reason
FROM (
    SELECT row_id, unnest([
        CASE WHEN identifier_missing THEN {'of': 'employee_id', 'reason': 'identifier_missing'} END,
        CASE WHEN identifier_too_long THEN {'of': 'employee_id', 'reason': 'identifier_too_long'} END,
        CASE WHEN identifier_unreadable THEN {'of': 'employee_id', 'reason': 'identifier_unreadable'} END,
        CASE WHEN id_precision_loss THEN {'of': 'employee_id', 'reason': 'id_precision_loss'} END,
        CASE WHEN email_missing THEN {'of': 'email', 'reason': 'email_missing'} END,
        CASE WHEN email_placeholder THEN {'of': 'email', 'reason': 'email_placeholder'} END,
        CASE WHEN email_invalid THEN {'of': 'email', 'reason': 'email_invalid'} END,
        CASE WHEN unknown_status THEN {'of': 'status', 'reason': 'unknown_status'} END,
        CASE WHEN unknown_option THEN {'of': 'custom', 'reason': 'unknown_option'} END
    ]) AS failure
    FROM suspects
)
WHERE failure IS NOT NULL
"""
"""The rules of `core.contract.schema` in SQL. Grain: one row per failing row and rule."""


def _identities(folder: Path) -> Any:
    import duckdb

    connection = duckdb.connect()
    path = str(folder / "identities.parquet")
    connection.execute("CREATE TABLE identities AS FROM read_parquet($path)", {"path": path})
    return connection


def sql_rules(folder: Path) -> Work:
    """DuckDB checks the rows, and lists the failures of suspect ones."""
    connection = _identities(folder)
    return lambda: {"failures": connection.sql(_RULES).fetchall()}


SPACES = " \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The characters of `\\s`, for which pandas leaves Arrow's kernels: `re` takes five times as long."""


def _pandas_contract(pa: Any, spaces: str) -> Any:
    """The rules of `core.contract.schema`; those across two columns are checks of the frame."""
    part = rf"[^@{spaces},;<>\"()\[\]\x00-\x1f" + "\ufffd]+"
    email = f"^{part}@{part}$"
    unreadable = (
        "[\\x00-\\x1f\\x7f\ufffd]" + r"|^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$|^['\"].*['\"]$"
    )
    precision_lost = r"^[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+$"
    placeholders = r"^(?:noemail@|none@|na@|n/a@|test@example\.com)"

    def rule(reason: str, check: Callable[[Any], Any]) -> Any:
        return pa.Check(check, name=reason, ignore_na=False)

    def is_placeholder(emails: Any) -> Any:
        return emails.str.contains(placeholders, case=False, na=False)

    return pa.DataFrameSchema(
        {
            "external_id": pa.Column(
                str,
                [
                    rule("identifier_missing", lambda ids: ids.notna()),
                    rule("identifier_too_long", lambda ids: ~(ids.str.len() > 255)),
                    rule("identifier_unreadable", lambda ids: ~ids.str.contains(unreadable, na=False)),
                ],
                nullable=True,
            ),
            "employee_id": pa.Column(
                str,
                rule("id_precision_loss", lambda ids: ~ids.str.contains(precision_lost, na=False)),
                nullable=True,
            ),
            "email": pa.Column(str, nullable=True),
            "is_known_status": pa.Column(bool, rule("unknown_status", lambda known: known)),
            "knows_options": pa.Column(bool, rule("unknown_option", lambda knows: knows)),
        },
        checks=[
            rule("email_missing", lambda f: f["email"].notna() | f["is_ended"]),
            rule("email_placeholder", lambda f: ~is_placeholder(f["email"]) | f["is_ended"]),
            rule(
                "email_invalid",
                lambda f: (
                    f["email"].str.contains(email, na=True) | is_placeholder(f["email"]) | f["is_ended"]
                ),
            ),
        ],
    )


def pandas_rules(folder: Path) -> Work:
    """pandera on pandas, over the whole frame, as documented, with each rule written as ours is."""
    return _pandas_rules(folder, r"\s")


def pandas_tuned(folder: Path) -> Work:
    """pandera on pandas, with patterns that pandas passes on to Arrow."""
    return _pandas_rules(folder, SPACES)


def _pandas_rules(folder: Path, spaces: str) -> Work:
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

    connection = _identities(folder)
    schema = _pandas_contract(pa, spaces)
    on_column = {"external_id": "employee_id", "is_known_status": "status", "knows_options": "custom"}

    def work() -> dict[str, object]:
        frame = connection.sql("FROM identities").to_arrow_table().to_pandas()
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            cases = errors.failure_cases
            # A check of the whole frame reports a failure case per column; the e-mail is its own.
            cases = cases[(cases["schema_context"] == "Column") | (cases["column"] == "email")]
            row_ids = frame["row_id"].to_numpy()[cases["index"].astype("int64")].tolist()
            columns = [on_column.get(column, column) for column in cases["column"]]
            return {"failures": list(zip(row_ids, columns, cases["check"], strict=True))}
        return {"failures": []}

    return work
