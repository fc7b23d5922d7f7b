-- strangers: whom does a delta file name that nobody knows?
--
-- Grain    one row per such person.
-- Reads    newcomers (external_id: who is in the file, and in no delta roster before it), accounts.
-- Gives    external_id.
-- Rules    D03 known is who is linked to an account, or was in the delta roster before. Asked of delta feeds
--          only: of a full snapshot the managed people who are missing tell whose file it is (plan/summary).
select external_id
from newcomers
anti join (select linked_to as external_id from accounts where linked_to is not null) using (external_id)
