"""The specification is played, and `docs/behavior.md` is generated from it."""

from pathlib import Path

import pytest

from qooper_assets_tests.spec.document import PAGE, document
from qooper_assets_tests.spec.runner import play
from qooper_assets_tests.spec.tables import Case, cases

PROMISED = """
I01 I02 I03 I04 I05 I06 I07 I08 I09 I10 I11 I12 I13 I14 I15 I16 I17 I18 I19 I20 I21 I22 I23 I25 I34
S01 S02 S03 S04 S05 S06 S07 S08 S10 S11 S12 S14 S15 S16 S17 S19 S22 S23 S24 S25 S26 S27 S28 S29
AT01 AT02 AT03 AT04 AT07 AT08 AT09 AT10 AT11 AT12
G01 G02 G03 G04 G05 G15 G16 P22 R2 R8 R9
D01 D02 D03
""".split()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_it_behaves_as_the_specification_says(case: Case, tmp_path: Path) -> None:
    play(case, tmp_path)


def test_no_promised_case_is_missing_from_the_specification() -> None:
    assert not set(PROMISED) - {identifier for case in cases() for identifier in case.ids}


def test_titles_are_unique() -> None:
    names = [case.name for case in cases()]
    assert len(set(names)) == len(names)


def test_the_page_that_people_read_is_the_specification_that_is_played() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run: python -m qooper_assets_tests.spec.document"
