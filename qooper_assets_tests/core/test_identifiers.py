"""Links under an identifier that no row of a file can have."""

import polars as pl
import pytest

from qooper_assets.core.identifiers import odd_links
from qooper_assets_tests.worlds import a_tenant


def reason(external_id: str, **tenant: object) -> str | None:
    found = odd_links(
        pl.DataFrame({"external_id": ["E1", external_id], "account_id": ["u1", "u2"]}), a_tenant(**tenant)
    )
    assert [link.account_id for link in found] in ([], ["u2"])
    return found[0].reason if found else None


@pytest.mark.parametrize(
    ("external_id", "expected"),
    [
        ("TBD", "placeholder"),
        ("n/a", "placeholder"),
        ("00", "placeholder"),
        ("4.00123E+15", "rounded"),
        ("'00105", "old_spelling"),
        ('="00107"', "old_spelling"),
        ("106.0", "old_spelling"),
        ("E1\u200b2", "unusable"),
        ("#N/A", "unusable"),
        ("106", None),
        ("106.1", None),
        ("E-1.0", None),
        ("TBD7", None),
    ],
)
def test_i28_i32_a_link_under_an_id_that_no_row_can_have_is_found(
    external_id: str, expected: str | None
) -> None:
    assert reason(external_id) == expected


def test_i28_the_list_of_the_tenant_counts() -> None:
    assert reason("pending", policy={"placeholder_ids": ["PENDING"]}) == "placeholder"
    assert reason("TBD", policy={"placeholder_ids": ["PENDING"]}) is None
    assert reason("TBD", policy={"placeholder_ids": []}) is None


def test_at17_where_the_email_is_the_identifier_so_is_a_link_under_an_odd_email() -> None:
    links = pl.DataFrame(
        {
            "external_id": ["ann@a.example", "bob@localhost", "mailto:cay@a.example", "d\u00adee@a.example"],
            "account_id": ["u1", "u2", "u3", "u4"],
        }
    )
    found = odd_links(links, a_tenant(identity="email"))
    assert [(link.account_id, link.reason) for link in found] == [
        ("u2", "unusable"), ("u4", "unusable"), ("u3", "old_spelling"),
    ]  # fmt: skip
