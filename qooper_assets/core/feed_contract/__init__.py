"""The feed contract in words: what a tenant's file has to be, and what each value does.

    contract ─┬─ columns ─┬─ consequences
              │           ├─ day_words
              │           └─ examples
              ├─ file_clauses
              └─ limits
    text renders it for a terminal; sources has the lineage from a customer's header to a field of Qooper

Everything is derived from the tenant file, the pandera schema (`core/contract.py`) and the tables of reasons,
so that it can't differ from what is checked. Belongs here: sentences. Does not: a check (`core/contract.py`,
`sql/`), or a page (`docs/customer_page.py`).
"""
