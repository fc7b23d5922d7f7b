"""Split a plan: leave out the part that exceeds a limit, so that everything else can be applied.

Belongs here: the counts that show which attribute changes for too many people, and planning again without it.
Does not: the limit and what may be held back (`core/guardrails.py`), or recording the part that was left out
(`recording.py`).
"""

from qooper_assets.core.changes import HeldBack
from qooper_assets.core.guardrails import AttributeChange
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.steps import following, run_steps
from qooper_assets.stages.plan_steps import PLAN_STEPS


def count_attribute_changes(engine: Engine, tenant: Tenant) -> dict[str, AttributeChange]:
    """Count, per attribute, the people whose value changes and all who have one (AT14).

    Only attributes above the floor of the limit, so that the accounts' values are not read otherwise. The
    keys and the names have limits of their own (R3, AT05).
    """
    floor = tenant.guardrails.attribute_changes_count_floor
    not_counted = {"employee_id", "email", "first_name", "last_name", tenant.identity}
    many = {
        name: people
        for name, people in engine.rows(f"from attribute_changes where people > {floor:d}")
        if name not in not_counted
    }
    if not many:
        return {}
    engine.run("plan/attribute_holders")
    holders = dict(engine.rows("select name, people from attribute_holders"))
    return {name: AttributeChange(people, holders[name]) for name, people in many.items()}


def has_rest(engine: Engine, held_back: HeldBack) -> bool:
    """A change of the plan does something else, too: without any, there is nothing to split."""
    others = "list_filter(differences, lambda d: not list_contains($held_back, d.name))"
    rest = engine.rows(
        f"from proposals where not is_repeated and (action <> 'UPDATE' or len({others}) > 0) limit 1",
        {"held_back": list(held_back.attributes)},
    )
    return bool(rest)


def leave_out(engine: Engine, held_back: HeldBack) -> None:
    """Plan again without the changes of some attributes, from where people are compared with accounts."""
    engine.set(held_back=list(held_back.attributes))
    run_steps(engine, following(PLAN_STEPS, "plan/differences"), None)
