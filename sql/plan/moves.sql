-- moves: which accounts give up or take an e-mail or an employee id, so that the order of writes matters?
--
-- Grain    one row per change of an account that exists and takes another e-mail, or gives up or takes an
--          employee id that passes from one account to another in this change set.
-- Reads    changes (also those of a change set stored by an earlier version).
-- Gives    external_id, from_email, to_email (lower case; NULL if the e-mail stays), from_id, to_id (NULL
--          if the id stays, or passes to nobody and comes from nobody).
-- Rules    I07 to I09 an account that gives up a value is written before the one that takes it
--          (core/changes.py, order_moves). Accounts to be created are written last, and are not here.
with
moved as (
    select
        external_id,
        case when is_email_move then email_key(before ->> 'email') end as from_email,
        case when is_email_move then email_key(after ->> 'email') end as to_email,
        case when contains(after, '"employee_id"') then before ->> 'employee_id' end as from_id,
        after ->> 'employee_id' as to_id
    from changes
    where action in ('LINK', 'UPDATE', 'REACTIVATE') and (is_email_move or contains(after, '"employee_id"'))
),
passed as (
    select from_id as id from moved where from_id is not null
    intersect
    select to_id from moved where to_id is not null
)
select
    external_id,
    from_email,
    to_email,
    case when from_id in (select id from passed) then from_id end as from_id,
    case when to_id in (select id from passed) then to_id end as to_id
from moved
where to_email is not null or from_id in (select id from passed) or to_id in (select id from passed)
