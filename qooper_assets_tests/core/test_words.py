"""S29: one key for a word of a tenant file and of a delivery."""

import unicodedata

import pytest

from qooper_assets.core.words import clean, word_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AKTİF", "AKTI\u0307F"),
        ("ΑΝΕΝΕΡΓΌΣ", "ανενεργός"),
        ("ΑΝΕΝΕΡΓΟΣ", "ανενεργοσ"),
        ("in Maßnahme", "IN MAẞNAHME"),
        ("in Maßnahme", "in massnahme"),
        ("Präsent", unicodedata.normalize("NFD", "PRÄSENT")),
        ("\u00a0Active\u200b", "active"),
    ],
)
def test_s29_two_spellings_of_a_word_have_one_key(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


def test_a_dotless_i_is_another_letter() -> None:
    assert word_key("KAPI") != word_key("KAPİ")


def test_a_cleaned_text_keeps_its_case() -> None:
    assert clean(" Pra\u0308sent\ufeff") == "Präsent"
