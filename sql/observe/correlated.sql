-- correlated: which person is each account linked to?
--
-- Grain    one row per account that the target lists.
-- Reads    listed (the accounts as the target lists them), links (external_id, account_id, is_active: as we
--          last confirmed it).
-- Gives    the columns of listed; linked_to (external_id, or NULL: not ours), is_link_active, manager (the
--          external_id of the manager's account; `account …` if that is not ours); profile (the hash of
--          linked_to, employee_id and attributes), email_hash, manager_hash, all specific to the engine
--          version.
-- Rules    R5 only linked accounts are ours. Every later file reads this table, as `accounts`.
select
    a.*,
    l.external_id as linked_to,
    l.is_active as is_link_active,
    coalesce(m.external_id, 'account ' || a.manager_account_id) as manager,
    profile(l.external_id, a.employee_id, a.attributes) as profile,
    hash(a.email_key) as email_hash,
    hash(coalesce(m.external_id, 'account ' || a.manager_account_id)) as manager_hash
from listed as a
left join links as l on l.account_id = a.account_id
left join links as m on m.account_id = a.manager_account_id
