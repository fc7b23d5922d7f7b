"""What a sample suggests: what is certain is proposed, anything else is asked."""

from collections.abc import Sequence

import pytest

from qooper_assets.core.suggest.answered import missing_headers
from qooper_assets.core.suggest.answers import Answers, ColumnAnswer, Connection
from qooper_assets.core.suggest.proposal import Proposal
from qooper_assets.core.suggest.propose import propose
from qooper_assets_tests.core.suggest.samples import FIRST, LAST, PEOPLE, a_sample, columns


def mapped(proposal: Proposal) -> dict[str, str]:
    return {name: one.header for name, one in proposal.chosen.items()}


def asked(proposal: Proposal) -> set[tuple[str, str]]:
    return {(one.code, one.attribute) for one in proposal.questions}


def test_an_ordinary_export_is_mapped_without_a_question() -> None:
    proposal = propose(a_sample())
    assert mapped(proposal) == {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "hire_date": "Hire Date",
        "status": "Status",
        "manager": "Manager ID",
    }
    assert proposal.questions == () and proposal.identity == "employee_id"
    assert proposal.chosen["hire_date"].details == {"format": "%m/%d/%Y"}
    assert proposal.chosen["manager"].details == {"refers_to": "employee_id"}
    assert proposal.chosen["status"].details["values"] == {
        "Active": "active",
        "On leave": "active",
        "Terminated": "inactive",
    }
    assert all(one.reasons for one in proposal.chosen.values())


# The e-mail


def private() -> list[str]:
    return [f"{first.lower()}{n}@gmail.com" for n, first in enumerate(FIRST)]


def test_of_two_addresses_that_at_work_is_taken() -> None:
    assert mapped(propose(a_sample({"Email": private()})))["email"] == "Work Email"
    both = a_sample({"Work Email": None, "Email 1": private(), "Email 2": columns()["Work Email"]})
    assert mapped(propose(both))["email"] == "Email 2"


def test_two_addresses_that_nothing_distinguishes_are_asked_about() -> None:
    other = [address.replace("@acme", "@globex") for address in columns()["Work Email"]]
    proposal = propose(
        a_sample({"Work Email": None, "Mail Address": columns()["Work Email"], "E-Mail": other})
    )
    assert "email" not in proposal.chosen and asked(proposal) == {("which_column", "email")}


def test_private_addresses_alone_are_asked_about() -> None:
    proposal = propose(a_sample({"Work Email": None, "Email": private()}))
    assert "email" not in proposal.chosen and ("is_it", "email") in asked(proposal)


def test_the_address_of_the_manager_is_not_that_of_the_person() -> None:
    manager = [columns()["Work Email"][0]] * PEOPLE
    proposal = propose(a_sample({"Work Email": None, "Manager Email": manager}))
    assert "email" not in proposal.chosen and ("which_column", "email") in asked(proposal)
    same = propose(a_sample({"Work Email": None, "E-Mail": manager}))
    assert "email" not in same.chosen and ("is_it", "email") in asked(same)


def test_a_file_without_any_address_is_a_question_too() -> None:
    proposal = propose(a_sample({"Work Email": None}))
    (question,) = proposal.questions
    assert question.attribute == "email" and "None of the sample" in question.text


# The identifier


def test_ids_that_repeat_are_no_identifier() -> None:
    proposal = propose(a_sample({"Employee ID": ["1", "2"] * 6, "Manager ID": None}))
    assert "employee_id" not in proposal.chosen and proposal.identity == "email"
    assert ("is_it", "employee_id") in asked(proposal)


def test_of_two_ids_that_is_taken_to_which_the_managers_refer() -> None:
    other = [f"X{n}" for n in range(PEOPLE)]
    proposal = propose(a_sample({"Employee Number": other}))
    assert mapped(proposal)["employee_id"] == "Employee ID"
    neither = propose(a_sample({"Employee Number": other, "Manager ID": None}))
    assert ("which_column", "employee_id") in asked(neither)


def test_a_column_that_counts_the_rows_is_no_identifier() -> None:
    numbers = [str(n) for n in range(1, PEOPLE + 1)]
    proposal = propose(a_sample({"Employee ID": None, "Manager ID": None, "ID": numbers}))
    assert "employee_id" not in proposal.chosen and proposal.identity == "email"


@pytest.mark.parametrize(
    ("ids", "problem"),
    [
        ([f"900-00-{n:04}" for n in range(PEOPLE)], "written like those of a passport"),
        ([f"p{n}@acme.example" for n in range(PEOPLE)], "e-mail addresses"),
    ],
)
def test_a_national_number_or_an_address_is_no_employee_id_i26(ids: list[str], problem: str) -> None:
    proposal = propose(a_sample({"Employee ID": ids, "Manager ID": None}))
    assert "employee_id" not in proposal.chosen and proposal.identity == "email"
    assert any(problem in note for note in proposal.notes)


def test_an_id_that_did_not_last_is_asked_about() -> None:
    reissued = {"Employee ID": [f"9{n:04}" for n in range(PEOPLE)]}
    assert ("identifier", "employee_id") in asked(propose(a_sample(past=[reissued])))
    lasting = propose(a_sample(past=[{}]))
    assert asked(lasting) == set()
    assert any("12 of 12 people" in note for note in lasting.notes)


# Names


def in_one(order: str) -> list[str]:
    return [order.format(f=f, s=s) for f, s in zip(FIRST, LAST, strict=True)]


@pytest.mark.parametrize(("written", "order"), [("{s}, {f}", "last_first"), ("{f} {s}", "first_last")])
def test_the_order_of_a_full_name_is_seen(written: str, order: str) -> None:
    proposal = propose(a_sample({"First Name": None, "Last Name": None, "Name": in_one(written)}))
    assert proposal.chosen["full_name"].details == {"order": order}


def test_a_last_name_first_without_a_comma_is_asked_about() -> None:
    proposal = propose(a_sample({"First Name": None, "Last Name": None, "Name": in_one("{s} {f}")}))
    assert asked(proposal) == {("name_order", "full_name")} and "full_name" not in proposal.chosen


def test_a_column_called_name_is_the_last_name_beside_a_first_name() -> None:
    proposal = propose(a_sample({"First Name": None, "Last Name": None, "Vorname": FIRST, "Name": LAST}))
    assert mapped(proposal)["first_name"] == "Vorname" and mapped(proposal)["last_name"] == "Name"


# Dates


def ambiguous(year: int) -> list[str]:
    return [f"{n % 9 + 1:02}/{n % 12 + 1:02}/{year}" for n in range(PEOPLE)]


def test_dates_that_two_formats_read_are_asked_about() -> None:
    proposal = propose(a_sample({"Hire Date": ambiguous(2020)}))
    (question,) = proposal.questions
    assert question.code == "date_format" and question.options == ("MM/DD/YYYY", "DD/MM/YYYY")
    assert "hire_date" not in proposal.chosen


def test_dates_of_another_column_or_of_an_earlier_file_settle_the_format() -> None:
    clear = [f"{n % 9 + 1:02}/{n + 12}/2024" for n in range(1, PEOPLE + 1)]
    other = propose(a_sample({"Hire Date": ambiguous(2020), "Date of Birth": clear}))
    assert other.chosen["hire_date"].details == {"format": "%m/%d/%Y"}
    before = propose(a_sample({"Hire Date": ambiguous(2020)}, past=[{}]))
    assert before.chosen["hire_date"].details == {"format": "%m/%d/%Y"}


def test_an_empty_last_day_is_written_as_the_first_day() -> None:
    proposal = propose(a_sample({"Termination Date": [""] * PEOPLE}))
    chosen = proposal.chosen["termination_date"]
    assert chosen.details == {"format": "%m/%d/%Y"}
    assert chosen.reasons == ("other dates of the file are written MM/DD/YYYY", "empty in the sample")


def test_of_several_first_days_the_latest_hire_is_taken() -> None:
    dates = columns()["Hire Date"]
    earlier = [date.replace("2020", "2010") for date in dates]
    changes = {"Hire Date": None, "Original Hire Date": earlier, "Last Hire Date": dates}
    assert mapped(propose(a_sample(changes)))["hire_date"] == "Last Hire Date"


def test_a_last_day_whose_header_is_not_understood_is_asked_about() -> None:
    dates = ["", "", *columns()["Hire Date"][2:]]
    proposal = propose(a_sample({"Zorp End Date": dates}))
    assert "termination_date" not in proposal.chosen and ("is_it", "termination_date") in asked(proposal)


def test_the_last_day_is_taken_before_the_day_of_the_resignation() -> None:
    dates = ["", "", *columns()["Hire Date"][2:]]
    later = [date.replace("2020", "2021") for date in dates]
    proposal = propose(a_sample({"Date Resigned": dates, "Last Working Day": later}))
    assert mapped(proposal)["termination_date"] == "Last Working Day"
    alone = propose(a_sample({"Notice Date": dates}))
    assert "termination_date" not in alone.chosen and ("is_it", "termination_date") in asked(alone)


# The status


def test_a_flag_that_asks_whether_somebody_is_not_active_is_turned_round() -> None:
    proposal = propose(a_sample({"Status": None, "Archived": ["No"] * 10 + ["Yes"] * 2}))
    assert proposal.chosen["status"].details["values"] == {"No": "active", "Yes": "inactive"}


def test_a_flag_whose_header_is_not_understood_is_asked_about() -> None:
    proposal = propose(a_sample({"Status": None, "Zorp Enabled": ["Yes"] * 10 + ["No"] * 2}))
    assert "status" not in proposal.chosen and ("is_it", "status") in asked(proposal)


def test_inactive_beside_terminated_may_be_a_leave() -> None:
    both = propose(
        a_sample({"Status": ["Active"] * 8 + ["Inactive", "Inactive", "Terminated", "Terminated"]})
    )
    assert [question.options for question in both.questions] == [("Inactive",)]
    alone = propose(a_sample({"Status": ["Active"] * 8 + ["Inactive"] * 4}))
    assert alone.chosen["status"].details["values"] == {"Active": "active", "Inactive": "inactive"}


def test_a_column_of_how_somebody_is_employed_is_no_status() -> None:
    proposal = propose(a_sample({"Status": ["Full-Time", "Part-Time"] * 6}))
    assert "status" not in proposal.chosen and not asked(proposal)
    assert any("how somebody is employed" in note for note in proposal.notes)


def test_a_word_that_is_not_known_is_asked_about_and_not_mapped() -> None:
    words = ["Active"] * 11 + ["Garden leave (special)"]
    proposal = propose(a_sample({"Status": words}))
    (question,) = proposal.questions
    assert question.code == "status_words" and question.options == ("Garden leave (special)",)
    assert proposal.chosen["status"].details["values"] == {"Active": "active"}


def test_letters_are_understood_together_only() -> None:
    codes = propose(a_sample({"Status": ["A"] * 8 + ["L", "L", "T", "T"]}))
    assert codes.chosen["status"].details["values"] == {"A": "active", "L": "active", "T": "inactive"}
    alone = propose(a_sample({"Status": ["T", "P"] * 6}))
    assert "status" not in alone.chosen and ("status_words", "status") in asked(alone)


# The place of a person


def test_remote_and_hybrid_are_no_places() -> None:
    changes = {"Location": ["Remote", "Hybrid", "On-site"] * 4, "Office": ["Berlin", "Bonn", "Ulm"] * 4}
    assert mapped(propose(a_sample(changes)))["location"] == "Office"


def test_a_building_is_taken_only_where_there_is_no_other_place() -> None:
    places = {"Work Location": ["Berlin", "Bonn", "Ulm"] * 4, "Building": ["B 12", "C 1", "D 7"] * 4}
    assert mapped(propose(a_sample(places)))["location"] == "Work Location"
    assert mapped(propose(a_sample({**places, "Work Location": None})))["location"] == "Building"


def test_a_header_of_two_things_is_asked_about() -> None:
    proposal = propose(a_sample({"Branch / Department": ["Berlin", "Finance", "Ulm"] * 4}))
    assert "location" not in proposal.chosen and "department" not in proposal.chosen
    assert ("is_it", "location") in asked(proposal)


def test_a_group_or_an_organization_alone_is_not_certain_to_be_the_department() -> None:
    for header in ("Group", "Organization"):
        assert ("is_it", "department") in asked(propose(a_sample({header: ["Sales", "IT", "Lab"] * 4})))
    units = {"Group": ["A team", "B team"] * 6, "Organizational Unit": ["Sales", "IT", "Lab"] * 4}
    assert mapped(propose(a_sample(units)))["department"] == "Organizational Unit"


def test_preferred_names_are_taken_where_there_are_no_others() -> None:
    changes = {
        "First Name": None,
        "Last Name": None,
        "Preferred First Name": FIRST,
        "Preferred Last Name": LAST,
    }
    found = mapped(propose(a_sample(changes)))
    assert (found["first_name"], found["last_name"]) == ("Preferred First Name", "Preferred Last Name")


# Managers, lists, and what is sensitive


def test_a_manager_by_name_is_not_read() -> None:
    proposal = propose(a_sample({"Manager ID": None, "Manager": ["Ada Adler"] * PEOPLE}))
    assert "manager" not in proposal.chosen and not asked(proposal)
    assert any("names managers" in note for note in proposal.notes)


def test_the_managers_of_managers_and_hr_are_nobodys_manager() -> None:
    ids = columns()["Manager ID"]
    proposal = propose(a_sample({"Manager ID": None, "Second Level Manager ID": ids, "HRBP ID": ids}))
    assert "manager" not in proposal.chosen


def test_what_is_sensitive_is_named_and_never_proposed() -> None:
    changes = {
        "Base Salary": ["1,000"] * PEOPLE,
        "Date of Birth": ["01/31/1980"] * PEOPLE,
        "Bank": ["DE02 1203 0000 0000 2020 51"] * PEOPLE,
        "Number": [f"900-00-{n:04}" for n in range(PEOPLE)],
        "Home Phone": ["+1 212 555 0100"] * PEOPLE,
    }
    proposal = propose(a_sample(changes))
    assert set(proposal.sensitive) == set(changes)
    assert not set(changes) & set(mapped(proposal).values())


def test_lists_of_skills_become_a_profile_field() -> None:
    proposal = propose(a_sample({"Skills": ["Java; Go", "Go; SQL", "SQL; Java"] * 4}))
    assert proposal.chosen["skills"].details == {"split": ";"}


def test_a_header_that_occurs_twice_is_asked_about() -> None:
    proposal = propose(a_sample({"Work Email": None}, repeated=("Email",)))
    assert ("which_column", "email") in asked(proposal)


# Answers


def answered(columns: dict[str, ColumnAnswer], **connection: object) -> Answers:
    return Answers(Connection(**connection), columns)  # type: ignore[arg-type]


def test_an_answer_decides_between_two_columns() -> None:
    other = [address.replace("@acme", "@globex") for address in columns()["Work Email"]]
    sample = a_sample({"Work Email": None, "Mail Address": columns()["Work Email"], "E-Mail": other})
    proposal = propose(sample, answered({"email": ColumnAnswer("E-Mail")}))
    assert mapped(proposal)["email"] == "E-Mail" and not proposal.questions


def test_an_answered_format_settles_a_date() -> None:
    sample = a_sample({"Hire Date": ambiguous(2020)})
    proposal = propose(sample, answered({"hire_date": ColumnAnswer(format="%d/%m/%Y")}))
    assert proposal.chosen["hire_date"].details == {"format": "%d/%m/%Y"} and not proposal.questions


def test_an_answered_format_that_reads_little_is_noted() -> None:
    answers = answered({"hire_date": ColumnAnswer("Hire Date", format="%Y-%m-%d")})
    assert any("reads 0% of its cells" in note for note in propose(a_sample(), answers).notes)


def test_answered_words_are_added_and_the_others_asked_again() -> None:
    sample = a_sample({"Status": ["Active"] * 10 + ["Zzz", "Yyy"]})
    proposal = propose(sample, answered({"status": ColumnAnswer(values={"Zzz": "inactive"})}))
    assert proposal.chosen["status"].details["values"] == {"Active": "active", "Zzz": "inactive"}
    assert [question.options for question in proposal.questions] == [("Yyy",)]


def test_an_attribute_that_the_customer_does_not_have_is_left_out() -> None:
    proposal = propose(a_sample(), answered({"manager": ColumnAnswer("")}))
    assert "manager" not in proposal.chosen and not proposal.questions


def test_the_customer_chooses_the_identifier() -> None:
    assert propose(a_sample(), answered({}, identity="email")).identity == "email"


@pytest.mark.parametrize("header", ["Mail", "work email"])
def test_an_answered_header_must_be_in_the_sample(header: str) -> None:
    missing = missing_headers(a_sample(), answered({"email": ColumnAnswer(header)}))
    assert missing == ({"email": "Mail"} if header == "Mail" else {})


def in_order(names: Sequence[str]) -> list[str]:
    return sorted(names)


def test_the_order_of_columns_and_rows_does_not_matter() -> None:
    sample = a_sample()
    frame = sample.frame.select(in_order(sample.frame.columns)).reverse()
    other = propose(sample._replace(frame=frame))
    assert {n: (c.header, c.details) for n, c in propose(sample).chosen.items()} == {
        n: (c.header, c.details) for n, c in other.chosen.items()
    }
