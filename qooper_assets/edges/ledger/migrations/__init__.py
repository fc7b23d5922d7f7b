"""Alembic's folder: how an older ledger becomes one of today.

Belongs here: `env.py`, which Alembic runs, and one file per revision in `versions/`. Does not: when, and in
which transaction, they run (`../schema.py`).
"""
