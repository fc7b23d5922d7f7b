-- taken_emails: who asks for an e-mail that another account keeps?
--
-- Grain    one row per such person whom this run may write, and who is not withheld.
-- Reads    identity_claims, withheld, given_up, answered.
-- Gives    external_id, is_new (has no account yet), holder (to whom the account that has the e-mail is linked, or
--          NULL), holder_account (its account_id), is_left_alone (somebody decided that this stays so).
-- Rules    I09 an e-mail is free once its holder takes another one. Whoever waits for a holder that does not
--          (not ours, missing, withheld, keeping it, or deactivated and not reactivated in this run) can't
--          take it either, and so on down the chain. I30 a person with an account keeps the present e-mail,
--          and everything else about them is applied (plan/update_candidates); a new person can't be created,
--          and is withheld (plan/situations).
with recursive
movers as (
    select c.external_id, c.account_id is null as is_new, c.email_account as holder_account, c.email_linked_to as holder
    from identity_claims as c
    anti join withheld as w on w.external_id = c.external_id
    where c.is_writable and c.email_key is distinct from c.account_email_key
      -- A new person adopts an account that is not ours.
      and (c.account_id is not null or c.email_account is null or c.email_linked_to is not null)
    union all
    -- I30, I29: an e-mail that its account gives up, because somebody decided so.
    select g.external_id, false, null, null
    from given_up as g
    anti join withheld as w on w.external_id = g.external_id
    where list_contains(list_transform(g.differences, lambda d: d.name), 'email')
),
stuck(external_id) as (
    select m.external_id
    from movers as m
    anti join movers as h on h.external_id = m.holder
    where m.holder_account is not null
    union
    select m.external_id
    from movers as m
    join stuck as s on s.external_id = m.holder
)
select m.external_id, m.is_new, m.holder, m.holder_account, a.external_id is not null as is_left_alone
from movers as m
semi join stuck as s on s.external_id = m.external_id
left join (from answered where is_fitting and answer = 'leave-alone' and reason = 'email_taken') as a
    on a.external_id = m.external_id and a.account_id = m.holder_account
