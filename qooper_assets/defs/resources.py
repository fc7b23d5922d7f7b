"""The one resource, `edges`: it only builds the plain `stages.Edges`.

Belongs here: opening at the start of a run, closing at its end. Does not: what can be done with it.
Tests and the demo hand over an `Edges` of their own instead, with their own clock.
"""

from collections.abc import Iterator

import dagster as dg

from qooper_assets.core.clock import Clock
from qooper_assets.edges.settings import Settings
from qooper_assets.stages import Edges, open_edges


def edges_resource(settings: Settings, clock: Clock) -> dg.ResourceDefinition:
    """`edges` for a code location: opened when a run or a tick needs it, and not before."""

    @dg.resource(description="Artifacts, ledger, SFTP and target of this installation.")
    def edges(_: dg.InitResourceContext) -> Iterator[Edges]:
        opened = open_edges(settings, clock)
        try:
            yield opened
        finally:
            opened.ledger.close()

    return edges
