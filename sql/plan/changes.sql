-- changes: what is to be done, for whom, why, from what to what?
--
-- Grain    one row per person with an action other than NONE that nobody declined on the same facts.
-- Reads    proposals, manager_circles (external_id: core/managers.py), relinked, accounts, lines.
-- Gives    external_id, account_id, action, reason, before, after (JSON objects of text; a create has no
--          before), account_version, changes_identity, changes_name, source_line, is_email_move, digest
--          (SHA-256 of the change; the change set's id is derived from them in order).
-- Rules    G14 equal inputs give equal rows. Every before is the snapshot's value: a manager whose account an
--          answer gives to somebody is the one to whom it is linked now. AT15 a manager who would close a circle
--          is left out.
with
proposed as (
    select
        p.* replace (
            case
                when c.external_id is null then p.differences
                else list_filter(p.differences, lambda d: d.name <> 'manager')
            end as differences
        )
    from proposals as p
    left join manager_circles as c on c.external_id = p.external_id
    where not p.is_repeated
),
decided as (
    select * from proposed where action <> 'UPDATE' or len(differences) > 0 or is_decided
),
-- The accounts and lines needed, before anything is joined to them: otherwise the engine reads the others
-- too.
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
            when v.action = 'CREATE' then []
            else list_transform(v.differences, lambda d: {
                'k': d.name,
                'v': case
                    when d.name = 'manager' and m.account_id is not null
                        then coalesce(m.linked_before, 'account ' || m.account_id)
                    else d.before
                end
            })
                || case when v.action in ('DEACTIVATE', 'REACTIVATE') then [{'k': 'status', 'v': a.status}] else [] end
        end as before,
        list_transform(v.differences, lambda d: {'k': d.name, 'v': d.after})
            || case v.action
                when 'DEACTIVATE' then [{'k': 'status', 'v': 'deactivated'}]
                when 'REACTIVATE' then [{'k': 'status', 'v': 'active'}]
                else []
            end as after
    from decided as v
    left join present as a on a.file_row_number = v.account_row
    left join line as l on l.external_id = v.external_id
    left join relinked as m
        on m.linked_to = list_filter(v.differences, lambda d: d.name = 'manager')[1].before
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
