-- 30_roster: who should be a user, as the file says?
--
-- Grain    one row per person (external_id is unique); identical rows of one person are collapsed
--          into the first (I01).
-- Reads    normalized, lines, rejects. Variable: manager_refers_to.
-- Gives    external_id, employee_id, email, email_key, is_active, hire_on, termination_on,
--          manager (external_id of the manager, or the reference as it stands if the roster does
--          not know it), attributes, source_line.
-- Rules    Every row of normalized is here, in rejects, collapsed or skipped, and the counts are
--          compared (accounting). AT11 a manager given by another key than the identity is found by it.
with
accepted as (
    select n.*, l.source_line
    from normalized as n
    join lines as l on l.row_id = n.rowid
    where not n.is_header
      and l.source_line not in (select source_line from rejects)
),
repeated as (
    select external_id, min(source_line) as first_line
    from accepted
    group by external_id
    having count(*) > 1
),
person as (
    select a.*
    from accepted as a
    left join repeated as r using (external_id)
    where r.first_line is null or a.source_line = r.first_line
),
manager_by_email as (
    select any_value(external_id) as external_id, email_key as reference
    from person
    where email_key is not null and getvariable('manager_refers_to') = 'email'
    group by email_key
),
manager_by_employee_id as (
    select any_value(external_id) as external_id, employee_id as reference
    from person
    where employee_id is not null
      and getvariable('manager_refers_to') = 'employee_id' and getvariable('identity') <> 'employee_id'
    group by employee_id
)
select
    p.external_id,
    p.employee_id,
    p.email,
    p.email_key,
    p.is_active,
    p.hire_on,
    p.termination_on,
    coalesce(
        e.external_id, i.external_id,
        case when getvariable('manager_refers_to') = 'email' then email_key(p.manager) else p.manager end
    ) as manager,
    p.attributes,
    p.source_line
from person as p
left join manager_by_email as e on e.reference = email_key(p.manager)
left join manager_by_employee_id as i on i.reference = p.manager
