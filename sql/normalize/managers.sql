-- managers: which person does a manager reference mean, if it is not the identity?
--
-- Grain    one row per reference; none if managers are referred to by the identity itself.
-- Reads    identities, excluded, kept. Variables: manager_refers_to (identity, email, employee_id), landing.
-- Gives    reference (e-mails in lower case), external_id.
-- Rules    AT11 a manager given by another key than the identity is looked up by that key. D01 in a delta
--          feed among all known people; of two people with one key, the one with the newer row.
with
person as (
    select
        i.external_id,
        case getvariable('manager_refers_to') when 'email' then i.email_key else i.employee_id end as reference,
        coalesce(getvariable('landing'), 0) as landing
    from identities as i
    anti join excluded as x on x.row_id = i.row_id
    anti join kept as k on k.external_id = i.external_id
    where getvariable('manager_refers_to') <> 'identity'
    union all
    select
        external_id,
        case getvariable('manager_refers_to') when 'email' then email_key else employee_id end,
        landing
    from kept
    where getvariable('manager_refers_to') <> 'identity'
)
select reference, arg_max(external_id, (landing, external_id)) as external_id
from person
where reference is not null
group by reference
