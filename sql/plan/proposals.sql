-- proposals: which action does the tenant's policy propose for each person, and was it declined before?
--
-- Grain    one row per person with an action other than NONE.
-- Reads    situations, differences, given_up, relinked, answered, declines, decisions (the decision table of
--          core/changes.py: situation, account_state, ended, is_active, differs, is_due, is_protected, is_decided →
--          action, reason). Variables: absence_counts, absent_after_files.
-- Gives    the columns of situations, differences, changes_identity, changes_name, is_decided (somebody decided
--          that the account is theirs, and the link does not say so yet), action, reason, declined_in (the change set with which the same action was declined, or NULL), is_repeated (on the
--          same facts).
-- Rules    S24 S26 nobody is created or reactivated before the first day, or while a date can't be read. R10
--          every deactivation has a reason. G22 an action declined on the same facts is not proposed again
--          (plan/changes leaves it out).
with
theirs as (
    select linked_to as external_id from relinked where is_moved
    union all
    select external_id from answered where is_fitting and answer = 'adopt'
),
fact as (
    select
        s.*,
        (d.external_id is not null and (len(d.differences) > 0 or s.situation = 'NO_ACCOUNT'))
            or g.external_id is not null as differs,
        t.external_id is not null as is_decided,
        case s.situation
            when 'SOURCE_MISSING' then
                getvariable('absence_counts') and not s.is_in_doubt
                and s.files_absent >= getvariable('absent_after_files')
            else not s.is_future_hire and not s.is_undated
        end as is_due,
        coalesce(d.differences, g.differences, []) as differences,
        coalesce(d.changes_identity, g.external_id is not null) as changes_identity,
        coalesce(d.changes_name, false) as changes_name
    from situations as s
    left join differences as d using (external_id)
    left join given_up as g using (external_id)
    left join theirs as t using (external_id)
    where s.withheld is null
),
decided as (
    select f.*, c.action, c.reason
    from fact as f
    join decisions as c
        on c.situation = f.situation
        and c.account_state = f.account_state
        and c.ended is not distinct from f.ended
        and c.is_active is not distinct from f.is_active
        and c.differs = f.differs
        and c.is_due = f.is_due
        and c.is_protected = f.is_protected
        and c.is_decided = f.is_decided
    where c.action <> 'NONE'
)
select v.*, d.change_set_id as declined_in, coalesce(d.is_repeated, false) as is_repeated
from decided as v
left join declines as d on d.external_id = v.external_id and d.action = v.action
