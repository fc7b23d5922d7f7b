"""The identity with which a tenant went live becomes a fact of its own.

It is unknown for tenants that are live already: their next accepted delivery records it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("tenants", sa.Column("identity", sa.String(63)))
