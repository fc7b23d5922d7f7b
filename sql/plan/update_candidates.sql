-- update_candidates: whose account may have to change, and which values are to be compared?
--
-- Grain    one row per person who is CONFIRMED, FOUND or NO_ACCOUNT, not ended, and may differ from the
--          account (everybody without one does).
-- Reads    situations, pairs, accounts, known_managers, taken_emails.
-- Gives    external_id, situation, roster_row, account_row, employee_id, email, email_key (both NULL if
--          another account keeps the e-mail), manager, is_manager_blank (the roster names none); from the
--          account old_employee_id, old_email (if the roster has another one; else NULL), old_email_key,
--          old_manager. `manager` is an external_id.
-- Rules    AT07 an unknown manager, AT10 one who is the person, and AT15 one who is withheld or may be on a
--          rejected row are left out (see plan/unresolved_managers). I30 so is an e-mail that another account
--          keeps (see plan/taken_emails).
with
subject as (
    select
        s.external_id, s.situation, s.roster_row, s.account_row,
        p.employee_id, p.email, p.email_key, p.manager,
        p.account_employee_id, p.account_email_key, p.account_manager
    from situations as s
    join pairs as p on p.external_id = s.external_id
    where s.withheld is null and s.ended is null and s.may_differ
      and s.situation in ('CONFIRMED', 'FOUND', 'NO_ACCOUNT')
      and not ((s.is_future_hire or s.is_undated) and s.situation <> 'CONFIRMED')
),
manager_known as (
    (
        select external_id from known_managers
        union
        select external_id from subject
    )
    except
    select external_id from situations where withheld is not null or is_in_doubt
),
-- The pairs have no values of an account that is not linked; of a linked one they have all but the spelling
-- of its e-mail, which is needed if the person's is another one.
told as (
    select a.file_row_number, a.employee_id, a.email, a.email_key, a.manager
    from accounts as a
    semi join (
        select account_row from subject
        where account_row is not null and (situation = 'FOUND' or email_key is distinct from account_email_key)
    ) as s on s.account_row = a.file_row_number
)
select
    s.external_id, s.situation, s.roster_row, s.account_row, s.employee_id,
    case when e.external_id is null then s.email end as email,
    case when e.external_id is null then s.email_key end as email_key,
    case when k.external_id is not null and s.manager <> s.external_id then s.manager end as manager,
    s.manager is null as is_manager_blank,
    coalesce(s.account_employee_id, t.employee_id) as old_employee_id,
    t.email as old_email,
    coalesce(s.account_email_key, t.email_key) as old_email_key,
    coalesce(s.account_manager, t.manager) as old_manager
from subject as s
left join told as t on t.file_row_number = s.account_row
left join manager_known as k on k.external_id = s.manager
left join taken_emails as e on e.external_id = s.external_id
