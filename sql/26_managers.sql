-- 26_managers: whom does a manager's reference mean, where it is not the identity?
--
-- Grain    one row per reference; none where managers are referred to by the identity itself.
-- Reads    identities, excluded. Variable: manager_refers_to (identity, email, employee_id).
-- Gives    reference (e-mails in lower case), external_id.
-- Rules    AT11 a manager given by another key than the identity is found by it.
with
person as (
    select i.external_id, case getvariable('manager_refers_to') when 'email' then i.email_key else i.employee_id end as reference
    from identities as i
    anti join excluded as x on x.row_id = i.row_id
    where getvariable('manager_refers_to') <> 'identity'
)
select reference, any_value(external_id) as external_id
from person
where reference is not null
group by reference
