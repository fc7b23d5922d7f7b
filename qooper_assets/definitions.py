"""Dagster's entry point: reads the tenant files and builds the code location `qooper_assets`.

The only module that reads anything at import: the environment, tenant YAML, and a small local file per
tenant, the date of its first delivery; no secret, no socket, no database. Ledger and artifacts are opened
when a run or a tick needs them. An invalid tenant file is a group of its own that shows its problems.
"""

import os
from pathlib import Path

from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.resources import runtime_resource
from qooper_assets.edges import first_partitions, settings, tenant_files
from qooper_assets.edges.system import SystemClock

_settings = settings.read(os.environ, Path.cwd())

_files = tenant_files.of_shard(tenant_files.load(_settings.tenants), _settings.shard)

defs = build_definitions(
    first_partitions.begin_there(_settings.state, _files.tenants),
    runtime_resource(_settings, SystemClock()),
    invalid=_files.invalid,
    notifies=_settings.notices is not None,
)
