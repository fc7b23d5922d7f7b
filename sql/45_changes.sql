-- 45_changes: what shall be done, for whom, why, from what to what?
--
-- Grain    one row per person with an action other than NONE.
-- Reads    situations, differences, decisions (the table that core/changes.py decides: situation,
--          account_state, ended, is_active, differs, is_due, is_protected → action, reason),
--          accounts, lines. Variables: absence_counts, absent_after_files.
-- Gives    external_id, account_id, action, reason, before, after (JSON objects of text; a create
--          has no before), account_version, changes_identity, changes_name, source_line,
--          digest
--          (SHA-256 of the change; the change set's id is made of them in order).
-- Rules    R10 every deactivation has a reason. G14 equal inputs give equal rows. Every before is the
--          snapshot's value.
with
fact as (
    select
        s.*,
        d.external_id is not null and (len(d.differences) > 0 or s.situation = 'NO_ACCOUNT') as differs,
        case s.situation
            when 'SOURCE_MISSING' then
                getvariable('absence_counts') and not s.is_in_doubt
                and s.files_absent >= getvariable('absent_after_files')
            else not s.is_future_hire
        end as is_due,
        coalesce(d.differences, []) as differences,
        coalesce(d.changes_identity, false) as changes_identity,
        coalesce(d.changes_name, false) as changes_name
    from situations as s
    left join differences as d using (external_id)
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
    where c.action <> 'NONE'
),
-- The accounts and the lines that are asked for, before anything is joined to them: only so does the
-- engine leave the others unread.
present as (
    select a.file_row_number, a.version, a.status
    from accounts as a
    semi join (select account_row from decided where account_row is not null) as v
        on v.account_row = a.file_row_number
),
line as (
    select l.external_id, l.source_line from lines as l semi join decided as v on v.external_id = l.external_id
),
valued as (
    select
        v.external_id, v.account_id, v.action, v.reason, l.source_line,
        v.changes_identity, v.changes_name,
        a.version as account_version,
        case
            when v.action = 'DEACTIVATE' then [{'k': 'status', 'v': a.status}]
            when v.action = 'CREATE' then []
            else list_transform(v.differences, lambda d: {'k': d.name, 'v': d.before})
                || case when v.action = 'REACTIVATE' then [{'k': 'status', 'v': a.status}] else [] end
        end as before,
        case
            when v.action = 'DEACTIVATE' then [{'k': 'status', 'v': 'deactivated'}]
            else list_transform(v.differences, lambda d: {'k': d.name, 'v': d.after})
                || case when v.action = 'REACTIVATE' then [{'k': 'status', 'v': 'active'}] else [] end
        end as after
    from decided as v
    left join present as a on a.file_row_number = v.account_row
    left join line as l on l.external_id = v.external_id
),
written as (
    select * replace (object(before) as before, object(after) as after)
    from valued
)
select
    *,
    action in ('LINK', 'UPDATE', 'REACTIVATE')
        and email_key(after ->> 'email') is distinct from email_key(before ->> 'email') as is_email_move,
    change_digest(external_id, account_id, action, reason, before, after) as digest
from written
