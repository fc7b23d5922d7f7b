-- mismatches: who may differ from their account?
--
-- Grain    one row per person of the roster, or linked account, or both of one person. People in step are
--          left out: not ended, not out of scope, no dates in conflict, no value that may differ, and an
--          account that is active and not protected. They are nearly everybody, and nothing has to be done
--          for them.
-- Reads    roster, unreadable_dates, accounts. Variables: effective_on, end_by, protected_emails,
--          clear_when_blank.
-- Gives    roster_row, account_row (the file_row_number of each, by which later queries read these few at low
--          cost).
-- Rules    S15 the termination date ends after that day, S22 also a remembered one. S27 a last day before the
--          first day is reported. R5 administrators and allow-listed accounts are protected. All later
--          queries read the roster and the accounts only for the few that this join gives. It compares stored
--          64-bit hashes, not text: a mismatch is missed only if two of them are equal by chance, 1 : 10^19
--          each. plan/pairs determines whose account each is.
with
over as (
    select roster_row from unreadable_dates where known_last_day < getvariable('effective_on')
),
person as (
    select
        file_row_number as roster_row, profile, email_hash,
        -- The hash of NULL becomes NULL: a blank manager asks for no change (R8), unless it clears (AT15).
        case
            when manager_hash <> hash(cast(null as varchar))
                or list_contains(getvariable('clear_when_blank'), 'manager')
                then manager_hash
        end as manager_hash,
        coalesce(not is_active, false)
            or coalesce(termination_on < getvariable('effective_on'), false)
            or has_dates_in_conflict(hire_on, termination_on)
            or coalesce(is_out_of_scope, false)
            or file_row_number in (from over)
            or manager_hash = hash(external_id) as is_odd
    from roster
),
account as (
    select
        file_row_number as account_row, profile, email_hash, manager_hash,
        is_protected(is_administrator, email_hash) or account_state(status, is_link_active) <> 'active' as is_odd
    from accounts
    where linked_to is not null
)
select p.roster_row, a.account_row
from person as p
full join account as a on a.profile = p.profile and a.email_hash = p.email_hash
where p.roster_row is null
   or a.account_row is null
   or p.is_odd
   or a.is_odd
   or coalesce(p.manager_hash <> a.manager_hash, false)
