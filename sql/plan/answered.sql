-- answered: which answers about people in doubt still fit the facts that they were given on?
--
-- Grain    one row per answer that somebody gave, and that has not ended.
-- Reads    answers (id, external_id, other, account_id, reason, answer, facts: as stored in the ledger), roster,
--          accounts. Variable: manager_refers_to.
-- Gives    id, external_id, other, account_id, reason, answer, is_fitting.
-- Rules    An answer is bound to the rows of both people and to the account, and is not used on other facts. The
--          status of the account is no such fact for two people and for an e-mail that is given up, because
--          carrying these out changes it. Of several answers that give one account to different people, none
--          fits.
with
fact as (
    select
        r.external_id,
        row_facts(
            r.external_id, r.employee_id, r.email, r.is_active, r.hire_on, r.termination_on, r.manager, r.attributes,
            r.scope
        ) as facts
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
        account_facts(a.account_id, a.linked_to, a.employee_id, a.email_key, a.is_administrator, a.attributes) as facts
    from accounts as a
    semi join answers as n on n.account_id = a.account_id
),
compared as (
    select
        n.*,
        n.facts = decision_facts(
            p.facts, o.facts, a.facts,
            case when n.answer not in ('two-people', 'release-address') then state_facts(a.status, a.is_link_active) end
        ) as is_same
    from answers as n
    left join fact as p on p.external_id = n.external_id
    left join fact as o on o.external_id = n.other
    left join account as a on a.account_id = n.account_id
)
select
    id, external_id, other, account_id, reason, answer,
    is_same and (
        answer not in ('same-person', 'adopt', 'reactivate')
        or count(distinct external_id) filter (where is_same and answer in ('same-person', 'adopt', 'reactivate'))
            over (partition by account_id) = 1
    ) as is_fitting
from compared
