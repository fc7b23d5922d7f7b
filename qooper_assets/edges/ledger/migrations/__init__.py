"""Alembic's folder: the migrations of older ledgers.

Belongs here: `env.py`, which Alembic runs, and one file per revision in `versions/`. Does not: when, and in
which transaction, they run (`../schema.py`).
"""
