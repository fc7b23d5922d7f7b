-- identity_claims: who is not linked or needs another id or e-mail, and which accounts hold these now?
--
-- Grain    one row per such person of the roster; each id and each e-mail is on one account at most.
-- Reads    pairs, accounts, declines. Variables: protected_emails, enforces_roster.
-- Gives    external_id, employee_id, email_key, is_active, is_future_hire, is_undated, account_id,
--          account_state, is_protected, is_writable (this run may write the person), account_employee_id,
--          account_email_key (of the linked account); for the other account that holds the id: id_account,
--          id_row (file_row_number), id_linked_to, id_is_protected, id_account_state; for the one that holds
--          the e-mail the same with email_, and email_employee_id.
-- Rules    is_writable are new people and reactivations from their first day on (S24, S26), reactivations
--          only if the roster's status is active, and against an administrator's decision only if the tenant
--          wants it (S12); nobody whose change was declined on the same facts (G22).
with
account as (
    select
        account_id, file_row_number, employee_id, email_key, email_hash, linked_to,
        is_protected(is_administrator, email_hash) as is_protected,
        account_state(status, is_link_active) as account_state
    from accounts
),
seeking as (
    select
        external_id, account_id, account_state, is_protected, is_active, is_future_hire, is_undated,
        employee_id, email_key, account_employee_id, account_email_key,
        not is_protected
            and external_id not in (
                select external_id from declines where is_repeated and action in ('UPDATE', 'REACTIVATE')
            )
            and case
                when account_state = 'active' then true
                when is_future_hire or is_undated then false
                when account_state = 'none' then true
                when account_state = 'deactivated_by_us' then coalesce(is_active, false)
                else coalesce(is_active, false) and getvariable('enforces_roster')
            end as is_writable
    from pairs
    where is_seeking
),
-- The accounts needed, first by row number: this way the engine reads only the id and the e-mail of the
-- others.
place as (
    select file_row_number from accounts as a semi join seeking as s on s.employee_id = a.employee_id
    union
    select file_row_number from accounts as a semi join seeking as s on hash(s.email_key) = a.email_hash
),
asked as (
    select a.* from account as a semi join place using (file_row_number)
)
select
    s.*,
    i.account_id as id_account, i.file_row_number as id_row, i.linked_to as id_linked_to,
    i.is_protected as id_is_protected, i.account_state as id_account_state,
    e.account_id as email_account, e.file_row_number as email_row, e.linked_to as email_linked_to,
    e.is_protected as email_is_protected, e.account_state as email_account_state,
    e.employee_id as email_employee_id
from seeking as s
left join asked as i on i.employee_id = s.employee_id and i.account_id is distinct from s.account_id
left join asked as e on e.email_key = s.email_key and e.account_id is distinct from s.account_id
