"""A large roster and its next day: `python benchmarks/rosters.py --people 1000000 --into DIR`.

Belongs here: rows for measuring, in one DuckDB query per file. Does not: a story (`qooper_assets/demo`
tells one) or a measurement. Every value is arithmetic on the person's number, with no random function
and no hash, so the same count gives the same bytes with any release of DuckDB.

Day 2 is day 1 with 1 % of the people changed, 0.3 % gone and 0.5 % new, for a count that 1,000 divides.
"""

import argparse
import time
from pathlib import Path

import duckdb

from qooper_assets.core.tenant import Tenant

MEMORY_LIMIT = "256MiB"

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

_SELECT = """
WITH pools AS (
    SELECT
        ['Ana', 'Jürgen', 'Zoë', 'Łukasz', 'Işıl', 'Văn Đức', 'Олександр', 'Γιώργος', 'فاطمة', 'נועם',
         '静怡', 'さくら', '민준', 'प्रिया', 'สมชาย', 'Guðrún', 'Mary Ann', 'Renée', 'Owen'] AS given,
        ['O''Neil', 'van der Berg', 'Null', 'NA', 'True', 'Groß', 'Wójcik', 'Öztürk', 'Nguyễn',
         'Шевченко', 'Παπαδόπουλος', 'الحسن', 'כהן', '欧阳', '髙橋', '남궁', 'शर्मा', 'แสงทอง',
         'Jónsdóttir', 'García López', 'D''Arcy', 'Smith', 'Taylor-Jones'] AS family,
        ['Software Engineer', 'Account Manager, EMEA', 'Head of "Project Zero"', 'Nurse', 'Buyer',
         'Chargé d''études', 'Machinist', 'Data Analyst', 'Attorney', 'Lab Technician',
         'Team Lead'] AS title,
        ['Engineering', 'Research, Development & Design', 'Finance', 'People & Culture', 'Sales',
         'Legal, Risk and Compliance', 'IT'] AS department,
        ['New York, NY', 'Austin, TX', 'London', 'Berlin', 'Paris', 'São Paulo', '東京',
         'Remote'] AS office,
        ['Python', 'SQL', 'C++', 'R&D', 'Negotiation', 'Coaching', 'Français', '日本語',
         'Budgeting'] AS skill,
        ['English', 'Deutsch', 'Español', '中文', 'العربية'] AS tongue
),
people AS (
    SELECT range AS n, $day = 2 AND range % 100 = 37 AS has_changed
    FROM range($people + CASE $day WHEN 2 THEN $people * 5 // 1000 ELSE 0 END)
    -- Who goes leads nobody (a leader's number ends in 0) and is not among the changed (37).
    WHERE $day = 1 OR range >= $people OR range % 1000 NOT IN (111, 411, 811)
)
SELECT
    format('{:09}', 1001 + n)                                              AS "Employee ID",
    family[1 + (n * 7 + n // 23) % 23]                                     AS "Last Name",
    given[1 + (n * 5 + n // 19) % 19]                                      AS "First Name",
    format('person.{}@benchmark.example', n)                               AS "Work E-mail",
    title[1 + (n * 3 + n // 11 + CASE WHEN has_changed THEN 1 ELSE 0 END) % 11] AS "Job Title",
    department[1 + (n + n // 7) % 7]                                       AS "Department",
    office[1 + (n * 3 + n // 8) % 8]                                       AS "Location",
    format('+1 212 555 01{:02}', n % 100)                                  AS "Work Phone",
    -- A tree: twenty people to a leader, whose number is at most half of theirs.
    CASE WHEN n > 0 THEN format('{:09}', 1001 + n // 20 * 10) END          AS "Manager ID",
    strftime(DATE '2000-01-01' + CAST(n * 13 % 9000 AS INTEGER), '%m/%d/%Y') AS "Start Date",
    CASE WHEN n % 33 = 5 THEN 'L' ELSE 'A' END                             AS "Status",
    concat_ws(';', skill[1 + n % 9], skill[1 + (n + 4) % 9], skill[1 + (n + 7) % 9]) AS "Skills",
    concat_ws(';', tongue[1 + n % 5], tongue[1 + (n + 2) % 5])             AS "Languages",
    format('BU-{:03}', n * 17 % 400)                                       AS "Business Unit",
    ['US', 'DE', 'NA', 'JP', 'BR', 'FR'][1 + n % 6]                        AS "Country",
    format('G{:02}', n * 11 % 18)                                          AS "Grade",
    format('{}-Q{}', 2000 + n * 13 % 9000 // 365, 1 + n % 4)               AS "Cohort",
    CASE WHEN n % 9 = 0 THEN given[1 + n % 19] END                         AS "Preferred Name",
    [NULL, 'she/her', 'he/him', 'they/them'][1 + n % 4]                    AS "Pronouns",
    CASE WHEN n % 4 = 0 THEN format('Likes hiking, cooking and "{}"; ask me anything', skill[1 + n % 9])
         END                                                               AS "About",
    format('900-00-{:04}', n % 10000)                                      AS "SSN",
    format('B{}', n % 12)                                                  AS "Salary Band",
    format('{}-{:02}', 1000 + n * 7 % 9000, n % 100)                       AS "Cost Center",
    format('{:08}', n * 37 % 100000000)                                    AS "Badge No",
    ['XS', 'S', 'M', 'L', 'XL', '3XL'][1 + n % 6]                          AS "T-Shirt Size"
FROM people, pools
"""
"""Grain: one row per person, by number. Reads: nothing. `$people`: how many on day 1; `$day`: 1 or 2."""


def write(people: int, into: Path) -> tuple[Path, Path]:
    """`day1.csv` and `day2.csv` in `into`, of that many people (day 2: 0.2 % more)."""
    into.mkdir(parents=True, exist_ok=True)
    day1, day2 = into / "day1.csv", into / "day2.csv"
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT}) as connection:
        for day, path in ((1, day1), (2, day2)):
            select = connection.sql(_SELECT, params={"people": people, "day": day})
            select.write_csv(str(path), sep=",", header=True)
    return day1, day2


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
