-- 30_roster: who should be a user, as the file says?
--
-- Grain    one row per person (external_id is unique).
-- Reads    normalized, excluded, managers. Variables: identity, manager_refers_to.
-- Gives    external_id, employee_id, email, email_key, is_active, hire_on, termination_on,
--          manager (external_id of the manager, or the reference as it stands if the roster does
--          not know it), attributes, dropped, unsaid, source_line.
-- Rules    Every row of normalized is here, in rejects, collapsed or skipped, and the counts are
--          compared (accounting).
with
person as (
    select
        n.*,
        case
            when getvariable('manager_refers_to') = 'email'
                or (getvariable('manager_refers_to') = 'identity' and getvariable('identity') = 'email')
                then email_key(n.manager)
            else n.manager
        end as reference
    from normalized as n
    anti join excluded as x on x.row_id = n.row_id
)
select
    p.external_id,
    p.employee_id,
    p.email,
    p.email_key,
    p.is_active,
    p.hire_on,
    p.termination_on,
    coalesce(m.external_id, p.reference) as manager,
    p.attributes,
    p.dropped,
    p.unsaid,
    p.source_line
from person as p
left join managers as m on m.reference = p.reference
