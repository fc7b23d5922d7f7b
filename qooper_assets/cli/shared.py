"""What all commands use: the installation, the option --json, exit codes, and how an error ends a command.

Belongs here: settings, tenant files and runtime as a command opens them. Does not: any command
(`cli/inspect.py`, `cli/act.py`), how a value looks (`cli/show.py`).
"""

import dataclasses
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qooper_assets.cli.show import describe_error, print_json, show_error
from qooper_assets.core.errors import QooperAssetsError, Result, family_of
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import settings, tenant_files
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.system import SystemClock, disk_full_translated, is_disk_full

if TYPE_CHECKING:
    from qooper_assets import stages

DEFECT, PENDING, HELD, PARTIAL, NOT_DELIVERED = 1, 10, 11, 12, 13
EXIT_CODES = {
    Result.NOOP: 0,
    Result.SUCCEEDED: 0,
    Result.HELD: HELD,
    Result.PARTIAL: PARTIAL,
    Result.NOT_DELIVERED: NOT_DELIVERED,
}


def find_exit_code(code: str) -> int:
    """Find the exit code of a run that ended with this error code."""
    family = family_of(code)
    return family.exit_code if family and code != "defect" else DEFECT


def report_errors(command: Callable[..., int | None]) -> Callable[..., None]:
    """End a command that raises one of our errors with a message that says what to do, and its exit code."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            with disk_full_translated("qooper-assets"):
                code = command(*args, **kwargs)
        except QooperAssetsError as error:
            if kwargs.get("as_json"):
                print_json({"error": describe_error(error)})
            else:
                show_error(error)
            sys.exit(error.exit_code)
        sys.exit(code or 0)

    return wrapped


class Installation:
    """The installation that a command works on: settings, tenant files, and the runtime on request."""

    def __init__(self, *, makes_tenants: bool = False) -> None:
        """With `makes_tenants`, create the folder of tenant files if it does not exist yet."""
        self.settings = settings.read(os.environ, Path.cwd())
        if makes_tenants:
            with suppress(OSError):  # reading the folder reports it
                self.settings.tenants.mkdir(parents=True, exist_ok=True)
        self.files = tenant_files.of_shard(tenant_files.load(self.settings.tenants), self.settings.shard)

    @property
    def tenants(self) -> tuple[Tenant, ...]:
        """The tenants whose files are valid."""
        return self.files.tenants

    def find_tenant(self, name: str) -> Tenant:
        """Find a tenant. Raises `tenant_file_invalid` if its own file is not valid, and `tenant_unknown`."""
        return tenant_files.find(self.files, name)

    @contextmanager
    def open_ledger(self) -> Iterator[Ledger]:
        """Open the ledger alone, for a command that runs no stage."""
        self.settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        ledger = Ledger.open(self.settings.ledger, SystemClock())
        try:
            yield ledger
        finally:
            ledger.close()

    @contextmanager
    def open_runtime(self, *, whole: bool = False) -> Iterator["stages.Runtime"]:
        """Open the installation; with `whole`, no unchanged line of a file is reused."""
        from qooper_assets import stages

        opened = stages.open_runtime(self.settings, SystemClock())
        if whole:
            opened = dataclasses.replace(opened, reuses=False)
        try:
            yield opened
        finally:
            opened.ledger.close()


def require_xlsx(path: Path, hint: str) -> None:
    if path.suffix.lower() != ".xlsx":
        raise click.BadParameter("the name must end in .xlsx, so that Excel opens it.", param_hint=hint)


@contextmanager
def refuse_overwriting(path: Path, hint: str) -> Iterator[None]:
    """Report a file that exists or can't be written, while the block creates it, as a wrong option."""
    try:
        yield
    except FileExistsError:
        raise click.BadParameter(
            f"{path} exists, and is not overwritten. Choose another name.", param_hint=hint
        ) from None
    except OSError as error:
        if is_disk_full(error):
            raise
        reason = error.strerror or type(error).__name__
        raise click.BadParameter(f"{path} can't be written: {reason}.", param_hint=hint) from None


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document, for scripts.")
