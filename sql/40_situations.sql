-- 40_situations: how does each person of the roster, and each account that is ours, stand today?
--
-- Grain    one row per person of the roster, and one per linked account whose person is in none.
-- Reads    standings, seekers, withheld, in_doubt, absences (external_id, files). Variable: is_new_content.
-- Gives    external_id, account_id, situation, withheld (a reason, or NULL), account_state (none,
--          active, deactivated_by_us, deactivated_by_others), is_protected, ended (status_inactive,
--          termination_date, or NULL), is_active, is_future_hire, is_in_doubt, may_differ, files_absent.
-- Rules    R2 whoever may be on a rejected row is present (is_in_doubt). I19 FOUND: one unlinked account
--          fits. R1 repeated content counts nobody's absence again.
with
fit as (
    select
        external_id,
        coalesce(id_account, case when email_linked_to is null then email_account end) as account_id
    from seekers
    where account_id is null
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
    d.external_id is not null as is_in_doubt,
    p.may_differ,
    case
        when p.is_in_roster then 0
        else coalesce(b.files, 0) + case when getvariable('is_new_content') then 1 else 0 end
    end as files_absent
from standings as p
left join withheld as w on w.external_id = p.external_id
left join fit as f on f.external_id = p.external_id
left join in_doubt as d on d.external_id = p.external_id
left join absences as b on b.external_id = p.external_id
