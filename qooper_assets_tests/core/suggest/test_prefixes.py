"""Headers that begin with the name of a table or a group."""

import pytest

from qooper_assets.core.suggest.prefixes import header_meanings


@pytest.mark.parametrize(
    ("headers", "meaning"),
    [
        (["SPRZZ_FIRST_NAME", "SPRZZ_LAST_NAME", "SPRZZ_ID"], "first_name"),
        (["[Zorp.Department]", "[Zorp.Code]"], "department"),
        (["/zorp/jobTitle", "/zorp/grade"], "title"),
        (["基本情報X_部署名", "基本情報X_部署コード"], "department"),
    ],
)
def test_what_several_headers_begin_with_is_left_out_of_a_header_that_is_not_understood(
    headers: list[str], meaning: str
) -> None:
    found = header_meanings(headers)[headers[0]]
    assert found.name == meaning and found.is_certain


def test_a_beginning_of_one_header_alone_may_mean_anything() -> None:
    assert not header_meanings(["Zorp.Department", "Email"])["Zorp.Department"].is_certain


@pytest.mark.parametrize("beginning", ["Manager", "Emergency", "Spouse", "Previous", "Private"])
def test_a_beginning_that_says_whose_it_is_stays(beginning: str) -> None:
    headers = [f"{beginning}_Zorp_Email", f"{beginning}_Zorp_Phone"]
    assert header_meanings(headers)[headers[0]].name != "email"


def test_the_rest_alone_does_not_turn_into_something_vague() -> None:
    headers = ["Zorp_Department_Name", "Zorp_Department_Code"]
    assert header_meanings(headers)[headers[0]].name == "department"
