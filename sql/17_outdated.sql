-- 17_outdated: which rows of the base do not tell a person any more?
--
-- Grain    one row per such person.
-- Reads    base (rows of 30_people that an earlier run made), outdated_before (this table, of the earlier
--          roster), unchanged.
-- Gives    external_id.
-- Rules    Whose row is outdated once stays so: it is told by 30_people, or not at all.
select external_id
from base anti join unchanged using (external_id)
union
select external_id
from outdated_before
