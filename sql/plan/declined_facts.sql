-- declined_facts: which facts is each change of a declined change set based on?
--
-- Grain    one row per change.
-- Reads    changes (of the stored change set), roster (from which it was planned). Variable:
--          manager_refers_to.
-- Gives    external_id, action, facts (digest of the person's own row; `absent` if there is none).
-- Rules    G22. Run when a change set is declined, not by `plan`; the ledger stores the result, and
--          plan/declines compares it.
select
    c.external_id,
    c.action,
    case
        when r.external_id is null then 'absent'
        else row_facts(
            r.external_id, r.employee_id, r.email, r.is_active, r.hire_on, r.termination_on, r.manager, r.attributes,
            r.scope
        )
    end as facts
from changes as c
left join roster as r on r.external_id = c.external_id
