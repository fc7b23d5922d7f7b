"""The one resource, `runtime`: it only builds the plain `stages.Runtime`.

Belongs here: opening at the start of a run, closing at its end. Does not: what can be done with it.
Tests and the demo hand over an `Runtime` of their own instead, with their own clock.
"""

from collections.abc import Iterator

import dagster as dg

from qooper_assets.core.clock import Clock
from qooper_assets.edges.settings import Settings
from qooper_assets.stages import Runtime, open_runtime


def runtime_resource(settings: Settings, clock: Clock) -> dg.ResourceDefinition:
    """`runtime` for a code location: opened when a run or a tick needs it, and not before."""

    @dg.resource(description="Artifacts, ledger, SFTP and target of this installation.")
    def runtime(_: dg.InitResourceContext) -> Iterator[Runtime]:
        opened = open_runtime(settings, clock)
        try:
            yield opened
        finally:
            opened.ledger.close()

    return runtime
