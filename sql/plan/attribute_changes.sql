-- attribute_changes: how many people's present value would be replaced or cleared, per attribute?
--
-- Grain    one row per attribute, employee_id, email or manager that changes for anybody who has a value.
-- Reads    proposals.
-- Gives    name, people.
-- Rules    AT14 only linked, active people count: a filled blank, a new person, an adopted account and one
--          that is reactivated lose nothing that is in use. G22 nor does a change that was declined.
select d.name, count(*) as people
from (
    select unnest(differences) as d
    from proposals
    where action = 'UPDATE' and account_state = 'active' and not is_repeated
)
where d.before is not null
group by d.name
