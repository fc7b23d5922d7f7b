"""Decisions about people in doubt: who waits for one, and what people answered."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("external_id", sa.String(255), primary_key=True),
        sa.Column("other", sa.String(255), primary_key=True),
        sa.Column("reason", sa.String(24), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("change_set_id", sa.String(64), nullable=False),
        sa.Column("asked_at", sa.String(40), nullable=False),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(63), nullable=False),
        sa.Column("external_id", sa.String(255), nullable=False),
        sa.Column("other", sa.String(255), nullable=False),
        sa.Column("account_id", sa.String(255)),
        sa.Column("reason", sa.String(24), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("facts", sa.String(64), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(40), nullable=False),
        sa.Column("change_set_id", sa.String(64), nullable=False),
        sa.Column("ended_at", sa.String(40)),
        sa.Column("ended_by", sa.String(12)),
        sa.Column("withdrawn_by", sa.Text()),
        sa.Column("withdrawn_why", sa.Text()),
    )
    is_standing = sa.text("ended_at IS NULL")
    op.create_index(
        "one_answer",
        "answers",
        ["tenant", "external_id", "other", "reason"],
        unique=True,
        sqlite_where=is_standing,
        postgresql_where=is_standing,
    )
