"""What headers mean, by themselves, in several languages."""

import pytest

from qooper_assets.core.suggest.header_words import fold
from qooper_assets.core.suggest.headers import header_meaning
from qooper_assets.core.suggest.systems import recognize

MEANINGS = [
    ("Work E-Mail", "email"),
    ("company_email_id", "email"),
    ("E-Mail (dienstlich)", "email"),
    ("Correo electrónico corporativo", "email"),
    ("メールアドレス", "email"),
    ("Personal Email", "personal_email"),
    ("E-Mail privat", "personal_email"),
    ("Supervisor Email", "manager_email"),
    ("Employee #", "employee_id"),
    ("Personalnummer", "employee_id"),
    ("Matricule", "employee_id"),
    ("社員番号", "employee_id"),
    ("Badge Number", "other_id"),
    ("FIRSTNAME", "first_name"),
    ("Prénom", "first_name"),
    ("Achternaam", "last_name"),
    ("Preferred first name", "preferred_name"),
    ("Birth name", "other"),
    ("Job Title", "title"),
    ("Stellenbezeichnung", "title"),
    ("Job Code", "other"),
    ("Abteilung", "department"),
    ("Department Code", "other"),
    ("Standort", "location"),
    ("Work Phone", "phone"),
    ("Home Phone", "sensitive"),
    ("Hire Date", "hire_date"),
    ("Eintrittsdatum", "hire_date"),
    ("Date d'entrée", "hire_date"),
    ("入社年月日", "hire_date"),
    ("Original Hire Date", "original_hire_date"),
    ("Date in Job", "other"),
    ("Date of Birth", "sensitive"),
    ("Termination Date", "termination_date"),
    ("Termination Reason", "other"),
    ("Austrittsdatum", "termination_date"),
    ("Last Working Day", "last_day"),
    ("Employment Status", "status"),
    ("Marital Status", "sensitive"),
    ("Employment Type", "employment_type"),
    ("Manager", "manager"),
    ("Führungskraft", "manager"),
    ("Reports To ID", "manager_id"),
    ("Second Level Manager", "other"),
    ("HR Business Partner Email", "other"),
    ("Salary", "sensitive"),
    ("IBAN", "sensitive"),
    ("Steuer-ID", "sensitive"),
    ("Kirchensteuer", "sensitive"),
    ("Favourite Color", "unknown"),
    # A word that is none by itself, in a phrase whose other words say nothing.
    ("E-Post", "email"),
    ("Post", "position"),
    ("In dienst", "hire_date"),
    ("Dienst", "area"),
    ("N° de matricule", "employee_id"),
    ("# empleado", "employee_id"),
    ("事業所名", "location"),
    ("社用e-Mail", "email"),
    # It looks like an attribute, and is another person's, of another time, or of something else.
    ("Previous Employee ID", "other"),
    ("Manager's Manager ID", "other"),
    ("Supervisor Position ID", "other"),
    ("Department Manager Email", "other"),
    ("Second Last Name", "other"),
    ("Effective Start Date", "other"),
    ("Termination Effective Date", "termination_date"),
    ("Role Start Date", "other"),
    ("Fixed Term End Date", "contract_end"),
    ("Badge Expiration Date", "other"),
    ("Work Address: City", "city"),
    ("Department Title", "department"),
    # How the cells are written is no part of the name.
    ("Termination Date (DD/MM/YYYY)", "termination_date"),
    ("Attivo (Vero/Falso)", "status"),
    # The names of technical fields are abbreviated without a dot.
    ("SPRVSR_EMP_NMR", "manager_id"),
    ("TRMNTN_DT", "termination_date"),
]


@pytest.mark.parametrize(("header", "meaning"), MEANINGS)
def test_a_header_means_what_its_words_mean_together(header: str, meaning: str) -> None:
    assert header_meaning(header).name == meaning


@pytest.mark.parametrize(
    "header", ["EINTRITTSDATUM", "eintritts_datum", "Eintritts-Datum", " Eintrittsdatum "]
)
def test_spelling_does_not_matter(header: str) -> None:
    assert header_meaning(header) == header_meaning("Eintrittsdatum")


def test_umlauts_may_be_written_out() -> None:
    assert fold("Geschaeftsbereich") == fold("Geschäftsbereich")


def test_a_word_that_is_not_known_makes_a_meaning_uncertain() -> None:
    assert header_meaning("Work Email").is_certain
    assert not header_meaning("Zorp Email").is_certain


def test_words_are_cut_short_in_capitals_only() -> None:
    assert header_meaning("SUPERV ID").name == "manager_id"
    assert header_meaning("Superv ID").name == "id"


def test_a_header_of_two_things_is_not_certain_to_be_one() -> None:
    assert "EITHER" in header_meaning("Branch / Department").concepts
    assert "EITHER" not in header_meaning("Department / Team").concepts
    assert "EITHER" not in header_meaning("/job/department").concepts


def test_a_system_is_recognized_by_several_of_its_headers_only() -> None:
    fields = ["STATUS", "USERID", "USERNAME", "FIRSTNAME", "MI", "BIZ_PHONE", "HR", "JOBCODE"]
    found = recognize(fields)
    assert found and found.name == "SAP SuccessFactors"
    assert found.meanings["empid"] == "other_id"
    assert recognize(["Status", "First Name", "Username"]) is None
