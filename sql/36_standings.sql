-- 36_standings: how does each person of the roster stand beside the account that is theirs?
--
-- Grain    one row per person of the roster, and one per linked account whose person is not in it.
-- Reads    roster, accounts. Variables: effective_on, protected_emails.
-- Gives    external_id, account_id, account_state (none, active, deactivated_by_us,
--          deactivated_by_others), is_protected, is_in_roster, ended (status_inactive,
--          termination_date, or NULL), is_active, is_future_hire, is_seeking (not linked, or asks for
--          another id or e-mail), wanted (of whoever seeks, employee_id and email_key, and the
--          account's email_key; else NULL), may_differ (some value is not the account's).
-- Rules    S15 S16 the termination date ends after that day, and wins over the status word. R5
--          administrators and allow-listed accounts are protected. All that follows reads the roster and
--          the accounts only for the few whom this one join marks. Attributes are compared by a hash of
--          64 bits: that two different ones are taken for equal has a chance of 1 : 10^19 per person.
with
person as (
    select
        external_id, employee_id, email_key(email) as email_key, is_active, manager, profile,
        case
            when is_active = false then 'status_inactive'
            when termination_on < getvariable('effective_on') then 'termination_date'
        end as ended,
        coalesce(hire_on > getvariable('effective_on'), false) as is_future_hire
    from roster
),
account as (
    select
        linked_to, account_id, employee_id, email_key, manager, profile,
        is_protected(is_administrator, email_key) as is_protected,
        account_state(status, is_link_active) as account_state
    from accounts
    where linked_to is not null
)
select
    coalesce(p.external_id, a.linked_to) as external_id,
    a.account_id,
    coalesce(a.account_state, 'none') as account_state,
    coalesce(a.is_protected, false) as is_protected,
    p.external_id is not null as is_in_roster,
    p.ended,
    p.is_active,
    coalesce(p.is_future_hire, false) as is_future_hire,
    p.external_id is not null and p.ended is null and (
        a.account_id is null
        or p.email_key is distinct from a.email_key
        or (p.employee_id is not null and p.employee_id is distinct from a.employee_id)
    ) as is_seeking,
    case
        when is_seeking
            then {'employee_id': p.employee_id, 'email_key': p.email_key, 'account_email_key': a.email_key}
    end as wanted,
    p.external_id is not null and (
        a.account_id is null
        or p.email_key is distinct from a.email_key
        or p.employee_id is distinct from a.employee_id
        or (p.manager is not null and p.manager is distinct from a.manager)
        or coalesce(p.manager = p.external_id, false)
        or p.profile is distinct from a.profile
    ) as may_differ
from person as p
full join account as a on a.linked_to = p.external_id
