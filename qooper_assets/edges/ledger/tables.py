"""The tables of the ledger, as the newest migration leaves them.

A changed table needs a new revision in `migrations/versions/`; a test compares both. Instants are ISO 8601
text in UTC, values before and after are JSON text: the same on SQLite and PostgreSQL. Belongs here: names,
types and keys. Does not: reading and writing them (`ledger.py`), or bringing an older ledger up to date
(`schema.py`).
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, String, Table, Text


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware instant, stored as ISO 8601 text in UTC: the same order and value on every database."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:
        if value is None:
            return None
        assert value.tzinfo is not None, "a naive instant"
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


metadata = sa.MetaData()
schema_version = Table(  # what a program without migrations compares; see `schema.py`
    "schema_version", metadata, Column("version", Integer, nullable=False)
)
tenants = Table(  # one row per tenant; every transaction of a change set's life locks it
    "tenants",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("live_at", UtcDateTime),
    Column("live_by", String(64)),  # the change_set_id that took the tenant live
    Column("landings", Integer, nullable=False, server_default="0"),  # how many files were fetched
    Column("links_revision", String(60), nullable=False, server_default="0"),  # moves with a link row only
    # Moves with declines and remembered facts about people only.
    Column("memory_revision", String(60), nullable=False, server_default="0"),
    Column("identity", String(63)),  # the attribute by which people are linked; kept since going live (I35)
    Column("partial_runs", Integer, nullable=False, server_default="0"),  # the last applies that were partial
)
links = Table(
    "links",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("external_id", String(255), primary_key=True),
    Column("account_id", String(255), nullable=False),
    Column("is_active", Boolean, nullable=False),  # as we last confirmed it (R7)
    Column("how", String(20), nullable=False),  # created | adopted | moved
    Column("change_set_id", String(64), nullable=False),
    Column("linked_at", UtcDateTime, nullable=False),
    # What the roster said of the person's end (S22, S25, I34).
    Column("last_day", Date),  # the newest one that could be read
    Column("ended_on", Date),  # the day on which the end took effect or was recorded; NULL: not ended
    Column("ended_by", String(20)),  # status_inactive | termination_date | absent; NULL: not known
    sa.UniqueConstraint("tenant", "account_id"),
)
absences = Table(
    "absences",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("external_id", String(255), primary_key=True),
    Column("files", Integer, nullable=False),
)
declined_changes = Table(  # a person's no to one action, on these facts (G22)
    "declined_changes",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("external_id", String(255), primary_key=True),
    Column("action", String(12), primary_key=True),
    Column("facts", String(64), nullable=False),
    Column("policy_version", String(16), nullable=False),
    Column("change_set_id", String(64), nullable=False),
    Column("declined_at", UtcDateTime, nullable=False),
)
questions = Table(  # about whom a person has to decide, as of the last recorded plan
    "questions",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("external_id", String(255), primary_key=True),
    Column("other", String(255), primary_key=True),  # blank: nobody else is concerned
    Column("reason", String(24), nullable=False),
    Column("document", Text, nullable=False),  # JSON: the question
    Column("change_set_id", String(64), nullable=False),  # the plan that asks
    Column("asked_at", UtcDateTime, nullable=False),  # first, on the same facts
)
answers = Table(  # a person's decision about somebody in doubt, on these facts
    "answers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(63), nullable=False),
    Column("external_id", String(255), nullable=False),
    Column("other", String(255), nullable=False),
    Column("account_id", String(255)),
    Column("reason", String(24), nullable=False),
    Column("answer", String(24), nullable=False),
    Column("facts", String(64), nullable=False),
    Column("person", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("change_set_id", String(64), nullable=False),  # the plan that asked
    Column("ended_at", UtcDateTime),  # since when it is not used any more
    Column("ended_by", String(12)),  # facts | done | replaced | withdrawn | rekey
    Column("withdrawn_by", Text),  # who withdrew it
    Column("withdrawn_why", Text),
)
Index(  # to one question, one at a time
    "one_answer",
    answers.c.tenant,
    answers.c.external_id,
    answers.c.other,
    answers.c.reason,
    unique=True,
    sqlite_where=answers.c.ended_at.is_(None),
    postgresql_where=answers.c.ended_at.is_(None),
)
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(63), nullable=False),
    Column("partition", String(10), nullable=False),
    Column("run_id", String(64), nullable=False),
    Column("raw_sha256", String(64), nullable=False),
    Column("roster_digest", String(64), nullable=False),
    Column("source_rows", BigInteger, nullable=False),
    Column("people", BigInteger, nullable=False),
    Column("filled", Text, nullable=False),
    Column("accounts", BigInteger, nullable=False),
    Column("active_managed", BigInteger, nullable=False),
    Column("policy_version", String(16), nullable=False),
    Column("change_set_id", String(64), nullable=False),
    Column("modified_at", UtcDateTime),
    Column("accepted_at", UtcDateTime, nullable=False),
    Column("approved_over", Text, nullable=False, server_default="[]"),  # JSON list: limits exceeded
    Column("landing", Integer, nullable=False, server_default="0"),  # the ordinal of the fetch
    Column("unreadable_rows", Integer, nullable=False, server_default="0"),  # without a readable identifier
    Column("dates", Text, nullable=False, server_default="{}"),  # JSON: what the date columns contained
    Index("deliveries_by_tenant", "tenant", "id"),
)
change_sets = Table(
    "change_sets",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("change_set_id", String(64), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("partition", String(10), nullable=False),
    Column("run_id", String(64), nullable=False),
    Column("roster_digest", String(64), nullable=False),
    Column("policy_version", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("superseded_by", String(64)),
    Column("ordinal", Integer, nullable=False, server_default="0"),  # the n-th recorded of the tenant
)
approvals = Table(
    "approvals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(63), nullable=False),
    Column("change_set_id", String(64), nullable=False),
    Column("decision", String(8), nullable=False),  # approve | decline
    Column("person", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("is_spent", Boolean, nullable=False, default=False),  # its change set was made again since
)
Index(  # decided once (G12, G13)
    "one_decision",
    approvals.c.tenant,
    approvals.c.change_set_id,
    unique=True,
    sqlite_where=~approvals.c.is_spent,
    postgresql_where=~approvals.c.is_spent,
)
operations = Table(
    "operations",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("change_set_id", String(64), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("external_id", String(255), nullable=False),
    Column("account_id", String(255)),
    Column("kind", String(12), nullable=False),
    Column("action", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("values", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("error", String(40)),
    Column("written_at", UtcDateTime),
)
deactivations = Table(
    "deactivations",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("effective_on", Date, primary_key=True),
    Column("people", Integer, nullable=False),
)
receipts = Table(
    "receipts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(63), nullable=False),
    Column("partition", String(10), nullable=False),
    Column("run_id", String(64), nullable=False),
    Column("result", String(16), nullable=False),
    Column("change_set_id", String(64)),
    Column("code", String(40)),
    Column("finished_at", UtcDateTime, nullable=False),
    Column("document", Text, nullable=False),
    Index("receipts_by_tenant", "tenant", "id"),
)
leases = Table(
    "leases",
    metadata,
    Column("tenant", String(63), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("fence", Integer, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)
notices = Table(  # a change of a tenant's state that somebody has to know
    "notices",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("notice_id", String(32), nullable=False, unique=True),  # by which a receiver recognizes a repeat
    Column("tenant", String(63), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("partition", String(10), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("document", Text, nullable=False),
    Column("addressed_at", UtcDateTime),  # when its rows in `outbox` were made
    Index("notices_by_tenant", "tenant", "id"),
)
outbox = Table(  # a notice for one recipient
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("notice_id", String(32), nullable=False),
    Column("tenant", String(63), nullable=False),
    Column("channel", String(63), nullable=False),  # email, or the name of a webhook
    Column("recipient", String(320), nullable=False),  # an address; blank for a webhook
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", UtcDateTime),  # NULL: sent, or given up
    Column("claim", String(32)),  # of the sender that made the last attempt
    Column("sent_at", UtcDateTime),
    Column("given_up_at", UtcDateTime),
    Column("error", String(200)),  # of the last attempt
    sa.UniqueConstraint("notice_id", "channel", "recipient"),
    Index("outbox_due", "next_attempt_at"),
)
