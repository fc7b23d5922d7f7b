"""Notices: changes of a tenant's state, and to whom each of them is still to be sent.

How many applies in a row were partial is counted from now on: earlier ones are not known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("tenants", sa.Column("partial_runs", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("notice_id", sa.String(32), nullable=False),
        sa.Column("tenant", sa.String(63), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("partition", sa.String(10), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("addressed_at", sa.String(40)),
        sa.UniqueConstraint("notice_id"),
    )
    op.create_index("notices_by_tenant", "notices", ["tenant", "id"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("notice_id", sa.String(32), nullable=False),
        sa.Column("tenant", sa.String(63), nullable=False),
        sa.Column("channel", sa.String(63), nullable=False),
        sa.Column("recipient", sa.String(320), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("next_attempt_at", sa.String(40)),
        sa.Column("claim", sa.String(32)),
        sa.Column("sent_at", sa.String(40)),
        sa.Column("given_up_at", sa.String(40)),
        sa.Column("error", sa.String(200)),
        sa.UniqueConstraint("notice_id", "channel", "recipient"),
    )
    op.create_index("outbox_due", "outbox", ["next_attempt_at"])
