-- 36_standings: how does each person of the roster stand beside the account that is theirs?
--
-- Grain    one row per person of the roster, and one per linked account whose person is not in it; whoever
--          is in step is left out: not ended, no value that may differ, and an account that is active and
--          not protected. They are nearly everybody, and nothing is to be asked or done about them.
-- Reads    roster, accounts. Variables: effective_on, protected_emails.
-- Gives    external_id, account_id, account_state (none, active, deactivated_by_us,
--          deactivated_by_others), is_protected, is_in_roster, ended (status_inactive,
--          termination_date, or NULL), is_active, is_future_hire, is_seeking (not linked, or asks for
--          another id or e-mail), may_differ (some value is not the account's); of the roster
--          employee_id, email, email_key, manager and roster_row, of the account account_employee_id,
--          account_email_key, account_manager and account_row (where in its file each stands:
--          file_row_number, by which later files find the few again at little cost).
-- Rules    S15 S16 the termination date ends after that day, and wins over the status word. R5
--          administrators and allow-listed accounts are protected. All that follows reads the roster and
--          the accounts only for the few whom this one join gives. Values are compared by stored hashes of 64
--          bits, for then the join need read no text but the identifiers: that two different ones are taken
--          for equal has a chance of 1 : 10^19 per person and value.
with
person as (
    select
        external_id, is_active, profile, email_hash, file_row_number as roster_row,
        -- NULL is the hash of nothing: who has no manager asks for none (R8).
        case when manager_hash <> hash(cast(null as varchar)) then manager_hash end as manager_hash,
        case
            when is_active = false then 'status_inactive'
            when termination_on < getvariable('effective_on') then 'termination_date'
        end as ended,
        coalesce(hire_on > getvariable('effective_on'), false) as is_future_hire
    from roster
),
account as (
    select
        file_row_number as account_row, linked_to,
        profile as account_profile, email_hash as account_email_hash, manager_hash as account_manager_hash,
        is_protected(is_administrator, email_hash) as is_protected,
        account_state(status, is_link_active) as account_state
    from accounts
    where linked_to is not null
),
marked as (
    select
        coalesce(external_id, linked_to) as external_id,
        account_row,
        roster_row,
        coalesce(account_state, 'none') as account_state,
        coalesce(is_protected, false) as is_protected,
        b.external_id is not null as is_in_roster,
        ended,
        is_active,
        coalesce(is_future_hire, false) as is_future_hire,
        b.external_id is not null and (
            account_row is null
            or email_hash <> account_email_hash
            or profile <> account_profile
            or coalesce(manager_hash <> account_manager_hash or manager_hash = hash(b.external_id), false)
        ) as may_differ
    from (from person full join account on linked_to = external_id) as b
    where b.external_id is null
       or ended is not null
       or b.is_protected
       or b.account_state <> 'active'
       or may_differ
),
said as (
    select r.file_row_number, r.employee_id, r.email, email_key(r.email) as email_key, r.manager
    from roster as r
    semi join (select roster_row from marked where roster_row is not null) as m on m.roster_row = r.file_row_number
),
told as (
    select a.file_row_number, a.account_id, a.employee_id, a.email_key, a.manager
    from accounts as a
    semi join (select account_row from marked where account_row is not null) as m on m.account_row = a.file_row_number
)
select
    m.*,
    is_in_roster and ended is null and (
        account_row is null
        or s.email_key is distinct from t.email_key
        or (s.employee_id is not null and s.employee_id is distinct from t.employee_id)
    ) as is_seeking,
    s.employee_id, s.email, s.email_key, s.manager,
    t.account_id, t.employee_id as account_employee_id, t.email_key as account_email_key, t.manager as account_manager
from marked as m
left join said as s on s.file_row_number = m.roster_row
left join told as t on t.file_row_number = m.account_row
