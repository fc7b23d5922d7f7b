"""The SQL files of plan, in their order.

Belongs here: which file needs which others. Does not: what a file says (`sql/plan/`), or what is done with
the tables (`planning.py`).
"""

from qooper_assets.edges.engine import answers
from qooper_assets.edges.engine.change_sets import find_manager_circles
from qooper_assets.edges.engine.steps import Step, sql

PLAN_STEPS = (
    Step("plan/answered", answers.find_fitting),
    Step("plan/relinked", answers.relink, ("plan/answered",)),
    sql("plan/unreadable_dates"),
    sql("plan/mismatches", "plan/unreadable_dates"),
    sql("plan/pairs", "plan/mismatches", "plan/unreadable_dates"),
    sql("plan/known_managers", "plan/pairs", is_aside=True),
    sql("plan/in_doubt", "plan/pairs"),
    sql("plan/declines", "plan/pairs"),
    sql("plan/identity_claims", "plan/pairs", "plan/declines"),
    sql("plan/reused_ids", "plan/pairs", "plan/identity_claims"),
    Step(
        "plan/given_up",
        answers.find_given_up,
        ("plan/answered", "plan/relinked", "plan/pairs", "plan/in_doubt", "plan/declines"),
    ),
    sql(
        "plan/doubts",
        "plan/pairs",
        "plan/in_doubt",
        "plan/identity_claims",
        "plan/reused_ids",
        "plan/answered",
        "plan/given_up",
    ),
    sql("plan/withheld", "plan/doubts"),
    sql("plan/taken_emails", "plan/identity_claims", "plan/withheld", "plan/given_up", "plan/answered"),
    sql(
        "plan/situations",
        "plan/pairs",
        "plan/in_doubt",
        "plan/identity_claims",
        "plan/withheld",
        "plan/taken_emails",
    ),
    Step(
        "plan/questions",
        answers.ask,
        (
            "plan/doubts",
            "plan/situations",
            "plan/taken_emails",
            "plan/pairs",
            "plan/in_doubt",
            "plan/relinked",
        ),
    ),
    sql("plan/unresolved_managers", "plan/pairs", "plan/situations", "plan/known_managers", is_aside=True),
    sql("plan/population", is_aside=True),
    sql(
        "plan/update_candidates", "plan/pairs", "plan/situations", "plan/known_managers", "plan/taken_emails"
    ),
    sql("plan/differences", "plan/update_candidates"),
    sql("plan/damaged", "plan/differences"),
    sql(
        "plan/proposals",
        "plan/declines",
        "plan/situations",
        "plan/differences",
        "plan/given_up",
        "plan/relinked",
        "plan/answered",
    ),
    sql("plan/attribute_changes", "plan/proposals", is_aside=True),
    Step("plan/manager_edges", find_manager_circles, ("plan/proposals",)),
    sql("plan/changes", "plan/proposals", "plan/manager_edges", "plan/relinked"),
    sql("plan/moves", "plan/changes", is_aside=True),
    sql("plan/forgotten", "plan/declines", "plan/situations"),
    sql("plan/remembered", "plan/situations", "plan/unreadable_dates", "plan/changes"),
    sql("plan/date_effects", "plan/situations", "plan/unreadable_dates"),
    sql(
        "plan/summary",
        "plan/pairs",
        "plan/situations",
        "plan/damaged",
        "plan/proposals",
        "plan/changes",
        "plan/unresolved_managers",
        "plan/population",
        "plan/manager_edges",
        "plan/taken_emails",
        "plan/date_effects",
    ),
    sql(
        "plan/left_out",
        "plan/situations",
        "plan/taken_emails",
        "plan/unresolved_managers",
        "plan/manager_edges",
        "plan/damaged",
    ),
)
"""Those that run aside occupy one core while the engine plans their queries, however few people there are."""
