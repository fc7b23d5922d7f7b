"""The tables of a ledger from before there were migrations.

Such a ledger has `schema_version` 1 and no recorded revision; `schema.py` records this one for it, and
`upgrade` is never run on it. It lists each table once, so it is long.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    instant = sa.String(40)
    op.create_table("schema_version", sa.Column("version", sa.Integer, nullable=False))
    op.create_table(
        "links",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("external_id", sa.String(255), primary_key=True),
        sa.Column("account_id", sa.String(255), nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("change_set_id", sa.String(64), nullable=False),
        sa.Column("linked_at", instant, nullable=False),
        sa.UniqueConstraint("tenant", "account_id"),
    )
    op.create_table(
        "absences",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("external_id", sa.String(255), primary_key=True),
        sa.Column("files", sa.Integer, nullable=False),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(63), nullable=False),
        sa.Column("partition", sa.String(10), nullable=False),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("raw_sha256", sa.String(64), nullable=False),
        sa.Column("roster_digest", sa.String(64), nullable=False),
        sa.Column("source_rows", sa.BigInteger, nullable=False),
        sa.Column("people", sa.BigInteger, nullable=False),
        sa.Column("filled", sa.Text, nullable=False),
        sa.Column("accounts", sa.BigInteger, nullable=False),
        sa.Column("active_managed", sa.BigInteger, nullable=False),
        sa.Column("policy_version", sa.String(16), nullable=False),
        sa.Column("change_set_id", sa.String(64), nullable=False),
        sa.Column("modified_at", instant),
        sa.Column("accepted_at", instant, nullable=False),
    )
    op.create_index("deliveries_by_tenant", "deliveries", ["tenant", "id"])
    op.create_table(
        "change_sets",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("change_set_id", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("partition", sa.String(10), nullable=False),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("roster_digest", sa.String(64), nullable=False),
        sa.Column("policy_version", sa.String(16), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
        sa.Column("superseded_by", sa.String(64)),
    )
    _approvals(instant)
    op.create_table(
        "operations",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("change_set_id", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("external_id", sa.String(255), nullable=False),
        sa.Column("account_id", sa.String(255)),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("action", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("values", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("error", sa.String(40)),
        sa.Column("written_at", instant),
    )
    op.create_table(
        "deactivations",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("effective_on", sa.Date, primary_key=True),
        sa.Column("people", sa.Integer, nullable=False),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(63), nullable=False),
        sa.Column("partition", sa.String(10), nullable=False),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("result", sa.String(16), nullable=False),
        sa.Column("change_set_id", sa.String(64)),
        sa.Column("code", sa.String(40)),
        sa.Column("finished_at", instant, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("receipts_by_tenant", "receipts", ["tenant", "id"])
    op.create_table(
        "leases",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
    )
    op.execute("insert into schema_version (version) values (1)")


def _approvals(instant: sa.String) -> None:
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(63), nullable=False),
        sa.Column("change_set_id", sa.String(64), nullable=False),
        sa.Column("decision", sa.String(8), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_at", instant, nullable=False),
        sa.Column("is_spent", sa.Boolean, nullable=False),
    )
    op.create_index(
        "one_decision",
        "approvals",
        ["tenant", "change_set_id"],
        unique=True,
        sqlite_where=sa.text("is_spent = 0"),
        postgresql_where=sa.text("NOT is_spent"),
    )
