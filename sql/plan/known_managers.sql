-- known_managers: who of those who are named as a manager has an account that is ours?
--
-- Grain    one row per such person; asked is only for the managers of whoever may differ.
-- Reads    pairs, accounts.
-- Gives    external_id.
select a.linked_to as external_id
from accounts as a
semi join (select manager from pairs where may_differ and ended is null) as s on s.manager = a.linked_to
