"""Tenant files as the YAML has them, every value still text, from the smallest to one with every option.

Belongs here: documents whose digests are stored in `test_digest.py`; changing one changes its digest.
Does not: a tenant for any other test (`qooper_assets_tests/worlds.py`).
"""

from typing import Any

TOP: dict[str, Any] = {
    "tenant": "globex",
    "name": "Globex",
    "schedule": {"timezone": "Europe/Paris"},
}

FEED: dict[str, Any] = {
    "host": "sftp.globex.example",
    "username": "qooper",
    "auth": {"type": "password", "password": "env:GLOBEX_SFTP_PASSWORD"},
    "path": "/out/people.csv",
}
MINIMAL = {**TOP, "feed": FEED, "identity": "email", "mapping": {"email": "E-mail"}}
EVERY_OPTION = {
    **TOP,
    "paused": "true",
    "feed": {
        **FEED,
        "format": "csv",
        "coverage": "delta",
        "wrapped": ["openpgp", "gzip"],
        "openpgp": {"private_key": "file:key.asc"},
        "csv": {
            "delimiter": ";",
            "quote": "'",
            "quoting": "escaped",
            "encoding": "windows-1252",
            "newlines_in_fields": "true",
            "header_row": "3",
            "trailer": {"begins": "TOTAL", "count_in": "2", "counts": "lines"},
        },
        "limits": {"rows_max": "5000"},
    },
    "identity": "badge",
    "mapping": {
        "email": "E-mail",
        "employee_id": {"column": "Id"},
        "full_name": {"column": "Name", "order": "last_first"},
        "title": "Job",
        "department": "Department",
        "location": "Site",
        "phone": "Phone",
        "hire_date": {"column": "Start", "format": "%d.%m.%Y"},
        "termination_date": "End",
        "status": {"column": "Status", "values": {"aktiv": "active", "weg": "inactive"}},
        "manager": {"column": "Manager", "refers_to": "badge"},
        "custom": {
            "badge": "Badge",
            "skills": {
                "column": "Skills",
                "split": ";",
                "options": ["Go", "C; C++"],
                "unknown_option": "reject",
            },
        },
    },
    "policy": {
        "absent_after_files": "3",
        "adoption": "auto",
        "reactivate_admin_deactivated": "true",
        "clear_when_blank": ["title", "phone"],
        "placeholder_emails": ["nobody@"],
        "protected_emails": ["ceo@globex.example"],
        "stale_pct_max": "7.5",
        "approval_days_max": "14",
        "unreadable_files_max": "5",
    },
    "guardrails": {
        "deactivations_count_floor": "6",
        "deactivations_pct_max": "11",
        "deactivations_count_max": "201",
        "deactivations_share_pct_max": "51",
        "reactivations_count_floor": "6",
        "reactivations_pct_max": "11",
        "identity_changes_count_floor": "6",
        "identity_changes_pct_max": "6",
        "withheld_count_floor": "6",
        "withheld_pct_max": "6",
        "creates_count_floor": "21",
        "creates_pct_max": "51",
        "row_drop_count_floor": "6",
        "row_drop_pct_max": "11",
        "rejects_count_floor": "4",
        "rejects_pct_max": "6",
        "deactivations_7_days_pct_max": "26",
        "name_changes_pct_max": "31",
        "fill_rate_drop_pct_max": "51",
        "overlap_pct_min": "6",
    },
}
EXCEL = {
    **TOP,
    "feed": {
        **FEED,
        "path": "/out/people.xlsx",
        "format": "excel",
        "excel": {"sheet": "Staff", "header_row": "4"},
    },
    "mapping": {
        "email": "E-mail",
        "employee_id": "Id",
        "first_name": "First",
        "last_name": "Last",
        "status": "Status",
        "manager": "Manager",
        "hire_date": "Start",
        "custom": {"skills": {"column": "Skills", "split": ","}},
    },
    "policy": {"unreadable_files_max": "3", "stale_pct_max": "5"},
    "guardrails": {"deactivations_pct_max": "10"},
}

JSON = {
    **TOP,
    "feed": {
        **FEED,
        "path": "/out/people.json",
        "format": "json",
        "records": "/data/people",
        "csv": {"quoting": "none", "delimiter": "\t", "trailer": {"begins": "END"}},
    },
    "identity": "email",
    "mapping": {"email": "/contact/email", "termination_date": {"column": "last_day", "format": "%Y%m%d"}},
    "policy": {"adoption": "never"},
}
