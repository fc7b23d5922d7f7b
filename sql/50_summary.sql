-- 50_summary: how many of everything, for the guardrails, the report and Dagster's plots?
--
-- Grain    one row.
-- Reads    changes, situations, accounts, roster, unresolved_managers, garbled.
-- Gives    the columns of core/changes.py, Summary; all of them counts of people.
-- Rules    R3 the denominators are the active accounts that are ours; the population includes whom
--          this change set creates.
with
account as (
    select
        count(*) as accounts,
        count(*) filter (where status <> 'deactivated') as active_accounts,
        count(*) filter (where linked_to is not null) as managed,
        count(*) filter (where linked_to is not null and status <> 'deactivated') as active_managed,
        count(*) filter (where linked_to is null and status <> 'deactivated' and not is_administrator)
            as unmanaged_active
    from accounts
)
select
    accounts,
    active_accounts,
    managed,
    active_managed,
    -- Whoever is in step is in the roster and has no row in situations; whoever is missing has one.
    active_managed - (select count(*) from situations where account_state = 'active'
        and situation = 'SOURCE_MISSING') as active_managed_in_roster,
    (select count(*) from roster) as people,
    (select count(*) from changes where action = 'CREATE') as creates,
    (select count(*) from changes where action = 'LINK') as links,
    (select count(*) from changes where action = 'UPDATE') as updates,
    (select count(*) from changes where action = 'REACTIVATE') as reactivations,
    (select count(*) from changes where action = 'DEACTIVATE') as deactivations,
    (select count(*) from changes where action <> 'LINK' and changes_identity) as identity_changes,
    (select count(*) from changes where changes_name) as name_changes,
    (select count(*) from situations where withheld <> 'not_adopted') as withheld,
    (select count(*) from situations where situation = 'SOURCE_MISSING' and account_state = 'active'
        and withheld is null) as absent,
    (select count(*) from situations where is_in_doubt) as absent_in_doubt,
    (select count(*) from situations where account_state = 'deactivated_by_others' and ended is null
        and situation = 'CONFIRMED') as deactivated_in_qooper,
    (select count(*) from situations where is_protected) as protected,
    (select count(*) from situations where is_future_hire and account_id is null) as future_hires,
    (select count(*) from unresolved_managers) as unresolved_managers,
    (select count(distinct external_id) from garbled) as garbled,
    unmanaged_active
from account
