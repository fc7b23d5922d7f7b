-- summary: what are the counts for the guardrails, the report and Dagster's plots?
--
-- Grain    one row.
-- Reads    roster, population, proposals, changes, situations, pairs, unresolved_managers, manager_circles,
--          damaged, date_effects, taken_emails. Variables: people (the size of the roster, counted by
--          normalize), enforces_roster.
-- Gives    the columns of core/changes.py, Summary; all of them count people.
-- Rules    R3 the denominators are the active accounts that are ours; the population includes the people whom
--          this change set creates. S14 S24 future_hires wait for their first day, to get an account or to be
--          reactivated. S16 S28 ends_disputed: status word and last day disagree. S27 dates_in_conflict: the
--          last day is before the first day, and is ignored because the account is active.
with
change as (
    select
        count(*) filter (where action = 'CREATE') as creates,
        count(*) filter (where action = 'LINK') as links,
        count(*) filter (where action = 'UPDATE') as updates,
        count(*) filter (where action = 'REACTIVATE') as reactivations,
        count(*) filter (where action = 'DEACTIVATE') as deactivations,
        count(*) filter (where action <> 'LINK' and changes_identity) as identity_changes,
        count(*) filter (where changes_name) as name_changes
    from changes
),
situation as (
    select
        count(*) filter (where withheld not in ('not_adopted', 'left_alone')) as withheld,
        count(*) filter (where situation = 'SOURCE_MISSING' and account_state = 'active') as missing,
        count(*) filter (where situation = 'SOURCE_MISSING' and account_state = 'active' and withheld is null)
            as absent,
        count(*) filter (where is_in_doubt) as absent_in_doubt,
        count(*) filter (
            where account_state = 'deactivated_by_others' and ended is null and situation = 'CONFIRMED'
        ) as deactivated_in_qooper,
        count(*) filter (where is_protected) as protected,
        count(*) filter (
            where is_future_hire and ended is null
              and case account_state
                  when 'active' then false
                  when 'none' then true
                  when 'deactivated_by_us' then is_active
                  else is_active and getvariable('enforces_roster')
              end
        ) as future_hires
    from situations
),
date as (
    select
        count(*) filter (where has_dates_in_conflict and account_state = 'active') as dates_in_conflict,
        count(*) filter (where is_end_disputed) as ends_disputed
    from pairs
)
select
    population.*,
    getvariable('people') as people,
    -- The hash of NULL is a number, too.
    (select count(*) from roster where manager_hash <> hash(cast(null as varchar))) as people_with_manager,
    change.*,
    situation.* exclude (missing),
    date.*,
    -- People in step are in the roster without a row in situations; missing people have one.
    active_managed - missing as active_managed_in_roster,
    (select count(*) from unresolved_managers) as unresolved_managers,
    (select count(*) from manager_circles) as manager_circles,
    (select count(*) from taken_emails where not is_new and not is_left_alone) as taken_emails,
    (select count(distinct external_id) from damaged where why = 'garbled') as garbled,
    (select count(distinct external_id) from damaged where why <> 'garbled') as damaged,
    (select count(*) from roster where is_out_of_scope) as out_of_scope,
    (select count(*) from date_effects) as unreadable_dates,
    (select count(*) from proposals where is_repeated) as declined,
    (select count(*) from proposals where declined_in is not null and not is_repeated) as declined_before
from population, change, situation, date
