"""The one resource, `runtime`, which only builds the plain `stages.Runtime`.

Belongs here: opening it at the start of a run, closing it at the end. Does not: what it can do.
Tests and the demo pass a `Runtime` of their own instead, with their own clock.
"""

from collections.abc import Iterator

import dagster as dg

from qooper_assets.core.clock import Clock
from qooper_assets.edges.settings import Settings
from qooper_assets.stages import Runtime, open_runtime


def runtime_resource(settings: Settings, clock: Clock) -> dg.ResourceDefinition:
    """The resource `runtime` of a code location: opened only when a run or a tick needs it."""

    @dg.resource(description="Artifacts, ledger, SFTP and target of this installation.")
    def runtime(_: dg.InitResourceContext) -> Iterator[Runtime]:
        opened = open_runtime(settings, clock)
        try:
            yield opened
        finally:
            opened.ledger.close()

    return runtime
