-- 35_correlated: whose account is each, as far as we linked it?
--
-- Grain    one row per account that the target lists.
-- Reads    listed (the accounts as the target lists them), links (external_id, account_id, is_active: as
--          we last confirmed it).
-- Gives    the columns of listed; profile (the hash of the attributes, of the engine's own version); linked_to (external_id, or NULL: not ours), is_link_active, manager (the
--          external_id of the manager's account; `account …` where that is not ours).
-- Rules    R5 only linked accounts are ours. Every later file reads this one, as `accounts`.
select
    a.*,
    hash(a.attributes) as profile,
    l.external_id as linked_to,
    l.is_active as is_link_active,
    coalesce(m.external_id, 'account ' || a.manager_account_id) as manager
from listed as a
left join links as l on l.account_id = a.account_id
left join links as m on m.account_id = a.manager_account_id
