-- relinked_accounts: which person is each account linked to, with the answers that fit?
--
-- Grain    one row per account that the target lists.
-- Reads    stored_accounts (as observe stored them), relinked.
-- Gives    the columns of accounts.
-- Rules    A view, used only if some account is relinked: every later file reads it as `accounts`. The profile of
--          a relinked account is nobody's, so that it is compared (plan/mismatches).
select
    a.* replace (
        coalesce(r.linked_to, a.linked_to) as linked_to,
        coalesce(r.is_link_active, a.is_link_active) as is_link_active,
        case when r.account_id is null then a.profile else hash('relinked', r.account_id) end as profile,
        coalesce(m.linked_to, a.manager) as manager,
        case when m.account_id is null then a.manager_hash else hash(m.linked_to) end as manager_hash
    )
from stored_accounts as a
left join relinked as r on r.account_id = a.account_id
left join relinked as m on m.account_id = a.manager_account_id
