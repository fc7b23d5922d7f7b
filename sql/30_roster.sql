-- 30_roster: who should be a user, as the file says?
--
-- Grain    one row per person (external_id is unique); identical rows of one person are collapsed
--          into the first (I01).
-- Reads    normalized, identities, lines, rejects. Variable: manager_refers_to (identity, or another key).
-- Gives    external_id, employee_id, email, email_key, is_active, hire_on, termination_on,
--          manager (external_id of the manager, or the reference as it stands if the roster does
--          not know it), attributes, dropped, unsaid, source_line.
-- Rules    Every row of normalized is here, in rejects, collapsed or skipped, and the counts are
--          compared (accounting). Rows of one identifier are equal, or all rejected (20_rejects), so
--          the identifier tells whether a row is rejected. AT11 a manager given by another key than
--          the identity is found by it.
with
rejected as (
    select distinct external_id from rejects where external_id is not null
),
repeated as (
    select external_id, min(row_id) as first_row
    from identities
    where not is_header
    group by external_id
    having count(*) > 1
),
person as (
    select i.external_id, i.employee_id, i.email_key
    from identities as i
    anti join rejected as x on x.external_id = i.external_id
    where getvariable('manager_refers_to') <> 'identity' and not i.is_header and i.external_id is not null
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
    where employee_id is not null and getvariable('manager_refers_to') = 'employee_id'
    group by employee_id
)
select
    n.external_id,
    n.employee_id,
    n.email,
    n.email_key,
    n.is_active,
    n.hire_on,
    n.termination_on,
    coalesce(
        e.external_id, i.external_id,
        case
            when getvariable('manager_refers_to') = 'email'
                or (getvariable('manager_refers_to') = 'identity' and getvariable('identity') = 'email')
                then email_key(n.manager)
            else n.manager
        end
    ) as manager,
    n.attributes,
    n.dropped,
    n.unsaid,
    l.source_line
from normalized as n
join lines as l on l.row_id = n.row_id
anti join rejected as x on x.external_id = n.external_id
left join repeated as r on r.external_id = n.external_id
left join manager_by_email as e on e.reference = email_key(n.manager)
left join manager_by_employee_id as i on i.reference = n.manager
where not n.is_header
  and n.external_id is not null
  and (r.first_row is null or r.first_row = n.row_id)
