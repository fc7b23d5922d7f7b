"""The memory from one run to the next, in one database: SQLite by default, PostgreSQL by URL.

Belongs here: tables, migrations, transactions and the lease. Does not: interpreting that memory
(`core/`).
"""
