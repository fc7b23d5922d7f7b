-- 30_roster: who should be a user?
--
-- Grain    one row per person (external_id is unique).
-- Reads    base (rows of 29_people that an earlier run made, each with its file_row_number), outdated (which of
--          them do not count), people (all others).
-- Gives    the columns of 29_people, and file_row_number.
-- Rules    A large roster of which little has changed is stored so, for to write it whole costs more than all
--          the rest of a day (decision 19).
select * from base anti join outdated on base_row = file_row_number
union all by name
select * from people
