-- declined_facts: on which facts does each change of a change set rest that somebody declines?
--
-- Grain    one row per change.
-- Reads    changes (of the stored change set), roster (that it was made of). Variable: manager_refers_to.
-- Gives    external_id, action, facts (of the person's own row; `absent` where there is none).
-- Rules    G22. Run when a change set is declined, not by `plan`; the ledger keeps it, and plan/declines
--          compares.
select
    c.external_id,
    c.action,
    case
        when r.external_id is null then 'absent'
        else row_facts(
            r.external_id, r.employee_id, r.email, r.is_active, r.hire_on, r.termination_on, r.manager, r.attributes
        )
    end as facts
from changes as c
left join roster as r on r.external_id = c.external_id
