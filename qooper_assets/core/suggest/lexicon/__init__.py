"""Words of column headers in some twenty languages, and the concept that each one means.

A header is a few concepts: `Work E-Mail`, `correo electrónico corporativo` and `dienstliche Mailadresse` are
all WORK and EMAIL. So the words are listed once, and `headers.py` has the rules about concepts. A word may
mean several. Some concepts only say which of several columns is the better one:

    BEGIN, FINISH    a start or an end of anything, not only of employment
    BUILDING         a place that may be a room or a house
    EXTERNAL         an ID that another system has given
    GROUP            a team, or anything
    NOTICE           the day on which somebody resigned, not the last day
    OCCUPATION       a title that may be that of a profession or a rank
    OF_CONTRACT      a day of a contract, which may be one of several
    ORG_UNIT         a unit of the organization, not all of it

Belongs here: words. Does not: finding them in a header (`header_words.py`), what several concepts mean
together (`headers.py`), or the words of one HR system (`systems.py`).

    contact.py       how a person is reached, at work and at home
    identity.py      what identifies and names a person
    employment.py    who is in charge, the first and the last day, status, and kind of employment
    organization.py  the job and its place in the organization
    private.py       what is recognized in order to be left out

Sources: the field lists of 22 HR systems and roster consumers (Workday, SAP SuccessFactors and HCM, UKG Pro,
BambooHR, Personio, HiBob, Paylocity, Gusto, Zoho People, Darwinbox, DATEV LODAS, HRworks, SwissSalary, Visma,
Nmbrs, Ciril, CatalystOne, RHPro, Lattice, Balkan ID), the column names of public sample rosters, the field
names and translations of open-source HR software, directories and address books (Odoo, OrangeHRM, Tryton,
FreeIPA, Evolution, KContacts, Roundcube, Thunderbird), the field names of PeopleSoft, Banner, Oracle and SAP
HR, and dictionaries of each language for the words of personnel administration.
"""

import re
from collections.abc import Iterator

from qooper_assets.core.suggest.lexicon import contact, employment, identity, organization, private

# One entry per concept and language: words and phrases, separated by commas; an indented line goes on. Case,
# accents, blanks and punctuation do not matter; German ä may be written ae.
WORDS = "".join(module.WORDS for module in (contact, identity, employment, organization, private))

STOP_WORDS = """
the of a an and or in at on for by de du des d la le les l et del el los las y e di della dell do da dos das
van het der die das den dem im am an und zu zur fur von o em required optional mandatory value psd field tp
u の si
"""
"""Words that say nothing about a column."""


def entries(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the key of each entry of a word list, with its words and phrases."""
    for entry in re.split(r"\n(?=\S)", text.strip()):
        key, _, phrases = entry.partition(":")
        yield key, [phrase for part in phrases.split(",") if (phrase := " ".join(part.split()))]
