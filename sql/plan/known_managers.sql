-- known_managers: which people named as a manager have an account that is ours?
--
-- Grain    one row per such person; only for the managers of people who may differ from their account.
-- Reads    pairs, accounts.
-- Gives    external_id.
select a.linked_to as external_id
from accounts as a
semi join (select manager from pairs where may_differ and ended is null) as s on s.manager = a.linked_to
