-- pairs: how does each person of the roster compare with their account?
--
-- Grain    one row per person of the roster, and one per linked account whose person is not in it; people in
--          step are left out (plan/mismatches).
-- Reads    mismatches, roster, unreadable_dates, ends, accounts. Variables: effective_on, end_by,
--          status_is_mapped, protected_emails, clear_when_blank, owned_by_qooper, not_updated (attributes that
--          are not written: plan/differences).
-- Gives    external_id, account_id, account_state (none, active, deactivated_by_us, deactivated_by_others),
--          is_protected, is_in_roster, ended (out_of_scope, status_inactive, termination_date, or NULL),
--          is_active, has_dates_in_conflict (the last day is before the first day, and nothing else ends the
--          person), is_end_disputed (status word and last day disagree), is_future_hire, is_undated (a date
--          can't be read, so no account is created or reactivated), is_seeking (not linked, or needs another
--          id or e-mail), may_differ (some value is not the account's); from the roster employee_id, email,
--          email_key, manager (NULL if it is not written, AT04) and roster_row, from the account
--          account_employee_id, account_email_key, account_manager and account_row (file_row_number of each).
-- Rules    S15 S16 S28 the termination date ends after that day, and overrides the status word unless the
--          tenant chose otherwise. S22 an unreadable last day is the known one, and reactivates nobody. S26
--          an unreadable first day creates nobody. S27 a last day before the first day ends nobody. S19
--          being out of scope comes before every other end, because the link remembers it: whoever was put
--          out of scope and is not active stays so as long as the cell can't be read. R5 administrators and
--          allow-listed accounts are protected. An account belongs to the person whose exact identifier it is
--          linked to.
with
put_out as (
    select a.linked_to as external_id
    from accounts as a
    semi join (from ends where ended_by = 'out_of_scope') as e on e.external_id = a.linked_to
    where a.status = 'deactivated'
),
person as (
    select
        r.file_row_number as roster_row,
        r.external_id, r.is_active, r.employee_id, r.email, email_key(r.email) as email_key,
        r.manager as given_manager,
        r.profile, r.email_hash, r.manager_hash,
        case
            when coalesce(r.is_out_of_scope, r.external_id in (from put_out)) then 'out_of_scope'
            else ending(r.is_active, r.hire_on, coalesce(r.termination_on, u.known_last_day))
        end as ended,
        has_dates_in_conflict(r.hire_on, r.termination_on) as has_dates_in_conflict,
        -- S16, S28: what counts is the choice of the tenant.
        getvariable('status_is_mapped')
            and coalesce(r.is_active = (r.termination_on < getvariable('effective_on')), false)
            and not has_dates_in_conflict(r.hire_on, r.termination_on) as is_end_disputed,
        coalesce(r.hire_on > getvariable('effective_on'), false) as is_future_hire,
        coalesce(u.is_first_day_unreadable, false) as is_first_day_unreadable,
        coalesce(u.is_last_day_unreadable, false) as is_last_day_unreadable
    from (
        select r.*
        from roster as r
        semi join (from mismatches where roster_row is not null) as o on o.roster_row = r.file_row_number
    ) as r
    left join unreadable_dates as u on u.roster_row = r.file_row_number
),
account as (
    select
        a.file_row_number as account_row,
        a.linked_to, a.account_id, a.employee_id, a.email_key, a.manager as account_manager,
        a.profile, a.email_hash, a.manager_hash,
        is_protected(a.is_administrator, a.email_hash) as is_protected,
        account_state(a.status, a.is_link_active) as account_state
    from accounts as a
    semi join (from mismatches where account_row is not null) as o on o.account_row = a.file_row_number
)
select
    coalesce(p.external_id, a.linked_to) as external_id,
    a.account_id,
    coalesce(a.account_state, 'none') as account_state,
    coalesce(a.is_protected, false) as is_protected,
    p.external_id is not null as is_in_roster,
    p.ended,
    -- S28: a last day to come may keep somebody active whose status is inactive.
    case when p.is_active = false and p.ended is null then true else p.is_active end as is_active,
    coalesce(p.has_dates_in_conflict and p.ended is null, false) as has_dates_in_conflict,
    coalesce(p.is_end_disputed, false) as is_end_disputed,
    coalesce(p.is_future_hire, false) as is_future_hire,
    coalesce(a.account_state, 'none') <> 'active' and coalesce(
        p.is_first_day_unreadable or (p.is_last_day_unreadable and a.account_row is not null), false
    ) as is_undated,
    p.external_id is not null and p.ended is null and (
        a.account_row is null
        or p.email_key is distinct from a.email_key
        or (p.employee_id is not null and p.employee_id is distinct from a.employee_id)
    ) as is_seeking,
    case
        when not list_contains(
            case
                when a.account_row is null then getvariable('owned_by_qooper')
                else getvariable('not_updated')
            end,
            'manager'
        ) then p.given_manager
    end as manager,
    p.external_id is not null and (
        a.account_row is null
        or p.email_hash <> a.email_hash
        or p.profile <> a.profile
        or coalesce(manager is not null and p.manager_hash <> a.manager_hash, false)
        or coalesce(manager = p.external_id, false)
        or (manager is null and a.account_manager is not null and list_contains(getvariable('clear_when_blank'), 'manager'))
    ) as may_differ,
    p.roster_row, p.employee_id, p.email, p.email_key,
    a.account_row, a.employee_id as account_employee_id, a.email_key as account_email_key, a.account_manager
from person as p
full join account as a on a.linked_to = p.external_id
