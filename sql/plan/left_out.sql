-- left_out: which values of the roster are left out, although the rest of the person is applied?
--
-- Grain    one row per person and value.
-- Reads    taken_emails, unresolved_managers, manager_circles (external_id: core/managers.py), damaged,
--          situations, lines.
-- Gives    external_id, account_id, name (of the attribute), reason (email_taken, manager_unresolved,
--          manager_is_self, manager_circle, or why the value is damaged), holder_account (the account that
--          has the e-mail), source_line.
-- Rules    I30, AT07, AT10, AT15, P04, AT13. The report lists them by name every day, until the file or
--          Qooper changes.
with
value as (
    select external_id, 'email' as name, 'email_taken' as reason, holder_account
    from taken_emails
    where not is_new
    union all
    select external_id, 'manager', reason, null from unresolved_managers
    union all
    select external_id, 'manager', 'manager_circle', null from manager_circles
    union all
    select external_id, name, why, null from damaged
),
line as (
    select l.external_id, l.source_line from lines as l semi join value as v on v.external_id = l.external_id
),
account as (
    select s.external_id, s.account_id from situations as s semi join value as v on v.external_id = s.external_id
)
select v.external_id, a.account_id, v.name, v.reason, v.holder_account, l.source_line
from value as v
left join account as a on a.external_id = v.external_id
left join line as l on l.external_id = v.external_id
