"""The interface of a target, the system that holds the accounts: one type that reads, and one that writes.

`observe` gets an `AccountReader`; only `stages/writing.py` opens an `AccountWriter`, and only `apply` uses
that. `edges/targets/embedded.py` implements both with a SQLite file; an HTTP target would be added next to
it. One contract suite (`qooper_assets_tests/contract/`) runs against every implementation.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import polars as pl

from qooper_assets.core.snapshot import Account

ACCOUNT_COLUMNS: Mapping[str, type[pl.DataType]] = {
    "account_id": pl.String,
    "employee_id": pl.String,
    "email": pl.String,
    "status": pl.String,
    "is_administrator": pl.Boolean,
    "manager_account_id": pl.String,
    "version": pl.String,
    "attributes": pl.String,  # a JSON object of text values
}


class AccountReader(Protocol):
    """Reads accounts. Raises `TargetError` target_unreachable (retryable) or target_auth."""

    def count(self) -> int:
        """Return the number of accounts that the target reports."""

    def list_accounts(self, page_size: int = 10_000) -> Iterator[pl.DataFrame]:
        """Yield all accounts, page by page, in a stable order, with the columns of `ACCOUNT_COLUMNS`."""

    def fetch(self, account_ids: Sequence[str]) -> dict[str, Account]:
        """Read the accounts as they are now, by id; one that no longer exists is left out."""

    def find(self, *, employee_id: str | None, email: str | None) -> list[Account]:
        """Find the accounts with this id or this e-mail (in any case), in the order of `account_id`."""


class AccountWriter(AccountReader, Protocol):
    """Reads and writes accounts. Raises `TargetError` also with the codes target_conflict, target_missing,
    target_precondition, target_capacity or target_refused."""

    def create(self, values: Mapping[str, str | None]) -> Account:
        """Create an account. `values` contains email and, if known, employee_id, manager_account_id and
        attributes by name. Raises target_conflict if the id or e-mail is taken."""

    def update(self, account_id: str, values: Mapping[str, str | None], *, version: str) -> Account:
        """Set only these values (also `status`); None clears one. Raises target_missing,
        target_conflict, or target_precondition if `version` is no longer the account's."""
