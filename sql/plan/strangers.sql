-- strangers: which people in a delta file are unknown?
--
-- Grain    one row per such person.
-- Reads    newcomers (external_id: people in the file who were not in the delta roster before), accounts.
-- Gives    external_id.
-- Rules    D03 a person is known if linked to an account, or in the delta roster before. Only for delta
--          feeds: in a full snapshot, the missing managed people show if it is another tenant's file
--          (plan/summary).
select external_id
from newcomers
anti join (select linked_to as external_id from accounts where linked_to is not null) using (external_id)
