"""Alembic runs this file: the revisions are applied on the connection that `schema.py` hands over.

Belongs here: nothing but the configuration of that run. Does not: a transaction (it is the caller's, so
that everything is one), an address, or logging.
"""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=None,
    version_table=attributes["version_table"],
)
context.run_migrations()
