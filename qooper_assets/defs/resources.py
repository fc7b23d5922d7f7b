"""The one resource, `runtime`, which only builds the plain `stages.Runtime`.

Belongs here: opening it at the start of a run, closing it at the end, and what a step gets instead if it
can't be opened. Does not: what it can do. Tests and the demo pass a `Runtime` of their own instead, with
their own clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg

from qooper_assets.core.clock import Clock
from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.edges.settings import Settings
from qooper_assets.stages import Runtime, open_runtime


@dataclass(frozen=True)
class Unopened:
    """Takes the place of a runtime that can't be opened: the step that gets it fails with its error. An error
    in a resource would fail the run with a traceback, and without a code."""

    error: QooperAssetsError


def runtime_resource(settings: Settings, clock: Clock) -> dg.ResourceDefinition:
    """The resource `runtime` of a code location: opened only when a run or a tick needs it."""

    @dg.resource(description="Artifacts, ledger, SFTP and target of this installation.")
    def runtime(_: dg.InitResourceContext) -> Iterator[Runtime | Unopened]:
        try:
            opened = open_runtime(settings, clock)
        except QooperAssetsError as error:
            yield Unopened(error)
            return
        try:
            yield opened
        finally:
            opened.ledger.close()

    return runtime
