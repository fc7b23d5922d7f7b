"""Random companies: who works there, what their HR system exports each day, and who meddles in Qooper.

Belongs here: making up events from a seed. Does not: playing them (`play.py`), or knowing what comes of
them: a company is made up whole before it is played, so that any part of it can be left out.
"""

import random
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from qooper_assets_tests.model.rules import DATES, Cells, Rules

FIRST_DAY = date(2026, 3, 2)
FIRST_NAMES = ("Ann", "Bob", "Cay", "Dee", "Eve", "Fay", "Gus")
LAST_NAMES = ("Lee", "Ray", "Oak", "Kim", "Poe")
COUNTRIES = ("DE", "DE", "at", "AT", "FR", "fr ", "IT", "", "#REF!", "NULL")
TITLES = ("Engineer", "Lead", "Chief")


class Edit(NamedTuple):
    """Somebody changes one value of an account in Qooper: the n-th by e-mail, of as many as there are."""

    nth: int
    name: str
    value: str


class Seed(NamedTuple):
    """Somebody makes an account in Qooper."""

    values: dict[str, str]
    is_administrator: bool = False
    is_active: bool = True


class File(NamedTuple):
    """A delivery, which is planned, and applied if nothing holds it."""

    rows: list[Cells]
    without: tuple[str, ...] = ()
    """Columns that are not in the file."""


class Decide(NamedTuple):
    """A word on what waits, if anything does: approve, decline, sign (approve, and not carry out)."""

    word: str


class Wait(NamedTuple):
    days: int


Event = Edit | Seed | File | Decide | Wait


@dataclass
class Invented:
    """A company that can be played."""

    seed: int
    rules: Rules
    events: list[Event]


@dataclass
class Shape:
    """What a company may be like; an empty choice means any."""

    identity: str = ""
    coverage: str = ""
    days: int = 20
    leaves_out: frozenset[str] = field(default_factory=frozenset)
    """Kinds of events that do not happen."""


IDENTITIES = ("employee_id", "email", "email+ids", "badge")


def invent(seed: int, shape: Shape) -> Invented:
    dice = random.Random(f"{seed} {shape.identity} {shape.coverage}")
    rules = _scoped(_rules(dice, shape), random.Random(f"scope {seed} {shape.identity} {shape.coverage}"))
    return Invented(seed, rules, _Story(dice, rules, shape).events())


def _scoped(rules: Rules, dice: random.Random) -> Rules:
    """Half of the companies have a scope (S19), and half leave a value to Qooper (AT04)."""
    scope = dice.choice(
        [{}, {}, {"in": ["DE", "AT"]}, {"not_in": ["FR", "(null)"]}, {"matches": "DE.*|AT|null"}]
    )
    owned = dice.choice([(), "title", "department", "manager"])
    owners = {owned: dice.choice(["qooper", "roster_on_create"])} if owned else {}
    if owned in rules.clear_when_blank or (owned == "manager" and rules.manager_refers_to != "employee_id"):
        owners = {}
    return replace(rules, scope=scope and {"column": "country", **scope}, owners=owners)


def _rules(dice: random.Random, shape: Shape) -> Rules:
    identity = shape.identity or dice.choice(IDENTITIES)
    coverage = shape.coverage or dice.choice(["full_snapshot"] * 3 + ["delta"])
    attributes = ("first_name", "last_name", "title", "department", "hire_date")
    maps_ids = identity != "email"
    return Rules(
        identity=identity.removesuffix("+ids"),
        maps_employee_id=maps_ids,
        attributes=(*attributes, "badge") if identity == "badge" else attributes,
        manager_refers_to=dice.choice(["employee_id", "email"]) if maps_ids else "email",
        coverage=coverage,
        absent_after_files=dice.choice([1, 1, 2, 2]),
        adoption=dice.choice(["ask", "ask", "auto", "never"]),
        reactivate_admin_deactivated=dice.random() < 0.4,
        clear_when_blank=dice.choice([(), (), ("title",), ("manager", "title")]),
        limits=dice.choice([{}, {"attribute_changes_count_floor": 2}]),
        status_words=dict(zip(dice.choice(STATUS_WORDS), ("active", "inactive"), strict=True)),
        end_by=dice.choice(["earliest"] * 3 + ["status", "date"]),
    )


class _Story:
    """Makes up the days of one company."""

    def __init__(self, dice: random.Random, rules: Rules, shape: Shape) -> None:
        self.dice = dice
        self.rules = rules
        self.shape = shape
        self.today = FIRST_DAY
        self.number = 0
        self.people: dict[int, Cells] = {}
        self.left: list[Cells] = []
        self.active, self.inactive = rules.status_words
        self.lively = dice.choice([0.4, 0.55, 0.7])
        self.noisy = dice.choice([0.0, 0.2, 0.5])
        self.meddling = dice.choice([0.0, 0.2, 0.5])
        self.moving = random.Random(f"{rules.identity} {self.lively} {self.noisy} {self.meddling}")

    def may(self, what: str) -> bool:
        return what not in self.shape.leaves_out

    def chance(self, likely: float) -> bool:
        return self.dice.random() < likely

    # Days

    def events(self) -> list[Event]:
        size = self.dice.choice([5, 6, 8, 8, 10, 12, 25, 40])
        for _ in range(size):
            self.join()
        for number, person in self.people.items():
            if self.chance(0.5):
                person["manager"] = self._reference(self.dice.choice(list(self.people)), but=number)
        found: list[Event] = list(self._accounts_before())
        rows = self.export()
        found += [File(rows), Decide(self.dice.choice(["approve"] * 8 + ["sign", "decline"]))]
        for _ in range(self.shape.days):
            days = self.dice.choice([1, 1, 1, 1, 2, 3, 8])
            found.append(Wait(days))
            self.today += timedelta(days=days)
            if self.chance(0.3):
                found.append(Decide(self._word()))
            while self.chance(self.meddling):
                found.append(self.meddle())
            for _ in range(self.dice.choice([0, 1, 1, 1, 1, 1, 1, 2])):
                if not self.chance(0.12):
                    rows = self.a_days_rows()
                found.append(File(rows, self.columns_lost()))
                if self.chance(0.6):
                    found.append(Decide(self._word()))
        return [e for e in found if not (isinstance(e, Decide) and not self.may(e.word))]

    def _word(self) -> str:
        return self.dice.choice(["approve"] * 6 + ["decline"] * 2 + ["sign"])

    def a_days_rows(self) -> list[Cells]:
        self.happen()
        while self.chance(self.lively):
            self.happen()
        self._move()
        return self.export()

    def _move(self) -> None:
        """People move to another country, which may be out of scope (S19)."""
        while self.rules.scope and self.people and self.moving.random() < 0.5:
            for person in self.moving.sample(list(self.people.values()), min(len(self.people), 2)):
                person["country"] = self.moving.choice(COUNTRIES)

    # People

    def join(self, **known: str) -> Cells:
        self.number += 1
        n, dice = self.number, self.dice
        person = {
            "employee_id": f"0{n:02}A" if n % 3 else f"9{n:02}",
            "badge": f"B{n:02}" if n % 3 else f"7{n:02}",
            "email": f"p{n}@a.example",
            "first_name": dice.choice(FIRST_NAMES),
            "last_name": dice.choice(LAST_NAMES),
            "title": dice.choice(TITLES),
            "department": "R&D" if n % 3 else "Ops",
            "manager": "",
            "hire_date": "2020-01-01",
            "termination_date": "",
            "status": self.active,
            "country": "DE",
        } | known
        self.people[n] = person
        return person

    def _reference(self, number: int, but: int = 0) -> str:
        if number == but and self.chance(0.8):
            return ""
        person = self.people[number]
        return person["email" if self.rules.manager_refers_to == "email" else "employee_id"]

    def somebody(self, count: int = 1) -> list[Cells]:
        return self.dice.sample(list(self.people.values()), min(count, len(self.people)))

    def happen(self) -> None:
        """One thing that happens in the company."""
        kinds = [k for k, weight in HAPPENINGS.items() if self.may(k) for _ in range(weight)]
        getattr(self, f"_{self.dice.choice(kinds)}")()

    def _joins(self) -> None:
        person = self.join()
        if self.chance(0.3):
            person["hire_date"] = str(self.today + timedelta(days=self.dice.choice([-1, 0, 1, 3, 9])))
        if self.chance(0.2) and self.people:
            person["manager"] = self._reference(self.dice.choice(list(self.people)))

    def _leaves(self) -> None:
        if len(self.people) > 2:
            self.left.append(self.people.pop(self.dice.choice(list(self.people))))

    def _many_leave(self) -> None:
        for _ in range(self.dice.choice([3, 6, len(self.people) // 2])):
            self._leaves()

    def _is_marked(self) -> None:
        self._mark(*self.somebody())

    def _many_are_marked(self) -> None:
        for person in self.somebody(self.dice.choice([3, 6, len(self.people) // 2])):
            self._mark(person)

    def _mark(self, person: Cells) -> None:
        person["status"] = self.dice.choice([*[self.inactive] * 3, self.active, ""])
        if person["status"] == self.inactive and self.chance(0.3):
            person["email"] = ""

    def _is_back(self) -> None:
        """The same id, the same e-mail with a new id, or both new; some time with a first day to come."""
        if not self.left:
            return
        person = dict(self.left.pop(self.dice.randrange(len(self.left))))
        old = dict(person)
        fresh = self.join()
        how = self.dice.choice(["same", "same", "new id", "new both"])
        self.people[self.number] = person | {"status": self.active, "termination_date": ""}
        back = self.people[self.number]
        if how != "same":
            back |= {"employee_id": fresh["employee_id"], "badge": fresh["badge"]}
        if how == "new both" or not old["email"]:
            back["email"] = fresh["email"]
        if self.chance(0.35):
            back["hire_date"] = str(self.today + timedelta(days=self.dice.choice([0, 1, 2, 5])))

    def _gets_a_last_day(self) -> None:
        (person,) = self.somebody()
        offset = self.dice.choice([-3, -1, 0, 1, 3, None])
        person["termination_date"] = "" if offset is None else str(self.today + timedelta(days=offset))
        if self.chance(0.25):
            person["termination_date"] = self.dice.choice(ODD_DAYS)

    def _gets_a_first_day(self) -> None:
        (person,) = self.somebody()
        person["hire_date"] = str(self.today + timedelta(days=self.dice.choice([-1, 0, 2, 5])))
        if self.chance(0.2):
            person["hire_date"] = self.dice.choice(ODD_DAYS)

    def _gets_a_title(self) -> None:
        (person,) = self.somebody()
        person["title"] = self.dice.choice([*TITLES, ""])

    def _many_get_titles(self) -> None:
        """One or two columns are reset, or exchanged (AT14)."""
        for person in self.somebody(self.dice.choice([3, len(self.people) // 2, len(self.people)])):
            if self.chance(0.1):
                person["title"], person["department"] = person["department"], person["title"]
            else:
                person["title"] = self.dice.choice([*TITLES, ""])

    def _gets_a_name(self) -> None:
        (person,) = self.somebody()
        person[self.dice.choice(["first_name", "last_name"])] = self.dice.choice([*FIRST_NAMES, ""])

    def _many_get_names(self) -> None:
        for person in self.somebody(self.dice.choice([4, 7])):
            person["first_name"], person["last_name"] = person["last_name"], person["first_name"]

    def _gets_an_email(self) -> None:
        for person in self.somebody(self.dice.choice([1, 1, 1, 2, 7])):
            self.number += 1
            person["email"] = f"p{self.number}@a.example"

    def _passes(self, name: str) -> None:
        """People swap a value, hand it round, or pass it on."""
        people = self.somebody(self.dice.choice([2, 2, 3, 4]))
        values = [person[name] for person in people]
        self.number += 1
        fresh = {"email": f"p{self.number}@a.example", "employee_id": f"0{self.number:02}A"}[name]
        last = values[0] if self.chance(0.5) else fresh
        for person, value in zip(people, [*values[1:], last], strict=True):
            person[name] = value

    def _emails_pass(self) -> None:
        self._passes("email")

    def _ids_pass(self) -> None:
        self._passes("employee_id")

    def _leaver_passes_on(self) -> None:
        """A leaver's e-mail, id or name goes to somebody new, or to a colleague."""
        leavers = [p for p in self.left if p["email"]] or self.somebody()
        leaver = self.dice.choice(leavers)
        heir = self.join() if self.chance(0.5) else self.somebody()[0]
        heir["email"] = leaver["email"]
        if self.chance(0.2):
            heir["employee_id"] = leaver["employee_id"]
        if self.chance(0.3):
            heir |= {name: leaver[name] for name in ("first_name", "last_name")}

    def _colleague_takes_over(self) -> None:
        """I30: somebody leaves, one way or the other, and a colleague takes the e-mail and the work."""
        if len(self.people) < 3:
            return
        number = self.dice.choice(list(self.people))
        leaver = self.people[number]
        heir = self.dice.choice([p for n, p in self.people.items() if n != number])
        heir |= {"email": leaver["email"], "title": self.dice.choice(TITLES)}
        match self.dice.choice(["gone", "gone", "marked", "past"]):
            case "gone":
                self.left.append(self.people.pop(number))
            case "marked":
                leaver |= {"status": "T", "email": ""}
            case _:
                leaver |= {
                    "termination_date": str(self.today - timedelta(days=1)),
                    "email": f"x{number}@a.example",
                }

    def _id_goes_to_another_human(self) -> None:
        """I29: all of a row changes but the identity; or all but one thing."""
        if self.left and self.chance(0.5):
            self.number += 1
            self.people[self.number] = self.left.pop(self.dice.randrange(len(self.left)))
            person = self.people[self.number]
        else:
            (person,) = self.somebody()
        first, last = person["first_name"], person["last_name"]
        another = {
            "first_name": self.dice.choice([name for name in FIRST_NAMES if name != first]),
            "last_name": self.dice.choice([name for name in LAST_NAMES if name != last]),
            "hire_date": self.dice.choice([str(self.today), str(self.today), ""]),
            "status": "A",
            "termination_date": "",
        }
        if self.rules.identity != "email":
            self.number += 1
            another["email"] = f"p{self.number}@a.example"
        if self.chance(0.4):
            del another[self.dice.choice(list(another))]
        person |= another

    def _managers_go_round(self) -> None:
        """AT15: a circle of managers, or people who change places."""
        people = self.somebody(self.dice.choice([2, 2, 3, 4]))
        key = "email" if self.rules.manager_refers_to == "email" else "employee_id"
        for person, manager in zip(people, [*people[1:], people[0]], strict=True):
            person["manager"] = manager[key]
        if self.chance(0.4):
            people[-1]["manager"] = ""

    def _is_renamed(self) -> None:
        """In e-mail mode, a leaver and a joiner of one name."""
        (person,) = self.somebody()
        self.number += 1
        person["email"] = f"p{self.number}@a.example"
        if self.rules.identity != "email":
            person["employee_id"] = f"0{self.number:02}A"

    def _gets_another_id(self) -> None:
        (person,) = self.somebody()
        self.number += 1
        name = self.dice.choice(["employee_id", "badge"])
        old = person[name]
        person[name] = self.dice.choice(
            [f"0{self.number:02}A", old.lower(), old.lstrip("0"), old, "E7", "E8"]
        )

    def _gets_a_manager(self) -> None:
        (person,) = self.somebody()
        person["manager"] = self.dice.choice(
            ["", "nobody", self._reference(self.dice.choice(list(self.people)))]
        )

    def _claims_an_account(self) -> None:
        """One or two new people, whom an account in Qooper fits by e-mail or id, that was not made by us."""
        person = self.join()
        for name, values in (("email", HANDMADE_EMAILS), ("employee_id", HANDMADE_IDS)):
            if self.chance(0.6):
                person[name] = self.dice.choice(values)
        if self.chance(0.4):
            first, second = self.join(email="x@a.example"), self.join(employee_id="E7")
            if self.chance(0.3):
                first["employee_id"] = "E7"
                second["employee_id"] = "E9"

    def _emails_pass_to_an_account(self) -> None:
        """A chain of e-mails (I09) that ends at an account that is not ours, so nobody in it can move."""
        people = self.somebody(self.dice.choice([2, 3]))
        values = [person["email"] for person in people]
        for person, value in zip(people, [*values[1:], "hand@a.example"], strict=True):
            person["email"] = value

    # The file

    def export(self) -> list[Cells]:
        rows = [dict(person) for person in self.people.values()]
        if self.rules.coverage == "delta":
            rows = [row for row in rows if self.chance(0.4)] or rows[:1]
            rows += [
                dict(person) | {"status": self.inactive} for person in self.left[-2:] if self.chance(0.3)
            ]
        if self.chance(self.noisy):
            self._spoil(rows)
            while self.chance(0.4):
                self._spoil(rows)
        return rows or [dict(self.join())]

    def columns_lost(self) -> tuple[str, ...]:
        """S22, S26: a day on which the export has no column of first or last days."""
        if not self.may("date_column_lost") or not self.chance(0.2 * self.noisy):
            return ()
        return (self.dice.choice(DATES),)

    def _spoil(self, rows: list[Cells]) -> None:
        """One thing that goes wrong with the export; it is right again the next day."""
        if not rows:
            return
        row, dice = self.dice.choice(rows), self.dice
        match dice.choice([k for k in SPOILINGS if self.may(k)]):
            case "row_lost":
                rows.remove(row)
            case "rows_lost":
                del rows[len(rows) * dice.choice([6, 8]) // 10 + 1 :]
            case "unreadable":
                row[self.rules.identity] = dice.choice(["", "", "#N/A"])
                if dice.random() < 0.4:
                    row |= {"first_name": "", "last_name": ""}
                    if dice.random() < 0.5:
                        row["email"] = ""
            case "twice":
                rows.append(dict(row))
            case "twice_otherwise":
                rows.append(row | {"title": "Other"})
            case "status":
                row["status"] = dice.choice(
                    ["LOA", "?", f" {row['status'].swapcase()} ", _composed_otherwise(row["status"]), ""]
                )
            case "email":
                row["email"] = dice.choice(["", "nowhere", "noemail@a.example", row["email"].upper()])
            case "shared":
                row[dice.choice(["email", "employee_id"])] = dice.choice(rows)[
                    dice.choice(["email", "employee_id"])
                ]
            case "blank":
                row[dice.choice(["title", "first_name", "department", "hire_date"])] = ""
            case "respelled":
                self._respell(rows if dice.random() < 0.5 else [row])
            case "identifier":
                row[self.rules.identity] = dice.choice(
                    [
                        "4.00123E+15",
                        "1e3",
                        "TBD",
                        "n/a",
                        "00",
                        "E\u200b1",
                        "x\u00ad@a.example",
                        "x@a..example",
                    ]
                )
            case "reference":
                row["manager"] = dice.choice(["4.00123E+15", "N/A", "0"])
            case "address":
                row["email"] = dice.choice(["mailto:{}", "SMTP:{}", "<{}>", "A B <{}>", "{}."]).format(
                    row["email"]
                )
            case "date":
                name = dice.choice(["hire_date", "termination_date", "termination_date"])
                chosen = [each for each in rows if each[name]] or [row]
                for each in dice.sample(chosen, min(len(chosen), dice.choice([1, 1, 2, 6]))):
                    each[name] = dice.choice(["02.03.2026", "#REF!", ""])
            case "column":
                for each in rows:
                    if dice.random() < 0.8:
                        each["title"] = ""

    def _respell(self, rows: list[Cells]) -> None:
        """A spreadsheet writes ids so that they stay text, or as numbers with decimals (I32)."""
        how = self.dice.choice(["'{}", '="{}"', "{}.0", "{}.0", "{}.1"])
        names = {"employee_id", self.rules.identity} - {"email"}
        if self.rules.manager_refers_to != "email":
            names.add("manager")
        for row in rows:
            for name in sorted(names):
                if row[name] and ("." not in how or row[name].isdecimal()):
                    row[name] = how.format(row[name])

    # Qooper

    def _accounts_before(self) -> list[Seed]:
        found = [Seed({"email": "root@a.example", "title": "Administrator"}, is_administrator=True)]
        found.append(Seed({"email": "hand@a.example"}))
        if self.chance(0.5):
            found.append(Seed({"email": "x@a.example", "employee_id": "E7", "title": "Trainee"}))
        if self.chance(0.3):
            found.append(Seed({"email": "off@a.example", "employee_id": "E8"}, is_active=False))
        for person in self.somebody(self.dice.choice([0, 1, 2, 3])):
            values = {"email": person["email"], "first_name": person["first_name"]}
            how = self.dice.choice(["email", "both", "id", "other id"])
            if how in ("both", "id"):
                values["employee_id"] = person["employee_id"]
            if how == "id":
                values["email"] = f"old.{person['email']}"
            if how == "other id":
                values["employee_id"] = "E9"
            found.append(Seed(values, is_administrator=self.chance(0.15), is_active=not self.chance(0.25)))
        return found

    def meddle(self) -> Event:
        """Somebody does something by hand in Qooper."""
        dice = self.dice
        nth = dice.randrange(1000)
        match dice.choice(["off", "off", "off", "on", "on", "title", "name", "email", "id", "new"]):
            case "off":
                return Edit(nth, "status", "deactivated")
            case "on":
                return Edit(nth, "status", "active")
            case "title":
                return Edit(nth, "title", "Queen")
            case "name":
                return Edit(nth, "first_name", dice.choice(FIRST_NAMES))
            case "email":
                fresh = f"h{dice.randrange(100)}@a.example"
                return Edit(
                    nth, "email", dice.choice([fresh, f"p{dice.randint(1, self.number + 1)}@a.example"])
                )
            case "id":
                return Edit(
                    nth,
                    "employee_id",
                    dice.choice([f"H{dice.randrange(100)}", f"0{dice.randint(1, self.number + 1):02}A"]),
                )
            case _:
                values = {"email": f"p{self.number + dice.choice([1, 1, 2])}@a.example"}
                if dice.random() < 0.5:
                    values["employee_id"] = f"0{self.number + dice.choice([1, 1, 2]):02}A"
                return Seed(values, is_active=dice.random() < 0.8)


ODD_DAYS = (
    "26-03-01", "infinity", "-infinity", "epoch", "0026-03-01", "1-1-1", "0000-00-00", "1900-01-01",
    "1899-12-30", "1970-01-01", "0001-01-01", "9999-12-31", "2099-12-30", "2026-02-30",
)  # fmt: skip
"""What systems export where there is no day, or where a year has lost its digits (S23, S27)."""
STATUS_WORDS = (
    ("A", "T"), ("A", "T"), ("İŞTE", "AYRILDI"), ("ενεργός", "αποχωρήσας"), ("Präsent", "Außer Haus"),
)  # fmt: skip
"""Words for active and inactive (S29)."""
HANDMADE_EMAILS = ("hand@a.example", "x@a.example", "off@a.example", "root@a.example")
HANDMADE_IDS = ("E7", "E7", "E8", "E9")
HAPPENINGS = {
    "joins": 6, "leaves": 6, "many_leave": 1, "is_marked": 5, "many_are_marked": 1, "is_back": 5,
    "gets_a_last_day": 4, "gets_a_first_day": 2, "gets_a_title": 3, "gets_a_name": 2, "many_get_names": 1,
    "gets_an_email": 3, "emails_pass": 4, "ids_pass": 3, "leaver_passes_on": 4, "is_renamed": 2,
    "gets_another_id": 3, "gets_a_manager": 2, "claims_an_account": 4,
    "emails_pass_to_an_account": 1, "many_get_titles": 2, "colleague_takes_over": 3,
    "id_goes_to_another_human": 3, "managers_go_round": 2,
}  # fmt: skip
"""What happens in a company → how often, beside the others."""
SPOILINGS = (
    "row_lost", "rows_lost", "unreadable", "unreadable", "twice", "twice_otherwise", "status", "email",
    "shared", "blank", "column", "respelled", "respelled", "identifier", "reference", "address",
    "date", "date", "date",
)  # fmt: skip


def _composed_otherwise(text: str) -> str:
    """The same text, its letters taken apart or put together."""
    apart = unicodedata.normalize("NFD", text)
    return apart if apart != text else unicodedata.normalize("NFC", text)


def without(company: Invented, *events: int) -> Invented:
    """The same company without some of its events."""
    return replace(company, events=[e for n, e in enumerate(company.events) if n not in events])


def describe(event: Event, before: list[Cells] | None = None) -> Any:
    """One event in a line; of a file only the rows that are not in the file before."""
    if not isinstance(event, File):
        return event
    old = before or []
    new = [_row(row) for row in event.rows if row not in old]
    gone = [_row(row) for row in old if row not in event.rows] if before is not None else []
    return (
        f"File({len(event.rows)} rows"
        + "".join(f"\n    + {r}" for r in new)
        + "".join(f"\n    - {r}" for r in gone)
        + ")"
    )


def _row(row: Cells) -> str:
    return " ".join(f"{name}={value}" for name, value in row.items() if value)
