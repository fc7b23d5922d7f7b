-- declines: which changes were declined, and are the facts still the same?
--
-- Grain    one row per declined person and action, for people who differ from their account.
-- Reads    declined (external_id, action, facts, policy_version, change_set_id: as stored in the ledger),
--          pairs, roster. Variables: policy_version, manager_refers_to.
-- Gives    external_id, action, change_set_id, is_repeated (the person's own row and the policy are the
--          same).
-- Rules    G22 a decline is bound to the person, the action and the facts, not to the file or a limit.
with
asked as (
    select external_id, roster_row
    from pairs
    semi join declined using (external_id)
),
said as (
    select
        r.file_row_number as roster_row,
        row_facts(
            r.external_id, r.employee_id, r.email, r.is_active, r.hire_on, r.termination_on, r.manager, r.attributes,
            r.scope
        ) as facts
    from roster as r
    semi join (select roster_row from asked where roster_row is not null) as a on a.roster_row = r.file_row_number
)
select
    d.external_id,
    d.action,
    d.change_set_id,
    d.facts = coalesce(s.facts, 'absent') and d.policy_version = getvariable('policy_version') as is_repeated
from declined as d
join asked as a on a.external_id = d.external_id
left join said as s on s.roster_row = a.roster_row
