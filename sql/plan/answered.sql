-- answered: which answers about people in doubt still fit the facts that they were given on?
--
-- Grain    one row per answer that somebody gave, and that has not ended.
-- Reads    answers (id, external_id, other, account_id, reason, answer, facts: as stored in the ledger), roster,
--          accounts, rejects, unidentified. Variables: manager_refers_to, effective_on, end_by, protected_emails.
-- Gives    id, external_id, other, account_id, reason, answer, is_fitting.
-- Rules    An answer is bound to the rows of both people and to the account, and is not used on other facts. The
--          status of the account is no such fact for two people and for an e-mail that is given up, because
--          carrying these out changes it. Of several answers that give one account to different people, none
--          fits. No account is given to whoever has ended since (S15), nor while it is protected (R5), nor while
--          the other person may be on a rejected row (R2, as in plan/in_doubt).
with
fact as (
    select
        r.external_id,
        row_facts(
            r.external_id, r.employee_id, r.email, r.is_active, r.hire_on, r.termination_on, r.manager, r.attributes,
            r.scope
        ) as facts,
        coalesce(r.is_out_of_scope, false)
            or ending(r.is_active, r.hire_on, r.termination_on) is not null as has_ended
    from roster as r
    semi join (
        select external_id from answers
        union
        select other from answers
    ) as n on n.external_id = r.external_id
),
account as (
    select
        a.account_id, a.status, a.is_link_active,
        account_facts(a.account_id, a.linked_to, a.employee_id, a.email_key, a.is_administrator, a.attributes) as facts,
        is_protected(a.is_administrator, a.email_hash) as is_protected,
        a.linked_to in (select external_id from rejects)
            or a.email_key in (select email_key from rejects)
            or bare(a.email_key) in (select email_key from unidentified)
            or bare(trimmed(a.attributes.first_name)) in (select first_name from unidentified)
            or bare(trimmed(a.attributes.last_name)) in (select last_name from unidentified) as may_be_rejected
    from accounts as a
    semi join answers as n on n.account_id = a.account_id
),
compared as (
    select
        n.*,
        n.answer in ('same-person', 'adopt', 'reactivate') as is_claim,
        coalesce(p.has_ended or a.is_protected, false)
            or (n.other is not null and coalesce(a.may_be_rejected, false)) as is_out_of_reach,
        n.facts = decision_facts(
            p.facts, o.facts, a.facts,
            case when n.answer not in ('two-people', 'release-address') then state_facts(a.status, a.is_link_active) end
        ) as has_same_facts
    from answers as n
    left join fact as p on p.external_id = n.external_id
    left join fact as o on o.external_id = n.other
    left join account as a on a.account_id = n.account_id
),
usable as (
    select *, has_same_facts and not (is_claim and is_out_of_reach) as is_usable
    from compared
)
select
    id, external_id, other, account_id, reason, answer,
    is_usable and (
        not is_claim
        or count(distinct external_id) filter (where is_usable and is_claim) over (partition by account_id) = 1
    ) as is_fitting
from usable
