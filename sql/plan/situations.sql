-- situations: what is the situation of each person of the roster, and of each account that is ours?
--
-- Grain    one row per person of the roster, and one per linked account whose person is not in it; people in
--          step (see plan/mismatches) who are not withheld are left out: CONFIRMED, active, nothing to do.
-- Reads    pairs, identity_claims, withheld, taken_emails, in_doubt, absences (external_id, files), roster,
--          accounts. Variables: is_new_content, absence_counts, effective_on.
-- Gives    external_id, account_id, situation, withheld (a reason, or NULL), account_state (none, active,
--          deactivated_by_us, deactivated_by_others), is_protected, ended (out_of_scope, status_inactive,
--          termination_date, or NULL), is_active, is_future_hire, is_undated, is_in_doubt, may_differ, files_absent,
--          roster_row, account_row (file_row_number of the person and of the account).
-- Rules    R2 whoever may be on a rejected row counts as present (is_in_doubt), and so does whoever is
--          withheld: files_absent restarts at 0. If absence does not count, it keeps its value. I19 FOUND:
--          one unlinked account fits. R1 repeated content does not count an absence again. I09 nobody new is
--          created with an e-mail that another account keeps.
with
left_alone as (
    from withheld
    union all
    select external_id, case when is_left_alone then 'left_alone' else 'email_taken' end as reason
    from taken_emails
    where is_new
),
fit as (
    select
        external_id,
        coalesce(
            case when id_linked_to is null then id_account end,
            case when email_linked_to is null then email_account end
        ) as account_id,
        coalesce(
            case when id_linked_to is null then id_row end,
            case when email_linked_to is null then email_row end
        ) as account_row
    from identity_claims
    where account_id is null
),
-- People in step may be somebody's twin.
doubted as (
    select external_id from withheld where external_id not in (select external_id from pairs)
),
of_roster as (
    select
        r.external_id, r.is_active, r.file_row_number as roster_row,
        coalesce(r.hire_on > getvariable('effective_on'), false) as is_future_hire
    from roster as r
    semi join doubted as d on d.external_id = r.external_id
),
of_accounts as (
    select a.linked_to, a.account_id, a.file_row_number as account_row
    from accounts as a
    semi join doubted as d on d.external_id = a.linked_to
),
person as (
    select
        external_id, account_id, account_state, is_protected, is_in_roster, ended, is_active, is_future_hire,
        is_undated, may_differ, roster_row, account_row
    from pairs
    union all
    select
        external_id, account_id, 'active', false, true, null, is_active, is_future_hire,
        false, false, roster_row, account_row
    from of_roster
    join of_accounts on linked_to = external_id
)
select
    p.external_id,
    coalesce(p.account_id, case when w.reason is null then f.account_id end) as account_id,
    case
        when not p.is_in_roster then 'SOURCE_MISSING'
        when p.ended is not null then 'UNQUALIFIED'
        when w.reason is not null then 'AMBIGUOUS'
        when p.account_id is not null then 'CONFIRMED'
        when f.account_id is not null then 'FOUND'
        else 'NO_ACCOUNT'
    end as situation,
    case when d.external_id is null then w.reason end as withheld,
    p.account_state,
    p.is_protected,
    p.ended,
    p.is_active,
    p.is_future_hire,
    p.is_undated,
    d.external_id is not null as is_in_doubt,
    p.may_differ,
    case
        when p.is_in_roster or d.external_id is not null or w.reason is not null then 0
        when getvariable('is_new_content') and getvariable('absence_counts') then coalesce(b.files, 0) + 1
        else coalesce(b.files, 0)
    end as files_absent,
    p.roster_row,
    coalesce(p.account_row, case when w.reason is null then f.account_row end) as account_row
from person as p
left join left_alone as w on w.external_id = p.external_id
left join fit as f on f.external_id = p.external_id
left join in_doubt as d on d.external_id = p.external_id
left join absences as b on b.external_id = p.external_id
