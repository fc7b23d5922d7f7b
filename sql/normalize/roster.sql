-- roster: who should be a user?
--
-- Grain    one row per person (external_id is unique).
-- Reads    base (rows of normalize/people that an earlier run made, each with its file_row_number),
--          stale_base_rows (which of them do not count), people (all others).
-- Gives    the columns of normalize/people, and file_row_number.
-- Rules    A large roster of which little has changed is stored so, for to write it whole costs more than all
--          the rest of a day (decision 19).
select * from base anti join stale_base_rows on base_row = file_row_number
union all by name
select * from people
