-- 42_differences: what would the account have to become, value by value?
--
-- Grain    one row per person who is CONFIRMED, FOUND or NO_ACCOUNT, not ended, and differs from
--          the account (everybody without one does).
-- Reads    situations, roster, accounts, garbled. Variables: clear_when_blank.
-- Gives    external_id, differences (a list of name, before, after; ordered: employee_id, email,
--          manager, then the attributes), changes_identity (the e-mail or the id of an account that
--          is there), changes_name.
-- Rules    R8 a blank keeps the present value, unless clearing is opted in; so does a value that was
--          dropped, and a JSON key that is missing (P29), whatever is opted in. I11 an e-mail that
--          differs only in case is no difference. AT07 a manager who is nobody we know, and AT10 one
--          who is the person, are left out (see 46_unresolved_managers). P04 so is a value that would only
--          garble the present one. `manager` is an external_id.
with
subject as (
    select s.external_id, s.account_id, s.situation
    from situations as s
    where s.withheld is null and s.ended is null and s.may_differ
      and s.situation in ('CONFIRMED', 'FOUND', 'NO_ACCOUNT')
      and not (s.is_future_hire and s.account_id is null)
),
manager_wanted as (
    select distinct r.manager as external_id
    from roster as r
    semi join subject as s on s.external_id = r.external_id
    where r.manager is not null
),
manager_known as (
    select m.external_id
    from manager_wanted as m
    semi join accounts as a on a.linked_to = m.external_id
    union
    select m.external_id
    from manager_wanted as m
    semi join subject as s on s.external_id = m.external_id
),
kept as (
    select external_id, list(name) as names from garbled group by external_id
),
pair as (
    select
        s.external_id, s.situation,
        r.employee_id, r.email, email_key(r.email) as email_key, r.attributes, r.dropped, r.unsaid,
        case when k.external_id is not null and r.manager <> r.external_id then r.manager end as manager,
        a.employee_id as old_employee_id, a.email as old_email, a.email_key as old_email_key,
        a.attributes as old_attributes, a.manager as old_manager,
        g.names as garbled
    from subject as s
    join roster as r on r.external_id = s.external_id
    left join accounts as a on a.account_id = s.account_id
    left join manager_known as k on k.external_id = r.manager
    left join kept as g on g.external_id = s.external_id
),
changed as (
    select *
    from pair
    where situation = 'NO_ACCOUNT'
       or employee_id is distinct from old_employee_id
       or email_key is distinct from old_email_key
       or manager is distinct from old_manager
       or attributes is distinct from old_attributes
),
compared as (
    select
        external_id, situation,
        list_filter(
            [
                {'name': 'employee_id', 'before': old_employee_id, 'after': employee_id},
                {'name': 'email', 'before': old_email,
                 'after': case when email_key is not distinct from old_email_key then old_email else email end},
                {'name': 'manager', 'before': old_manager, 'after': manager}
            ],
            lambda d: d.after is not null and d.after is distinct from d.before
        ) as keys,
        list_filter(
            list_transform(
                list_zip(
                    map_entries(cast(attributes as map(varchar, varchar))),
                    map_values(cast(old_attributes as map(varchar, varchar)))
                ),
                lambda z: {'name': z[1].key, 'before': z[2], 'after': z[1].value}
            ),
            lambda d: d.after is distinct from d.before
                and not coalesce(list_contains(garbled, d.name), false)
                and (d.after is not null or (
                    list_contains(getvariable('clear_when_blank'), d.name)
                    and not coalesce(list_contains(dropped, d.name), false)
                    and not coalesce(list_contains(unsaid, d.name), false)
                ))
        ) as others
    from changed
)
select
    external_id,
    keys || others as differences,
    situation <> 'NO_ACCOUNT'
        and len(list_filter(keys, lambda d: d.name <> 'manager' and d.before is not null)) > 0
        as changes_identity,
    len(list_filter(others, lambda d: d.name in ('first_name', 'last_name') and d.before is not null)) > 0
        as changes_name
from compared
where len(keys) + len(others) > 0 or situation = 'NO_ACCOUNT'
