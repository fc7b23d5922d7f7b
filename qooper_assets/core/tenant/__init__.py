"""The tenant file as frozen models: what one customer's file looks like and what may be done with it.

    tenant ─┬─ schedule
            ├─ feed ─┬─ auth · csv · excel · openpgp · limits
            ├─ mapping
            ├─ scope
            ├─ policy
            ├─ guardrails
            └─ target

Belongs here: every key of `tenants/*.yaml`, its type, default, limits and meaning. A module is named after
its key, and importers name the module. The docstring below a field is the meaning of its key, from which
`docs/tenant-file.md` is generated. `digest.py` hashes the keys that decide the changes. Does not: reading the
YAML (`edges/tenant_files.py`), resolving a secret (`edges/secrets.py`; here a secret is only ever a
reference), or deciding anything (`core/*.py`).
"""
