"""Running a table of steps again from one of its steps on."""

from qooper_assets.edges.engine.steps import following, sql
from qooper_assets.stages.plan_steps import PLAN_STEPS


def test_the_steps_that_follow_one_depend_on_it_directly_or_through_others() -> None:
    steps = (sql("a"), sql("b", "a"), sql("c"), sql("d", "b", "c"), sql("e", "c"))
    assert [step.name for step in following(steps, "b")] == ["b", "d"]
    assert [step.name for step in following(steps, "a")] == ["a", "b", "d"]


def test_at14_a_plan_without_an_attribute_runs_again_what_reads_its_differences() -> None:
    again = [step.name for step in following(PLAN_STEPS, "plan/differences")]
    assert {"plan/changes", "plan/manager_edges", "plan/summary", "plan/left_out"} <= set(again)
    assert not {"plan/pairs", "plan/withheld", "plan/situations"} & set(again)
