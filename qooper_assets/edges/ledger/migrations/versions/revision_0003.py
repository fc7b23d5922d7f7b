"""Links remember a person's end, and deliveries what their date columns contained.

For accounts that are deactivated now, `ended_on` is the UTC day of the last confirmed deactivation among the
operations, which do not hold the reason. Last days are unknown until a file is accepted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

DEACTIVATED_ON = """
select tenant, external_id, substr(max(written_at), 1, 10) as day
from operations
where action = 'DEACTIVATE' and state = 'confirmed' and written_at is not null
group by tenant, external_id
"""


def upgrade() -> None:
    op.add_column("links", sa.Column("last_day", sa.Date))
    op.add_column("links", sa.Column("ended_on", sa.Date))
    op.add_column("links", sa.Column("ended_by", sa.String(20)))
    op.add_column("deliveries", sa.Column("dates", sa.Text, nullable=False, server_default="{}"))
    # SQLite has no dates: it stores them as this text.
    day = "gone.day" if op.get_bind().dialect.name == "sqlite" else "cast(gone.day as date)"
    op.execute(
        f"update links set ended_on = {day} from ({DEACTIVATED_ON}) as gone"
        " where gone.tenant = links.tenant and gone.external_id = links.external_id and not links.is_active"
    )
