-- taken_emails: who asks for an e-mail that another account keeps?
--
-- Grain    one row per such person whom this run may write, and who is not withheld.
-- Reads    identity_claims, withheld.
-- Gives    external_id, is_new (has no account yet), holder_account (the account_id that has the e-mail).
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
select external_id, is_new, holder_account from movers semi join stuck using (external_id)
