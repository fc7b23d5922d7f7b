"""The meaning of a column's header, by rules about the concepts of its words.

Belongs here: one header by itself. Does not: finding the concepts (`header_words.py`), a system that uses a
header in its own way (`systems.py`), what several headers begin with (`prefixes.py`), the cells below it
(`profile.py`), or the other columns (`propose.py`).
"""

from typing import NamedTuple

from qooper_assets.core.suggest.header_words import find_concepts

UNITS = frozenset({"department", "team", "area", "organization", "division"})
"""Meanings that are units of an organization, so that two of them in one header are no contradiction."""

SENSITIVE = "sensitive"
OTHER = "other"
UNKNOWN = "unknown"


class HeaderMeaning(NamedTuple):
    """What a header says that its column holds."""

    name: str
    """An attribute of the mapping, or what is none: `manager_id`, `personal_email`, `original_hire_date`, …;
    `sensitive`, `other` for what is never proposed, and `unknown`."""
    is_certain: bool
    """Every word of the header is known, and it has no other meaning."""
    concepts: frozenset[str] = frozenset()
    """The concepts of its words (`lexicon/`)."""


class _Rule(NamedTuple):
    """The meaning of a header with all `needs` (in each group any) and none of `without`."""

    meaning: str
    needs: str
    without: str = ""
    is_certain: bool = True


_IDS = "ID|NUMBER|CODE|EMPLOYEE_ID|USER_ID|OTHER_ID"
_NAMES = "NAME|FIRST_NAME|LAST_NAME|FULL_NAME"
_DATES = "DATE|START|END"
# The first rule that fits counts. A blank stands between groups that are all needed, `|` inside a group.
_RULES = (
    _Rule(SENSITIVE, "NATIONAL_ID|HEALTH|BANK|PRIVACY|GENDER"),
    _Rule(SENSITIVE, "SALARY", "EMPLOYEE_ID LEVEL"),
    _Rule(OTHER, "MAIDEN|KANA|OLD"),
    _Rule(SENSITIVE, "BIRTH", "NAME LAST_NAME"),
    _Rule(OTHER, "BIRTH"),
    _Rule(OTHER, "DEPENDENT|PARTNER"),
    _Rule("status", "HR_REP STATUS", "MANAGER"),
    _Rule(OTHER, "HR_REP"),
    _Rule(OTHER, "BENEFIT", "NAME"),
    _Rule(OTHER, "SECOND MANAGER|EMAIL|ID|NUMBER|CODE|PHONE|EMPLOYEE_ID|LOGIN|NAME|FIRST_NAME|LAST_NAME"),
    _Rule(OTHER, "EMPLOYEE_ID TITLE", "MANAGER"),
    _Rule(OTHER, "STATUS PRIVATE"),
    _Rule(OTHER, "MANAGER DEPARTMENT|COST_CENTER|DIVISION|AREA"),
    _Rule(
        OTHER,
        "MANAGER LEVEL|FLAG|STATUS|TITLE|JOB|DEPARTMENT|DATE|PHONE|MOBILE|LOGIN|TYPE|START|LOCATION",
        "EMAIL ID NUMBER",
    ),
    _Rule(OTHER, "MANAGER POSITION"),
    _Rule("manager_email", "MANAGER EMAIL"),
    _Rule("manager_id", f"MANAGER {_IDS}"),
    _Rule("manager_name", f"MANAGER {_NAMES}"),
    _Rule("manager", "MANAGER"),
    _Rule(OTHER, "FAX"),
    _Rule(OTHER, "EMAIL DATE|STATUS|TYPE|FLAG|PREFERRED"),
    _Rule("personal_email", "EMAIL PRIVATE"),
    _Rule("email", "EMAIL"),
    _Rule(OTHER, "EXTENSION"),
    _Rule(OTHER, "PHONE|MOBILE TYPE|FLAG|COUNTRY"),
    _Rule(SENSITIVE, "PHONE|MOBILE PRIVATE"),
    _Rule("phone", "PHONE|MOBILE WORK|PRIMARY"),
    _Rule("mobile", "MOBILE"),
    _Rule("phone", "PHONE"),
    _Rule(SENSITIVE, "ADDRESS|CITY|COUNTRY PRIVATE"),
    _Rule("location", "ADDRESS WORK LOCATION"),
    _Rule("city", "ADDRESS WORK CITY"),
    _Rule("country", "ADDRESS WORK COUNTRY"),
    _Rule(OTHER, "ADDRESS WORK"),
    _Rule(SENSITIVE, "ADDRESS"),
    _Rule(OTHER, "PATH"),
    _Rule(OTHER, "EXPIRY", "CONTRACT TEMPORARY EXPECTED"),
    _Rule(OTHER, "DURATION", "START END"),
    _Rule(OTHER, "END REASON|TYPE|CODE|FLAG"),
    _Rule(OTHER, "REASON"),
    _Rule(OTHER, "LEAVE|PROBATION", "STATUS"),
    _Rule(OTHER, "PROBATION"),
    _Rule("contract_end", "CONTRACT|TEMPORARY|EXPECTED END|EXPIRY"),
    _Rule("contract_start", "CONTRACT START"),
    _Rule(OTHER, "STATUS DATE|RECORD|EFFECTIVE|START|END"),
    _Rule(OTHER, "EFFECTIVE BEGIN|FINISH"),
    _Rule("last_day", "LAST_DAY"),
    _Rule("original_hire_date", f"ORIGINAL {_DATES}", "RECENT LEVEL END"),
    _Rule(OTHER, f"POSITION|JOB|TITLE|DEPARTMENT|LOCATION|LEVEL|TEAM|ROLE {_DATES}", "EMPLOYMENT LEVEL"),
    _Rule(OTHER, "START END"),
    _Rule(OTHER, "END RECORD"),
    _Rule("termination_date", "END|NOTICE", "LEVEL"),
    _Rule(OTHER, "RECORD", "STATUS START"),
    _Rule("hire_date", "START|REHIRE", "LEVEL TYPE FTE"),
    _Rule("hire_date", "EMPLOYMENT DATE", "TYPE STATUS RECORD", is_certain=False),
    _Rule(OTHER, "EFFECTIVE"),
    _Rule("date", "DATE", is_certain=False),
    _Rule("status", "STATUS|NEGATED", "TYPE CONTRACT"),
    _Rule("employment_type", "TYPE|CONTRACT", "TITLE"),
    _Rule(OTHER, "FTE|FLAG"),
    _Rule("other_id", "OTHER_ID"),
    _Rule("employee_id", "EMPLOYEE_ID"),
    _Rule("cost_center", "COST_CENTER"),
    _Rule("company", "COMPANY", f"NAME {_IDS.replace('|', ' ')} DEPARTMENT DIVISION LOCATION"),
    _Rule(OTHER, f"TITLE|JOB|POSITION {_IDS}"),
    _Rule(OTHER, f"DEPARTMENT|ORGANIZATION|DIVISION|TEAM|LOCATION|COMPANY|COUNTRY {_IDS}", "PERSON"),
    _Rule("username", "LOGIN"),
    _Rule("user_id", "USER_ID"),
    _Rule("employee_id", f"PERSON {_IDS}"),
    _Rule("id", "ID|NUMBER", is_certain=False),
    _Rule(OTHER, "ROW|CODE|PAYROLL"),
    _Rule("preferred_name", "PREFERRED"),
    _Rule(OTHER, "MIDDLE|INITIALS|NAME_PREFIX|NAME_SUFFIX|SALUTATION"),
    _Rule("full_name", "FIRST_NAME LAST_NAME"),
    _Rule("first_name", "FIRST_NAME"),
    _Rule("last_name", "LAST_NAME"),
    _Rule("full_name", "FULL_NAME"),
    _Rule("language", "LANGUAGE"),
    _Rule("skills", "SKILLS"),
    _Rule("job_family", "FAMILY"),
    _Rule("title", "EITHER TITLE|JOB|POSITION"),
    _Rule("job_level", "LEVEL"),
    _Rule("job_profile", "PROFILE"),
    _Rule("location", "LOCATION CITY COUNTRY"),
    _Rule("country", "COUNTRY"),
    _Rule("city", "CITY"),
    _Rule("title", "TITLE", "DEPARTMENT LOCATION ORGANIZATION DIVISION"),
    _Rule("department", "DEPARTMENT", "LOCATION"),
    _Rule("location", "LOCATION"),
    _Rule("company", "COMPANY"),
    _Rule("area", "AREA", "CODE ID NUMBER"),
    _Rule("division", "DIVISION"),
    _Rule("organization", "SUPERVISORY", is_certain=False),
    _Rule("organization", "ORGANIZATION"),
    _Rule("team", "TEAM|GROUP"),
    _Rule("position", "POSITION|JOB"),
    _Rule("role", "ROLE", is_certain=False),
    _Rule("time_zone", "TIMEZONE"),
    _Rule("name", "NAME"),
    _Rule("full_name", "PERSON", is_certain=False),
)


def header_meaning(header: str) -> HeaderMeaning:
    """Derive the meaning of a header from its words."""
    concepts: set[str] = {"EITHER"} if _is_either(header) else set()
    is_known = True
    for found in find_concepts(header):
        concepts |= found
        is_known = is_known and bool(found)
    for rule in _RULES:
        if _rule_fits(rule, concepts):
            return HeaderMeaning(rule.meaning, rule.is_certain and is_known, frozenset(concepts))
    return HeaderMeaning(UNKNOWN, False, frozenset(concepts))


def _is_either(header: str) -> bool:
    """True for two things in one header, as in `Branch / Department`."""
    parts = header.split("/")
    if len(parts) != 2 or not all(part.strip() for part in parts):
        return False
    names = {header_meaning(part).name for part in parts} - {UNKNOWN, OTHER}
    return len(names) == 2 and not names <= UNITS


def _rule_fits(rule: _Rule, concepts: set[str]) -> bool:
    return all(concepts & set(group.split("|")) for group in rule.needs.split()) and not (
        concepts & set(rule.without.split())
    )
