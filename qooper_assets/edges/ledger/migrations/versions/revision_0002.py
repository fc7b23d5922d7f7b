"""Live tenants and declined changes become facts of their own; `rejected` change sets become `declined`.

A tenant is live from its first accepted delivery on. Up to here it was live from its first approval on,
whether or not that was ever carried out. Change sets are numbered in the order of their planning; of
several at the same instant, superseded ones come first.

`schema_version` goes from 1 to 2 and stays there. The program before this one knows only that table, and
refuses a ledger with another version instead of writing `rejected` into one where it has no meaning.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TENANTS = """
insert into tenants (tenant, live_at, live_by)
select
    known.tenant,
    first_delivery.accepted_at,
    first_delivery.change_set_id
from (
    select tenant from links
    union select tenant from deliveries
    union select tenant from change_sets
    union select tenant from leases
) as known
left join (
    select
        tenant,
        accepted_at,
        change_set_id,
        row_number() over (partition by tenant order by accepted_at, id) as nth
    from deliveries
) as first_delivery
    on first_delivery.tenant = known.tenant and first_delivery.nth = 1
"""

ORDINALS = """
update change_sets set ordinal = numbered.nth
from (
    select
        tenant,
        change_set_id,
        row_number() over (
            partition by tenant
            order by created_at, case when superseded_by is null then 1 else 0 end, change_set_id
        ) as nth
    from change_sets
) as numbered
where numbered.tenant = change_sets.tenant and numbered.change_set_id = change_sets.change_set_id
"""


def upgrade() -> None:
    op.create_table(
        "tenants",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("live_at", sa.String(40)),
        sa.Column("live_by", sa.String(64)),
        sa.Column("landings", sa.Integer, nullable=False, server_default="0"),
        sa.Column("links_revision", sa.String(60), nullable=False, server_default="0"),
        sa.Column("memory_revision", sa.String(60), nullable=False, server_default="0"),
    )
    op.create_table(
        "declined_changes",
        sa.Column("tenant", sa.String(63), primary_key=True),
        sa.Column("external_id", sa.String(255), primary_key=True),
        sa.Column("action", sa.String(12), primary_key=True),
        sa.Column("facts", sa.String(64), nullable=False),
        sa.Column("policy_version", sa.String(16), nullable=False),
        sa.Column("change_set_id", sa.String(64), nullable=False),
        sa.Column("declined_at", sa.String(40), nullable=False),
    )
    ordinal = sa.Column("ordinal", sa.Integer, nullable=False, server_default="0")
    approved_over = sa.Column("approved_over", sa.Text, nullable=False, server_default="[]")
    landing = sa.Column("landing", sa.Integer, nullable=False, server_default="0")
    unreadable_rows = sa.Column("unreadable_rows", sa.Integer, nullable=False, server_default="0")
    op.add_column("change_sets", ordinal)
    for column in (approved_over, landing, unreadable_rows):
        op.add_column("deliveries", column)
    op.execute(TENANTS)
    op.execute(ORDINALS)
    op.execute("update change_sets set state = 'declined' where state = 'rejected'")
    op.execute("update approvals set decision = 'decline' where decision = 'reject'")
    op.execute("delete from schema_version")  # it has no row where its making was interrupted
    op.execute("insert into schema_version (version) values (2)")
