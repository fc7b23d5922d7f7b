-- relinked: which accounts does an answer link to another person, or make ours?
--
-- Grain    one row per such account.
-- Reads    answered, accounts. Variables: identity, protected_emails.
-- Gives    account_id, linked_to (the person), is_link_active (false: that the account is deactivated is no
--          decision of others any more; NULL: as it was), is_moved (it is linked under another key now), former_of
--          (the person whose identifier another human had before: the account is that human's; else NULL),
--          linked_before, was_link_active (the link as stored; NULL if there is none).
-- Rules    I06 I22 P22 one human under another identifier keeps the account. S25 I22 reactivated in spite of
--          others. I29 two humans under one identifier: the account stays the former one's, under a key of
--          its own, or under the identifier that the former one has now. R5 never a protected account.
with
answer as (
    select
        external_id, account_id,
        case
            when answer = 'reactivate' or (answer = 'same-person' and reason <> 'id_reused') then answer
            when answer = 'two-people' and reason = 'id_reused' then 'former'
        end as effect
    from answered
    where is_fitting
)
select
    a.account_id,
    case when n.effect = 'former' then former_key(a.account_id) else n.external_id end as linked_to,
    case when n.effect = 'reactivate' then false end as is_link_active,
    n.effect = 'former' or coalesce(a.linked_to <> n.external_id, false) as is_moved,
    case when n.effect = 'former' then n.external_id end as former_of,
    a.linked_to as linked_before,
    a.is_link_active as was_link_active
from accounts as a
join answer as n on n.account_id = a.account_id and n.effect is not null
where not is_protected(a.is_administrator, a.email_hash)
  and (n.effect <> 'former' or a.linked_to = n.external_id)
qualify n.effect <> 'former' or count(*) filter (where n.effect <> 'former') over (partition by a.account_id) = 0
