-- questions: about whom does a person have to decide, on which facts?
--
-- Grain    one row per person who is withheld, or whose new e-mail is left out, and counterpart. Nobody is asked
--          about somebody left alone.
-- Reads    doubts, situations, taken_emails, pairs, in_doubt, roster, accounts, relinked. Variables: identity,
--          manager_refers_to, protected_emails.
-- Gives    external_id, reason, other, account_id (the account that an answer is about), account_state (none,
--          active, deactivated_by_us, deactivated_by_others), is_ours (that account is linked), is_protected (so is
--          it), has_same_id (it has the employee id of the person's row), is_linked (the person has an account),
--          is_other_present (the other person is in the roster and has not ended, or may be on a rejected row, R2),
--          others (with how many people the same question is asked), facts, lasting_facts (without the status of
--          the account: plan/answered).
-- Rules    Only the reason that counts is asked about, and nobody who may be on a rejected row (R2). Of two people
--          the one who needs an account is asked about. An account is only named if every doubt of that reason
--          names it. The facts are those of the link as it is stored, also of an account that an answer gives to
--          somebody, so that they are the same until that is done.
with
first as (
    select external_id, min(rank) as rank from doubts where not is_left_alone group by external_id
),
question as (
    select
        d.external_id, d.reason, d.other,
        case when count(distinct coalesce(d.account_id, '')) = 1 then any_value(d.account_id) end as account_id
    from doubts as d
    join first as f on f.external_id = d.external_id and f.rank = d.rank
    semi join (from situations where withheld is not null) as s on s.external_id = d.external_id
    where d.is_asked and not d.is_left_alone
    group by d.external_id, d.reason, d.other
    union
    select t.external_id, 'email_taken', t.holder, t.holder_account
    from taken_emails as t
    left join situations as s on s.external_id = t.external_id
    where not t.is_left_alone and (not t.is_new or s.withheld = 'email_taken')
),
-- By one row number each, so that the engine reads the values of few accounts.
account as (
    select
        a.account_id, a.linked_to, a.employee_id, a.status, is_protected(a.is_administrator, a.email_hash) as is_protected,
        account_state(a.status, a.is_link_active) as account_state,
        case when r.account_id is null then a.is_link_active else r.was_link_active end as is_link_active,
        account_facts(
            a.account_id, case when r.account_id is null then a.linked_to else r.linked_before end,
            a.employee_id, a.email_key, a.is_administrator, a.attributes
        ) as facts
    from accounts as a
    left join relinked as r on r.account_id = a.account_id
    semi join (
        select file_row_number from accounts semi join question using (account_id)
        union
        select file_row_number from accounts as a semi join question as q on q.other = a.linked_to
    ) as n on n.file_row_number = a.file_row_number
),
delivered as (
    select
        r.external_id, r.employee_id,
        row_facts(
            r.external_id, r.employee_id, r.email, r.is_active, r.hire_on, r.termination_on, r.manager, r.attributes,
            r.scope
        ) as facts,
        p.ended is null as is_present
    from roster as r
    left join pairs as p on p.external_id = r.external_id
    semi join (
        select external_id from question
        union
        select other from question
    ) as n on n.external_id = r.external_id
)
select
    q.external_id, q.reason, q.other,
    a.account_id,
    coalesce(a.account_state, 'none') as account_state,
    a.linked_to is not null as is_ours,
    coalesce(a.is_protected, false) as is_protected,
    coalesce(r.employee_id = a.employee_id, false) as has_same_id,
    p.account_id is not null as is_linked,
    coalesce(o.is_present, false) or d.external_id is not null as is_other_present,
    count(*) over (partition by q.external_id) as others,
    decision_facts(r.facts, o.facts, a.facts, state_facts(a.status, a.is_link_active)) as facts,
    decision_facts(r.facts, o.facts, a.facts, null) as lasting_facts
from question as q
left join account as a on a.account_id = q.account_id or (q.account_id is null and a.linked_to = q.other)
left join delivered as r on r.external_id = q.external_id
left join delivered as o on o.external_id = q.other
left join pairs as p on p.external_id = q.external_id
left join in_doubt as d on d.external_id = q.other
