"""The contract of every target: one suite for the embedded one today, and later for an HTTP one.

`open_target` opens one more handle on the same accounts. What only a file can do (modes, garbage,
a killed process) is at the end, for the embedded target alone.
"""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Barrier

import polars as pl
import pytest

from qooper_assets import stages
from qooper_assets.core.errors import TargetError
from qooper_assets.core.snapshot import prove_complete
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.edges.targets.target import ACCOUNT_COLUMNS, AccountWriter

Opener = Callable[[], EmbeddedQooper]


@pytest.fixture(params=["embedded"])
def open_target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    assert request.param == "embedded"
    with ExitStack() as stack:
        yield lambda: stack.enter_context(EmbeddedQooper(tmp_path / "qooper" / "acme.sqlite"))


@pytest.fixture
def target(open_target: Opener) -> EmbeddedQooper:
    return open_target()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "qooper" / "acme.sqlite"


def person(number: int, **more: str | None) -> dict[str, str | None]:
    return {
        "email": f"Person{number}@acme.example",
        "employee_id": f"E{number:05}",
        "first_name": "Ada",
        "last_name": f"Number{number}",
        **more,
    }


def refusal(error: pytest.ExceptionInfo[TargetError]) -> str:
    """Return the code, after checking that the error chains no traceback with what it leaves out."""
    assert error.value.__cause__ is None
    assert error.value.__context__ is None or error.value.__suppress_context__
    return error.value.code


def test_only_the_stage_that_writes_opens_a_target_for_writing() -> None:
    """`observe` and everything before it get an `AccountReader`; an import contract keeps them from
    `writing`. A simulation fills the target of its own copy."""
    package = Path(stages.__file__).parent
    opens = {path.name for path in package.glob("*.py") if ".target(" in path.read_text(encoding="utf-8")}
    assert opens == {"runtime.py", "writing.py", "simulating.py"}
    assert "copy.target(" in (package / "simulating.py").read_text(encoding="utf-8")


def is_a_target(target: EmbeddedQooper) -> AccountWriter:
    """mypy proves that the class has the interface."""
    return target


# Creating


def test_a_created_account_is_read_back_exactly_as_it_was_sent(target: EmbeddedQooper) -> None:
    """AP08"""
    sent = person(1, email="Ada.O'Neil@Acme.Example", title=" Größe 👩🏽‍💻\nשלום ", employee_id="00123")
    created = target.create(sent)
    assert created.account_id == "u000001"
    assert (created.email, created.employee_id) == ("Ada.O'Neil@Acme.Example", "00123")
    assert (created.status, created.is_administrator) == ("active", False)
    assert created.manager_account_id is None
    assert created.attributes == {
        "first_name": "Ada",
        "last_name": "Number1",
        "title": " Größe 👩🏽‍💻\nשלום ",
    }
    assert target.fetch(["u000001"]) == {"u000001": created}
    assert target.count() == 1


def test_account_ids_count_up(target: EmbeddedQooper) -> None:
    assert [target.create(person(n)).account_id for n in (1, 2, 3)] == ["u000001", "u000002", "u000003"]


def test_an_attribute_of_the_tenants_own_is_stored(target: EmbeddedQooper) -> None:
    created = target.create(person(1, skills="Go; SQL", phone=None, location=""))
    assert created.attributes == {"first_name": "Ada", "last_name": "Number1", "skills": "Go; SQL"}


@pytest.mark.parametrize("role", ["mentor", "mentee", "none"])
def test_at04_a_role_is_stored_when_an_account_is_created(target: EmbeddedQooper, role: str) -> None:
    created = target.create(person(1, role=role))
    assert target.fetch([created.account_id])[created.account_id].attributes["role"] == role


@pytest.mark.parametrize("email", ["Person1@acme.example", "pERSON1@ACME.example"])
def test_an_email_is_unique_ignoring_case(target: EmbeddedQooper, email: str) -> None:
    target.create(person(1))
    with pytest.raises(TargetError) as error:
        target.create(person(2, email=email))
    assert refusal(error) == "target_conflict"
    assert "email" in error.value.message
    assert target.count() == 1


@pytest.mark.parametrize("email", ["Person1@acme.example", "person1@ACME.EXAMPLE"])
def test_a_deactivated_account_keeps_its_email(target: EmbeddedQooper, email: str) -> None:
    """I22: the target would refuse the e-mail."""
    leaver = target.create(person(1))
    target.update(leaver.account_id, {"status": "deactivated"}, version=leaver.version)
    with pytest.raises(TargetError) as error:
        target.create(person(2, email=email))
    assert refusal(error) == "target_conflict"


def test_an_employee_id_is_unique(target: EmbeddedQooper) -> None:
    target.create(person(1))
    with pytest.raises(TargetError) as error:
        target.create(person(2, employee_id="E00001"))
    assert refusal(error) == "target_conflict"
    assert "employee_id" in error.value.message


def test_an_employee_id_is_exact_text(target: EmbeddedQooper) -> None:
    """R6: detecting twins is our task; the target accepts them."""
    for number, employee_id in enumerate(["123", "0123", "e1", "E1", "1e3", "1000", "1000.0"]):
        assert target.create(person(number, employee_id=employee_id)).employee_id == employee_id
    assert target.find(employee_id="00123", email=None) == []
    assert [a.employee_id for a in target.find(employee_id="1000", email=None)] == ["1000"]


def test_many_accounts_have_no_employee_id(target: EmbeddedQooper) -> None:
    """I19"""
    for number in range(3):
        assert target.create(person(number, employee_id=None)).employee_id is None


def test_emails_that_only_look_alike_are_different(target: EmbeddedQooper) -> None:
    """I14"""
    for email in ("ada@acme.example", "ada+x@acme.example", "аda@acme.example", "strasse@a.example"):
        target.create({"email": email})
    target.create({"email": "straße@a.example"})
    assert target.count() == 5


@pytest.mark.parametrize(
    ("values", "attribute"),
    [
        ({"email": None}, "email"),
        ({"email": ""}, "email"),
        ({"status": "terminated"}, "status"),
        ({"status": None}, "status"),
        ({"title": "x" * 10_001}, "title"),
        ({"manager_account_id": "u000099"}, "manager_account_id"),
        ({"account_id": "u000099"}, "account_id"),
        ({"is_administrator": "true"}, "is_administrator"),
        ({"version": "7"}, "version"),
        ({"title": "half a pair \ud83d"}, "Unicode"),
    ],
)
def test_unacceptable_values_are_refused_on_create_and_on_update(
    target: EmbeddedQooper, values: dict[str, str | None], attribute: str
) -> None:
    there = target.create(person(1))
    with pytest.raises(TargetError) as error:
        target.create(person(2) | values)
    assert refusal(error) == "target_refused"
    assert attribute in error.value.message
    with pytest.raises(TargetError) as error:
        target.update(there.account_id, values, version=there.version)
    assert refusal(error) == "target_refused"
    assert attribute in error.value.message
    assert target.fetch([there.account_id]) == {there.account_id: there}
    assert target.writes() == 1


def test_a_value_at_the_limit_is_stored_whole(target: EmbeddedQooper) -> None:
    """AT06"""
    assert len(target.create(person(1, title="é" * 10_000)).attributes["title"]) == 10_000


# Looking up


def test_find_looks_up_by_id_or_by_email_ignoring_case(target: EmbeddedQooper) -> None:
    one, two, _ = (target.create(person(n)) for n in (1, 2, 3))
    assert target.find(employee_id="E00002", email=None) == [two]
    assert target.find(employee_id=None, email="PERSON1@acme.example") == [one]
    assert target.find(employee_id="E00002", email="person1@acme.example") == [one, two]  # I20
    assert target.find(employee_id="E00001", email="person1@acme.example") == [one]
    assert target.find(employee_id="e00001", email="nobody@acme.example") == []
    assert target.find(employee_id=None, email=None) == []


def test_after_a_conflict_on_create_the_lookup_finds_our_person(target: EmbeddedQooper) -> None:
    """AP02: the first create succeeded, its answer was lost, the retry is refused."""
    target.create(person(1))
    with pytest.raises(TargetError) as error:
        target.create(person(1))
    assert refusal(error) == "target_conflict"
    (found,) = target.find(employee_id="E00001", email="Person1@acme.example")
    assert (found.employee_id, found.email) == ("E00001", "Person1@acme.example")


def test_after_a_lost_answer_the_lookup_finds_exactly_one(open_target: Opener) -> None:
    """AP03: the answer to the first handle was lost."""
    open_target().create(person(1))
    again = open_target()
    assert len(again.find(employee_id="E00001", email="Person1@acme.example")) == 1
    assert again.count() == again.writes() == 1


def test_fetch_leaves_out_missing_accounts(target: EmbeddedQooper) -> None:
    one = target.create(person(1))
    assert target.fetch([]) == {}
    assert target.fetch(["u000099", "u000001", "", "u1", "' OR 1=1 --"]) == {"u000001": one}


def test_fetch_accepts_more_ids_than_fit_one_statement(target: EmbeddedQooper) -> None:
    made = {target.create({"email": f"{n}@acme.example"}).account_id for n in range(1_201)}
    assert set(target.fetch([*sorted(made), "u999999"])) == made


# Updating


def test_an_update_touches_only_the_given_values(target: EmbeddedQooper) -> None:
    before = target.create(person(1, title="Engineer", phone="1"))
    after = target.update(before.account_id, {"title": "Lead", "phone": None}, version=before.version)
    assert after.attributes == {"first_name": "Ada", "last_name": "Number1", "title": "Lead"}
    assert (after.email, after.employee_id, after.status) == (before.email, before.employee_id, "active")
    assert target.fetch([before.account_id])[before.account_id] == after


def test_every_write_makes_a_new_version(target: EmbeddedQooper) -> None:
    account = target.create(person(1))
    seen = [account.version]
    for status in ("suspended", "deactivated", "active", "active"):
        account = target.update(account.account_id, {"status": status}, version=account.version)
        seen.append(account.version)
    assert len(set(seen)) == 5


def test_reactivation_brings_the_same_account_back(target: EmbeddedQooper) -> None:
    """I21"""
    before = target.create(person(1))
    deactivated = target.update(before.account_id, {"status": "deactivated"}, version=before.version)
    assert deactivated.status == "deactivated"
    back = target.update(before.account_id, {"status": "active"}, version=deactivated.version)
    assert back.model_copy(update={"version": before.version}) == before
    assert target.count() == 1


def test_an_update_is_refused_after_a_write_by_another_handle(open_target: Opener) -> None:
    """G08: the account changed between our reading and our writing."""
    ours, theirs = open_target(), open_target()
    read = ours.create(person(1))
    written = theirs.update(read.account_id, {"title": "By hand"}, version=read.version)
    with pytest.raises(TargetError) as error:
        ours.update(read.account_id, {"title": "By roster"}, version=read.version)
    assert refusal(error) == "target_precondition"
    assert read.account_id in error.value.message
    assert ours.fetch([read.account_id])[read.account_id] == written


def test_an_update_of_a_missing_account_is_refused_as_missing(target: EmbeddedQooper) -> None:
    """AP06"""
    with pytest.raises(TargetError) as error:
        target.update("u000042", {"title": "Lead"}, version="1")
    assert refusal(error) == "target_missing"
    assert "u000042" in error.value.message
    assert target.writes() == 0


def test_only_the_case_of_an_email_can_change(target: EmbeddedQooper) -> None:
    """I11: the account does not conflict with itself."""
    before = target.create(person(1))
    after = target.update(before.account_id, {"email": "PERSON1@acme.example"}, version=before.version)
    assert after.email == "PERSON1@acme.example"
    assert target.find(employee_id=None, email="Person1@acme.example") == [after]


def test_an_update_to_a_taken_email_or_id_is_a_conflict(target: EmbeddedQooper) -> None:
    target.create(person(1))
    two = target.create(person(2))
    for values in ({"email": "PERSON1@acme.example"}, {"employee_id": "E00001"}):
        with pytest.raises(TargetError) as error:
            target.update(two.account_id, values, version=two.version)
        assert refusal(error) == "target_conflict"
        assert two.account_id in error.value.message
    assert target.fetch([two.account_id])[two.account_id] == two


def test_a_rename_frees_an_email_and_a_deactivation_does_not(target: EmbeddedQooper) -> None:
    """AP13, I09: A takes B's old e-mail only after B has a new one."""
    a, b = target.create(person(1)), target.create(person(2))
    b = target.update(b.account_id, {"status": "deactivated"}, version=b.version)
    with pytest.raises(TargetError) as error:
        target.update(a.account_id, {"email": b.email}, version=a.version)
    assert refusal(error) == "target_conflict"
    target.update(b.account_id, {"email": "new@acme.example"}, version=b.version)
    assert target.update(a.account_id, {"email": b.email}, version=a.version).email == b.email
    assert target.create(person(3, email=a.email)).email == a.email


def test_two_people_swap_emails_over_a_parking_place(target: EmbeddedQooper) -> None:
    """I07"""
    a, b = target.create(person(1)), target.create(person(2))
    parked = target.update(a.account_id, {"email": "parked@acme.example"}, version=a.version)
    assert target.update(b.account_id, {"email": a.email}, version=b.version).email == a.email
    assert target.update(a.account_id, {"email": b.email}, version=parked.version).email == b.email


def test_a_manager_must_exist_before_the_link_to_it(target: EmbeddedQooper) -> None:
    """AP13: managers last."""
    report = target.create(person(1))
    with pytest.raises(TargetError) as error:
        target.update(report.account_id, {"manager_account_id": "u000002"}, version=report.version)
    assert refusal(error) == "target_refused"
    boss = target.create(person(2))
    linked = target.update(report.account_id, {"manager_account_id": boss.account_id}, version=report.version)
    assert linked.manager_account_id == boss.account_id
    cleared = target.update(report.account_id, {"manager_account_id": None}, version=linked.version)
    assert cleared.manager_account_id is None


def test_no_error_contains_a_value(target: EmbeddedQooper) -> None:
    """O03: it names the account and the attribute, never the value."""
    secret = {"email": "Hidden@acme.example", "employee_id": "HIDDEN-7", "title": "hidden"}
    target.create(secret)
    other = target.create(person(2))
    attempts: list[dict[str, str | None]] = [
        {"email": "hidden@acme.example"},
        {"employee_id": "HIDDEN-7"},
        {"status": "hidden"},
        {"manager_account_id": "hidden"},
        {"title": "hidden" * 2_000},
        {"title": "hidden \udcff"},
    ]
    for values in attempts:
        with pytest.raises(TargetError) as created:
            target.create(person(3) | values)
        with pytest.raises(TargetError) as updated:
            target.update(other.account_id, values, version=other.version)
        for error in (created, updated):
            refusal(error)
            assert "hidden" not in str(error.value).lower()
            assert "@" not in str(error.value)
            assert "E00" not in str(error.value)


# Listing


def test_an_empty_target_lists_no_pages(target: EmbeddedQooper) -> None:
    assert list(target.list_accounts()) == []
    assert target.count() == 0


def test_the_listing_has_the_columns_of_the_contract_and_the_values_of_fetch(
    target: EmbeddedQooper,
) -> None:
    boss = target.seed(person(1), is_administrator=True)
    target.create({"email": "b@acme.example", "manager_account_id": boss.account_id, "title": "é"})
    (page,) = target.list_accounts()
    assert dict(page.schema) == dict(ACCOUNT_COLUMNS)
    assert page.rows() == [
        (
            *("u000001", "E00001", "Person1@acme.example", "active", True, None, "1"),
            '{"first_name": "Ada", "last_name": "Number1"}',
        ),
        ("u000002", None, "b@acme.example", "active", False, "u000001", "1", '{"title": "é"}'),
    ]


def test_columns_without_any_value_keep_their_type(target: EmbeddedQooper) -> None:
    for number in range(2_000):
        target.create(person(number, employee_id=None))
    pages = list(target.list_accounts(page_size=700))
    assert [page.height for page in pages] == [700, 700, 600]
    assert all(dict(page.schema) == dict(ACCOUNT_COLUMNS) for page in pages)


def test_paging_is_complete_and_stable_with_25_000_accounts(target: EmbeddedQooper) -> None:
    """AP14"""
    for number in range(25_000):
        target.create(person(number))
    pages = list(target.list_accounts())
    assert [page.height for page in pages] == [10_000, 10_000, 5_000]
    listed = pl.concat(pages)
    ids = listed["account_id"].to_list()
    assert ids == [f"u{n:06}" for n in range(1, 25_001)]
    assert pl.concat(target.list_accounts(page_size=999)).equals(listed)
    prove_complete(
        announced_before=25_000,
        announced_after=target.count(),
        read=len(ids),
        distinct=len(set(ids)),
        linked=0,
        read_last_time=None,
    )


def test_writes_during_a_listing_repeat_nobody_and_change_the_count(open_target: Opener) -> None:
    """AP14: the reader compares the counts before and after."""
    reader, writer = open_target(), open_target()
    for number in range(30):
        writer.create(person(number))
    announced = reader.count()
    pages = reader.list_accounts(page_size=10)
    ids = next(pages)["account_id"].to_list()
    first = writer.fetch(["u000001"])["u000001"]
    writer.update("u000001", {"email": "zz@acme.example"}, version=first.version)
    writer.create(person(99))
    ids += [account_id for page in pages for account_id in page["account_id"]]
    assert ids == [f"u{n:06}" for n in range(1, 32)]
    assert reader.count() != announced


# Several at once


def test_only_one_of_two_threads_that_create_the_same_email_succeeds(open_target: Opener) -> None:
    shared = open_target()
    for round_number, handles in enumerate([(shared, shared), (open_target(), open_target())] * 10):
        start = Barrier(2)

        def create(
            handle: EmbeddedQooper, letter: str, round_number: int = round_number, start: Barrier = start
        ) -> str:
            start.wait()
            try:
                return handle.create({"email": f"{letter}@{round_number}.example"}).account_id
            except TargetError as error:
                return error.code

        with ThreadPoolExecutor(2) as pool:
            results = sorted(pool.map(create, handles, "aA"))
        assert results == ["target_conflict", f"u{round_number + 1:06}"]
    assert shared.count() == shared.writes() == 20


def test_two_handles_at_first_use_make_one_target(open_target: Opener) -> None:
    handles = [open_target() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: handles[n].create(person(n)).account_id, range(8)))
    assert sorted(made) == [f"u{n:06}" for n in range(1, 9)]
    assert {handle.count() for handle in handles} == {8}


# The embedded target alone


def test_a_seed_is_not_a_write(target: EmbeddedQooper) -> None:
    admin = target.seed(person(1), is_administrator=True)
    deactivated = target.seed(person(2, title="By hand"), status="deactivated")
    assert (admin.is_administrator, admin.status) == (True, "active")
    assert (deactivated.is_administrator, deactivated.status) == (False, "deactivated")
    assert (target.count(), target.writes()) == (2, 0)
    target.update(deactivated.account_id, {"status": "active"}, version=deactivated.version)
    assert target.writes() == 1


def test_a_refused_write_is_not_counted(target: EmbeddedQooper) -> None:
    target.create(person(1))
    with pytest.raises(TargetError):
        target.create(person(1))
    assert target.writes() == 1
    assert target.create(person(2)).account_id == "u000002"


def test_nothing_can_be_deleted(target: EmbeddedQooper, path: Path) -> None:
    target.create(person(1))
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("DELETE FROM accounts")
    assert target.count() == 1
    assert not [name for name in dir(target) if "delete" in name or "remove" in name]


def test_file_and_folder_are_private_under_any_umask(target: EmbeddedQooper, path: Path) -> None:
    """R13"""
    before = os.umask(0)
    try:
        target.create(person(1))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    names = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in path.parent.iterdir()}
    assert set(names) == {"acme.sqlite", "acme.sqlite-wal", "acme.sqlite-shm"}
    assert set(names.values()) == {0o600}


def test_a_closed_and_reopened_file_keeps_its_state(path: Path) -> None:
    with EmbeddedQooper(path) as target:
        created = target.create(person(1))
    with EmbeddedQooper(path) as target:
        assert target.fetch(["u000001"]) == {"u000001": created}
        assert target.create(person(2)).account_id == "u000002"
        target.close()
        assert target.count() == 2


def test_a_confirmed_write_survives_a_killed_process(path: Path) -> None:
    """AP07: crash in the middle of the writing."""
    script = (
        "import sys, pathlib\n"
        "from qooper_assets.edges.targets.embedded import EmbeddedQooper\n"
        "target = EmbeddedQooper(pathlib.Path(sys.argv[1]))\n"
        "for number in range(1_000_000):\n"
        "    created = target.create({'email': f'{number}@acme.example'})\n"
        "    print(created.account_id, flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(path)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout is not None
        confirmed = [process.stdout.readline().strip() for _ in range(100)]
        process.kill()
    with EmbeddedQooper(path) as target:
        assert set(target.fetch(confirmed)) == set(confirmed)
        assert target.count() == target.writes() >= 100


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 4096, b"garbage, and no database at all\n" * 200, b"SQLite format 3\x00"]
)
def test_a_file_that_is_not_a_target_is_unreachable_and_never_an_empty_listing(
    path: Path, content: bytes
) -> None:
    """AP15"""
    path.parent.mkdir()
    path.write_bytes(content)
    with EmbeddedQooper(path) as target:
        for read in (
            lambda: list(target.list_accounts()),
            lambda: target.count(),
            lambda: target.fetch(["u000001"]),
            lambda: target.find(employee_id="E1", email=None),
            lambda: target.create(person(1)),
        ):
            with pytest.raises(TargetError) as error:
                read()
            assert refusal(error) == "target_unreachable"
    assert path.read_bytes() == content


def test_a_file_that_breaks_in_the_middle_is_unreachable(path: Path) -> None:
    with EmbeddedQooper(path) as target:
        for number in range(2_000):
            target.create(person(number, title="x" * 100))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    with EmbeddedQooper(path) as target, pytest.raises(TargetError) as error:
        list(target.list_accounts())
    assert refusal(error) == "target_unreachable"


def test_a_folder_in_the_place_of_the_file_is_unreachable(path: Path) -> None:
    path.mkdir(parents=True)
    with EmbeddedQooper(path) as target, pytest.raises(TargetError) as error:
        target.count()
    assert refusal(error) == "target_unreachable"
    assert error.value.retryable


def test_a_file_in_the_place_of_the_folder_is_unreachable(path: Path) -> None:
    path.parent.write_text("a file")
    with EmbeddedQooper(path) as target, pytest.raises(TargetError) as error:
        target.count()
    assert refusal(error) == "target_unreachable"


def test_a_locked_file_is_unreachable_for_a_while(path: Path) -> None:
    with EmbeddedQooper(path, busy_timeout_seconds=0.05) as target:
        target.create(person(1))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(TargetError) as error:
                target.create(person(2))
            assert refusal(error) == "target_unreachable"
            assert error.value.retryable
            assert target.count() == 1
            other.execute("ROLLBACK")
        assert target.create(person(2)).account_id == "u000002"


def test_a_file_of_another_version_is_not_touched(path: Path) -> None:
    with EmbeddedQooper(path) as target:
        target.create(person(1))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 2")
    with EmbeddedQooper(path) as target, pytest.raises(TargetError) as error:
        target.count()
    assert refusal(error) == "target_unreachable"
    assert not error.value.retryable
