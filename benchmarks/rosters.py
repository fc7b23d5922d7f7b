"""A large roster and its next day: `python -m benchmarks.rosters --people 1000000 --into DIR`.

Belongs here: rows for measuring, in one DuckDB query per file. Does not: a story (that is
`qooper_assets/demo`) or a measurement. Every value is picked by the MD5 of the person's number, so the values
are as irregular as real ones and compress no better, and the same count gives the same bytes everywhere.

Day 2 is day 1 with 1 % of the people changed, 0.3 % removed and 0.5 % new, for a count divisible by 1,000.
"""

import argparse
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from qooper_assets.core.tenant.tenant import Tenant

MEMORY_LIMIT = "256MiB"
PART_PEOPLE = 50_000

TENANT = Tenant.model_validate(
    {
        "tenant": "benchmark",
        "name": "Benchmark",
        "schedule": {"timezone": "UTC"},
        "feed": {
            "host": "127.0.0.1",
            "username": "benchmark",
            "auth": {"type": "password", "password": "env:QOOPER_BENCHMARK_PASSWORD"},
            "path": "/day.csv",
            "settle_seconds": 0,
        },
        "mapping": {
            "employee_id": "Employee ID",
            "email": "Work E-mail",
            "first_name": "First Name",
            "last_name": "Last Name",
            "title": "Job Title",
            "department": "Department",
            "location": "Location",
            "phone": "Work Phone",
            "hire_date": {"column": "Start Date", "format": "%m/%d/%Y"},
            "status": {"column": "Status", "values": {"A": "active", "L": "active", "T": "inactive"}},
            "manager": "Manager ID",
            "custom": {
                "skills": {"column": "Skills", "split": ";"},
                "languages": {"column": "Languages", "split": ";"},
                "business_unit": "Business Unit",
                "country": "Country",
                "grade": "Grade",
                "cohort": "Cohort",
                "preferred_name": "Preferred Name",
                "pronouns": "Pronouns",
                "about": "About",
            },
        },
        # A million people lose three thousand a night: ordinary, in a company of that size.
        "guardrails": {"deactivations_count_max": 1_000_000},
    }
)
"""Twenty of the twenty-five columns are mapped."""

_MACROS = """
CREATE MACRO bits(n, salt) AS md5_number_lower(concat(n, salt));
CREATE MACRO picked(names, bits) AS names[1 + CAST(bits % len(names) AS INTEGER)];
-- Ascending, with gaps.
CREATE MACRO employee_id(n) AS format('{:09}', 100000 + n * 17 + CAST(bits(n, '') % 17 AS INTEGER));
CREATE MACRO in_an_address(names) AS list_transform(
    names, lambda name: nullif(regexp_replace(strip_accents(lower(name)), '[^a-z]', '', 'g'), '')
);
"""

_SELECT = """
WITH words AS (
    SELECT
        ['Ana', 'Jürgen', 'Zoë', 'Łukasz', 'Işıl', 'Văn Đức', 'Олександр', 'Γιώργος', 'فاطمة', 'נועם',
         '静怡', 'さくら', '민준', 'प्रिया', 'สมชาย', 'Guðrún', 'Mary Ann', 'Renée', 'Owen', 'Priscilla',
         'Emeka', 'Siobhán', 'João', 'Ngozi', 'Mateusz', 'Chloé', 'Anders', 'Ifeoma', 'Dmitri', 'Soledad',
         'Thaddeus', 'Inês', 'Kofi', 'Marguerite', 'Rafael', 'Beatrix', 'Håkon', 'Leilani', 'Tomás',
         'Wilhelmina', 'Bartholomew'] AS given,
        ['O''Neil', 'van der Berg', 'Null', 'NA', 'True', 'Groß', 'Wójcik', 'Öztürk', 'Nguyễn',
         'Шевченко', 'Παπαδόπουλος', 'الحسن', 'כהן', '欧阳', '髙橋', '남궁', 'शर्मा', 'แสงทอง',
         'Jónsdóttir', 'García López', 'D''Arcy', 'Smith', 'Taylor-Jones', 'Okonkwo', 'Fitzgerald',
         'Kowalczyk', 'Abernathy', 'Delacroix', 'Mwangi', 'Sørensen', 'Castellanos', 'Whitfield',
         'Bianchi', 'Hofstadter', 'Ferreira', 'McAllister', 'Lindqvist', 'Ramaswamy', 'Dubois', 'Ó Briain',
         'Petrosyan', 'Vandermeer', 'Achterberg'] AS family,
        ['Software Engineer', 'Account Manager, EMEA', 'Head of "Project Zero"', 'Nurse', 'Buyer',
         'Chargé d''études', 'Machinist', 'Data Analyst', 'Attorney', 'Lab Technician', 'Team Lead',
         'Warehouse Associate', 'VP, Supply Chain', 'Payroll Specialist', 'Électricienne', 'Recruiter',
         'Product Designer', 'Clinical Trial Coordinator', 'Store Manager'] AS title,
        ['Engineering', 'Research, Development & Design', 'Finance', 'People & Culture', 'Sales',
         'Legal, Risk and Compliance', 'IT', 'Manufacturing', 'Customer Care', 'Logistics',
         'Quality'] AS department,
        ['New York, NY', 'Austin, TX', 'London', 'Berlin', 'Paris', 'São Paulo', '東京', 'Remote',
         'Bengaluru', 'Kraków', 'Nairobi', 'Montréal', 'Sydney'] AS office,
        ['Python', 'SQL', 'C++', 'R&D', 'Negotiation', 'Coaching', 'Français', '日本語', 'Budgeting',
         'Welding', 'Statistics', 'Public Speaking', 'Six Sigma', 'Contract Law', 'Forklift', 'Excel',
         'Mediation', 'CAD', 'Copywriting', 'Kubernetes', 'First Aid', 'Forecasting',
         'Procurement'] AS skill,
        ['English', 'Deutsch', 'Español', '中文', 'العربية', 'Português', 'हिन्दी', 'Polski',
         'Kiswahili'] AS tongue,
        ['Joined from a start-up', 'Grew up in the trade', 'Back from parental leave', 'New to the city',
         'Two decades in the field', 'Career changer, by way of teaching', 'Former apprentice here',
         'Moved over from operations'] AS origin,
        ['restoring old radios', 'choir', 'long walks, short books', 'amateur astronomy',
         'the "other" football', 'sourdough', 'coaching under-12s', 'chess (badly)', 'night trains',
         'community gardening', 'learning the cello'] AS pastime,
        ['how budgets are made', 'leading without a title', 'speaking up in meetings',
         'moving abroad, with children', 'the road to "principal"', 'saying no', 'returning to study',
         'working with regulators', 'hiring well'] AS topic
),
pools AS (
    SELECT *, in_an_address(given) AS given_plain, in_an_address(family) AS family_plain FROM words
),
people AS (
    SELECT
        range AS n, bits(n, '') AS a, bits(n, 'b') AS b, bits(n, 'c') AS c,
        -- Changed on day 2, in turns: 0 title, 1 department, 2 location, 3 phone.
        CASE WHEN $day = 2 AND n % 100 = 37 THEN n // 100 % 4 ELSE -1 END AS changed
    FROM range($first, $after)
    WHERE CASE $day
        WHEN 1 THEN n < $people
        -- Leavers lead nobody (a leader's number ends in 0) and are not among the changed (37).
        WHEN 2 THEN n >= $people OR n % 1000 NOT IN (111, 411, 811)
    END
)
SELECT
    employee_id(n)                                                         AS "Employee ID",
    picked(family, a >> 8)                                                 AS "Last Name",
    picked(given, a >> 20)                                                 AS "First Name",
    concat_ws('.', picked(given_plain, a >> 20), picked(family_plain, a >> 8),
        format('{:x}@benchmark.example', n * 256 + a % 256))               AS "Work E-mail",
    picked(title, (a >> 32) % 1024 + CAST(changed = 0 AS INTEGER))         AS "Job Title",
    picked(department, (a >> 42) % 1024 + CAST(changed = 1 AS INTEGER))    AS "Department",
    picked(office, (a >> 52) % 1024 + CAST(changed = 2 AS INTEGER))        AS "Location",
    format('+{} {} {:03} {:04}', picked([1, 44, 49, 55, 81, 91, 254], b), 201 + (b >> 4) % 700,
        (b >> 14) % 1000, (b >> 24) % 8192 + CAST(changed = 3 AS INTEGER)) AS "Work Phone",
    -- A tree: twenty people to a leader on average, whose number is at most half of theirs.
    CASE WHEN n > 0 THEN employee_id(CAST((b >> 16) % (n // 20 + 1) AS BIGINT) * 10) END AS "Manager ID",
    strftime(DATE '1991-01-01' + CAST((b >> 40) % 12700 AS INTEGER), '%m/%d/%Y') AS "Start Date",
    CASE WHEN b >> 54 < 31 THEN 'L' ELSE 'A' END                           AS "Status",
    concat_ws(';', picked(skill, c), CASE WHEN c % 8 < 7 THEN picked(skill, c + 1 + (c >> 8) % 5) END,
        CASE WHEN c % 8 < 5 THEN picked(skill, c + 6 + (c >> 12) % 5) END,
        CASE WHEN c % 8 < 2 THEN picked(skill, c + 11 + (c >> 16) % 5) END) AS "Skills",
    concat_ws(';', picked(tongue, c >> 20),
        CASE WHEN (c >> 24) % 8 < 5 THEN picked(tongue, (c >> 20) + 1) END,
        CASE WHEN (c >> 24) % 8 < 2 THEN picked(tongue, (c >> 20) + 4) END) AS "Languages",
    format('BU-{:03}', (c >> 28) % 400)                                    AS "Business Unit",
    picked(['US', 'DE', 'NA', 'JP', 'BR', 'FR', 'IN', 'KE', 'PL', 'GB'], c >> 36) AS "Country",
    format('G{:02}', (c >> 40) % 18)                                       AS "Grade",
    format('{}-Q{}', 1991 + (b >> 40) % 12700 // 366, 1 + (c >> 44) % 4)   AS "Cohort",
    CASE WHEN (c >> 46) % 9 = 0 THEN picked(given, c >> 50) END            AS "Preferred Name",
    picked([NULL, 'she/her', 'he/him', 'they/them', NULL], c >> 48)        AS "Pronouns",
    CASE WHEN a % 8 < 5 THEN concat(
        picked(origin, a >> 11), ', ', 1991 + (c >> 13) % 35, '. Likes ', picked(pastime, b >> 11),
        CASE WHEN b % 8 < 4 THEN concat(', ', picked(skill, b >> 21), ' and ', picked(pastime, b >> 31)) END,
        '; ask me about ', picked(topic, c >> 31),
        CASE WHEN b % 8 < 3 THEN format('. Room {}, desk {:x}', (a >> 27) % 5000, (b >> 33) % 65536) END
    ) END                                                                  AS "About",
    format('9{:02}-{:02}-{:04}', (a >> 17) % 100, (b >> 17) % 90, (c >> 17) % 10000) AS "SSN",
    format('B{}', (a >> 37) % 12)                                          AS "Salary Band",
    format('{}-{:02}', 1000 + (b >> 37) % 9000, (c >> 37) % 100)           AS "Cost Center",
    format('{:08x}', c % 4294967296)                                       AS "Badge No",
    picked(['XS', 'S', 'M', 'L', 'XL', '3XL'], a >> 47)                    AS "T-Shirt Size"
FROM people, pools
"""
"""Grain: one row per person, by number, from `$first` to before `$after`. Reads: nothing. `$people`: how
many on day 1; `$day`: 1 or 2."""


def write(people: int, into: Path) -> tuple[Path, Path]:
    """Write `day1.csv` and `day2.csv` to `into`, with this many people (day 2: 0.2 % more)."""
    into.mkdir(parents=True, exist_ok=True)
    counts = {1: people, 2: people + people * 5 // 1000}
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT}) as connection:
        connection.execute(_MACROS)
        day1, day2 = (_write_day(connection, day, people, count, into) for day, count in counts.items())
    return day1, day2


def _write_day(connection: duckdb.DuckDBPyConnection, day: int, people: int, count: int, into: Path) -> Path:
    """Write a day in parts, one per core at a time: a query that keeps the order uses only one core."""

    def part(first: int) -> Path:
        after = min(first + PART_PEOPLE, count)
        parameters = {"people": people, "day": day, "first": first, "after": after}
        path = into / f"day{day}.{first:09}.part"
        connection.cursor().sql(_SELECT, params=parameters).write_csv(str(path), sep=",", header=first == 0)
        return path

    whole = into / f"day{day}.csv"
    with whole.open("wb") as out, ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in pool.map(part, range(0, count, PART_PEOPLE)):
            with path.open("rb") as written:
                shutil.copyfileobj(written, out)
            path.unlink()
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--into", type=Path, required=True)
    arguments = parser.parse_args()
    started = time.perf_counter()
    for path in write(arguments.people, arguments.into):
        print(f"{path}  {path.stat().st_size / 1e6:,.1f} MB")
    print(f"{arguments.people:,} people in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
