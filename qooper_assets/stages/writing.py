"""Writing the operations of one change set, so that a kill at any point loses and duplicates nothing.

For each group: mark the writes in the ledger as sent, make them, read them back, and record what was
confirmed, with the links, in one commit. A run that is killed in between leaves operations that are *sent*:
the next run reads the account before it writes again, so that nothing is created twice and nobody is changed
back (AP03, AP07).

Belongs here: looking up, writing, confirming. Does not: the order of operations and the receipt
(`stages/applying.py`), or what a target understands (`edges/targets/target.py`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from qooper_assets.core.changes import Action, ChangeSet
from qooper_assets.core.errors import GuardrailBreach, StateError, TargetError
from qooper_assets.core.lifecycle import Event
from qooper_assets.core.snapshot import Account, flatten, holds, is_same_value
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.ledger.leases import LEASE_SECONDS, Lease
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.links import MOVED, Link
from qooper_assets.edges.ledger.operations import Operation
from qooper_assets.edges.targets.target import AccountWriter
from qooper_assets.stages.runtime import Runtime

GROUP = 50
"""Writes per commit of the ledger: a crash leaves at most this many to look up."""
PAGE = 1_000
ATTEMPTS = 4
FAILURES_MIN = 10
FAILURES_PCT_MAX = 40
WRITES = ("write", "relink")
"""Kinds of operations that write a person's values; with `relink`, the account may be linked to somebody else
until it is confirmed."""
PENDING = ("planned", "sent", "failed")


@contextmanager
def open_writer(runtime: Runtime, tenant: Tenant) -> Iterator[AccountWriter]:
    """Open the tenant's target to write accounts; nothing else does."""
    with runtime.target(tenant) as target:
        yield target


class Writer:
    """Executes the operations of one change set, group by group."""

    def __init__(self, runtime: Runtime, lease: Lease, target: AccountWriter, change_set: ChangeSet) -> None:
        self.runtime = runtime
        self.ledger: Ledger = runtime.ledger
        self.lease = lease
        self.target = target
        self.tenant = change_set.tenant
        self.identifier = change_set.change_set_id
        self.change_set = change_set
        self.changes = change_set.summary.changes
        self.written = 0
        self.failed = 0
        self.parked: dict[str, str | None] = {}
        """The people to park, each with the parking address."""
        self.managed: dict[str, str] = {}
        """The accounts of the people whose managers are being written."""
        self.renewed_at = runtime.clock.now()

    def _pages(self, limit: int, state: str | None = None) -> Iterator[list[Operation]]:
        """Read the operations in their order, all or those in one state, page by page."""
        last = -1
        while page := self.ledger.operations.in_order(
            self.tenant, self.identifier, after=last, limit=limit, state=state
        ):
            last = page[-1].position
            yield page

    # Sent: a run that was killed may have made these writes without recording it.

    def settle_sent(self) -> None:
        """Look up sent operations, and record those that were made, before anything is checked or written."""
        for page in self._pages(PAGE, "sent"):
            if confirmed := self._look_up(page):
                self.ledger.operations.settle(self.lease, self.identifier, confirmed, self._links(confirmed))

    def _look_up(self, sent: Sequence[Operation]) -> list[Operation]:
        """Return those of the sent operations that were made, according to the target."""
        writes = [o for o in sent if o.kind in WRITES]
        made = [o._replace(account_id=account_id) for o in writes if (account_id := self._made(o))]
        settled = self._read_back([o._replace(state="confirmed") for o in made])
        # Whoever was parked and may have moved on since is not parked again.
        parks = [o for o in sent if o.kind == "park"]
        accounts = self._accounts(parks)
        return [o for o in settled if o.state == "confirmed"] + [
            o._replace(state="confirmed")
            for o in parks
            if (account := accounts.get(o.account_id or ""))
            and not is_same_value("email", account["email"], o.before["email"])
        ]

    def stop(self) -> None:
        """End a change set that can't be finished because of a defect, so that it does not block the tenant's
        next run: sent operations are looked up and recorded one by one, without what the ledger refuses."""
        for page in self._pages(PAGE, "sent"):
            for operation in page:
                for made in self._look_up([operation]):
                    try:
                        links = self._links([made])
                        self.ledger.operations.settle(self.lease, self.identifier, [made], links)
                    except StateError as error:
                        if error.code != "accounting":
                            raise
                        refused = made._replace(state="failed", error=error.code)
                        self.ledger.operations.settle(self.lease, self.identifier, [refused], [])
        self.ledger.change_sets.abandon(self.lease, self.change_set, Event.STOP)

    def _made(self, operation: Operation) -> str | None:
        """Find the account that may hold what was sent: its own, or for a create one that holds all of it."""
        if operation.account_id is not None:
            return operation.account_id
        for account in self._holders(operation):
            if holds(account, operation.values):
                return account.account_id
        return None

    # Stale: somebody else changed the account since the snapshot (R11, G08).

    def refuse_if_stale(self, stale_pct_max: float) -> None:
        """Read every `before` again; raise `change_set_stale` if too many people differ, else mark those who
        do, and whoever moves in a cycle with them."""
        people: set[str] = set()
        cycles: list[list[Operation]] = []
        for page in self._pages(PAGE):
            self._keep_lease()
            accounts = self._accounts(page)
            for o in page:
                if o.kind == "park":
                    self.parked[o.external_id] = o.values["email"]
                    cycles.append([o])
                elif cycles and o.kind in WRITES and not _is_closed(cycles[-1]):
                    cycles[-1].append(o)
                if o.state in PENDING and self._is_stale(o, accounts.get(o.account_id or "")):
                    people.add(o.external_id)
        if len(people) * 100 > stale_pct_max * self.changes:
            self.ledger.change_sets.abandon(self.lease, self.change_set, Event.GO_STALE)
            raise GuardrailBreach(
                "change_set_stale",
                f"{len(people):,} of {self.changes:,} accounts changed since the change set was made, "
                f"the limit is {stale_pct_max:g} %.",
                where=self.tenant,
                remedy="Nothing more was written. Run the partition again for a new change set.",
            )
        for cycle in cycles:
            members = {o.external_id for o in cycle}
            if members & people and all(o.state == "planned" for o in cycle):
                people |= members
        for page in self._pages(PAGE) if people else ():
            pending = [o for o in page if o.state in PENDING and o.external_id in people]
            stale = [o._replace(state="stale") for o in pending]
            self.ledger.operations.settle(self.lease, self.identifier, stale, [])

    def _is_stale(self, operation: Operation, account: dict[str, str | None] | None) -> bool:
        if operation.action == Action.CREATE or operation.kind == "park":
            return False
        if account is None:
            return True
        return any(
            not is_same_value(key, account.get(key), value)
            and not is_same_value(key, account.get(key), operation.values.get(key))
            and not (
                key == "email"
                and operation.external_id in self.parked
                and is_same_value(key, account.get(key), self.parked[operation.external_id])
            )
            for key, value in operation.before.items()
        )

    def confirm_made_by_others(self) -> None:
        """Confirm the deactivations that somebody else has made since the plan. Their link stays active: what
        somebody else deactivated is not reactivated without a question (S12, S25)."""
        for page in self._pages(PAGE):
            leavers = [o for o in page if o.action == Action.DEACTIVATE]
            planned = [o for o in leavers if o.state == "planned"]
            accounts = self._accounts(planned)
            made = [
                o._replace(state="confirmed")
                for o in planned
                if o.kind != "relink" and accounts.get(o.account_id or "", {}).get("status") == "deactivated"
            ]
            if made:
                self.ledger.operations.settle(self.lease, self.identifier, made, [])
            if len(leavers) < len(page):
                break  # leavers come first

    # Writing.

    def write_all(self) -> None:
        for page in self._pages(GROUP):
            # Managers in a group of their own: the people they refer to are linked by then.
            for is_manager in (False, True):
                group = [o for o in page if o.state in PENDING and (o.kind == "manager") is is_manager]
                if group:
                    self._write_group(group)

    def _write_group(self, group: Sequence[Operation]) -> None:
        self.ledger.operations.mark_sent(self.lease, self.identifier, [o.position for o in group])
        self.managed = self._find_managed(group)
        done: list[Operation] = []
        stopped: TargetError | StateError | None = None
        for operation in group:
            try:
                done.append(self._write(operation))
                self._check_circuit()
            except (TargetError, StateError) as error:
                stopped = error
                break
        settled = self._read_back(done)
        self.ledger.operations.settle(self.lease, self.identifier, settled, self._links(settled))
        if stopped is not None:
            if stopped.code == "circuit_open":  # resuming it would only stop again
                self.ledger.change_sets.abandon(self.lease, self.change_set, Event.STOP)
            raise stopped

    def _find_managed(self, group: Sequence[Operation]) -> dict[str, str]:
        """Find the accounts of people and of their managers, whose links are recorded by now."""
        named = [(o.external_id, o.values["manager"]) for o in group if o.kind == "manager"]
        people = {name for names in named for name in names if name is not None}
        return self.ledger.links.accounts_of(self.tenant, people) if people else {}

    def _write(self, operation: Operation) -> Operation:
        """Execute one operation; an error for one person is an outcome, an error for everybody is raised."""
        for attempt in range(1, ATTEMPTS + 1):
            self._keep_lease()
            try:
                account_id = self._send(operation)
            except TargetError as error:
                if error.code == "target_auth" or (error.retryable and attempt == ATTEMPTS):
                    raise
                if error.retryable:
                    self.runtime.clock.sleep(2.0 ** (attempt - 1))
                    operation = operation._replace(state="sent")  # it may have been done (AP03)
                    continue
                self._unpark(operation)
                self.written += 1
                self.failed += operation.kind != "manager"
                return operation._replace(state="failed", error=error.code)
            self.written += 1
            if account_id is None:
                return operation._replace(state="skipped", error="manager_unresolved")
            return operation._replace(state="confirmed", account_id=account_id, error=None)
        raise AssertionError("unreachable")

    def _keep_lease(self) -> None:
        """Renew the lease in time: a slow target, or one that needs retries, must not outlast it (AP11)."""
        if (self.runtime.clock.now() - self.renewed_at).total_seconds() >= LEASE_SECONDS / 3:
            self.ledger.leases.renew(self.lease)
            self.renewed_at = self.runtime.clock.now()

    def _unpark(self, operation: Operation) -> None:
        """Give somebody who was parked and could not move the old e-mail back, if it is still free."""
        parked = self.parked.get(operation.external_id)
        account_id, before = operation.account_id, operation.before.get("email")
        if parked is None or account_id is None or before is None:
            return
        account = self.target.fetch([account_id]).get(account_id)
        if account is not None and is_same_value("email", account.email, parked):
            with suppress(TargetError):  # the failed change is reported either way
                self.target.update(account_id, {"email": before}, version=account.version)

    def _send(self, operation: Operation) -> str | None:
        """Make the write, unless it is already made; returns the account, or None for a manager who does not
        exist."""
        values = operation.values
        if operation.kind == "manager":
            people = [operation.external_id, *filter(None, [values["manager"]])]
            if not self.managed.keys() >= set(people):
                return None
            operation = operation._replace(account_id=self.managed[operation.external_id])
            # Without a manager, the present one is cleared (AT15).
            values = {"manager_account_id": self.managed.get(values["manager"] or "")}
        if operation.account_id is None:
            return self._create(operation)
        account = self.target.fetch([operation.account_id]).get(operation.account_id)
        if account is None:
            raise TargetError("target_missing", "the account no longer exists.", where=operation.account_id)
        flat = flatten(account)
        if any(not is_same_value(key, flat.get(key), value) for key, value in values.items()):
            self.target.update(operation.account_id, values, version=account.version)
        return operation.account_id

    def _create(self, operation: Operation) -> str:
        """Create, or recognize the account that an interrupted run of ours created (AP02, AP03)."""
        was_sent = operation.state == "sent"
        if was_sent and (account_id := self._made(operation)):
            return account_id
        try:
            return self.target.create(operation.values).account_id
        except TargetError as error:
            if was_sent and error.code == "target_conflict" and (account_id := self._made(operation)):
                return account_id
            raise

    def _holders(self, operation: Operation) -> list[Account]:
        """Find accounts with this id or e-mail that are not linked to anybody."""
        values = operation.values
        found = self.target.find(employee_id=values.get("employee_id"), email=values.get("email"))
        linked = self.ledger.links.persons_of(self.tenant, [account.account_id for account in found])
        return [account for account in found if account.account_id not in linked]

    def _check_circuit(self) -> None:
        if self.failed >= FAILURES_MIN and self.failed * 100 > FAILURES_PCT_MAX * self.written:
            raise StateError(
                "circuit_open",
                f"{self.failed:,} of {self.written:,} writes failed, the limit is {FAILURES_PCT_MAX} %.",
                where=self.tenant,
                remedy="Find out what Qooper refuses; the next run plans the rest again.",
            )

    # Confirming: a success response is not proof (R7, AP08).

    def _accounts(self, group: Sequence[Operation]) -> dict[str, dict[str, str | None]]:
        """Read the accounts of these operations as they are now, flat, with managers as external ids."""
        ids = sorted({o.account_id for o in group if o.account_id is not None})
        found = self.target.fetch(ids)
        managers = {a.manager_account_id for a in found.values() if a.manager_account_id is not None}
        persons = self.ledger.links.persons_of(self.tenant, managers) if managers else {}
        flat = {}
        for account_id, account in found.items():
            manager = account.manager_account_id
            flat[account_id] = flatten(account) | {
                "manager": persons.get(manager, f"account {manager}") if manager else None
            }
        return flat

    def _read_back(self, done: Sequence[Operation]) -> list[Operation]:
        """Compare what the target holds now with what was written; what differs has failed."""
        accounts = self._accounts([o for o in done if o.state == "confirmed"])
        last_of = {(o.account_id, key): o.position for o in done for key in o.values}

        def is_confirmed(o: Operation) -> bool:
            account = accounts.get(o.account_id or "")
            return account is not None and all(
                is_same_value(key, account.get(key), value)
                for key, value in o.values.items()
                if last_of[o.account_id, key] == o.position
            )

        return [
            o._replace(state="failed", error="readback_differs")
            if o.state == "confirmed" and not is_confirmed(o)
            else o
            for o in done
        ]

    def _links(self, settled: Sequence[Operation]) -> list[Link]:
        """Derive from the confirmed operations which account belongs to whom, and is active."""
        found = []
        for o in settled:
            # A created account is ours even if its values came out differently (R5, AP08).
            is_made = o.action == Action.CREATE and o.error == "readback_differs"
            if not (o.state == "confirmed" or is_made) or o.kind not in WRITES or o.account_id is None:
                continue
            how = MOVED if o.kind == "relink" else "adopted" if o.action == Action.LINK else "created"
            is_kept = o.kind == "relink" and o.action == Action.UPDATE  # whoever it was that deactivated it
            is_active = None if is_kept else o.action != Action.DEACTIVATE
            found.append(Link(o.external_id, o.account_id, is_active, how))
        return found


def _is_closed(cycle: Sequence[Operation]) -> bool:
    """The person who was parked has moved, as the last one of the cycle."""
    return len(cycle) > 1 and cycle[-1].external_id == cycle[0].external_id
