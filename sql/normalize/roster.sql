-- roster: who should be a user?
--
-- Grain    one row per person (external_id is unique).
-- Reads    base (rows of normalize/people of an earlier run, each with its file_row_number),
--          stale_base_rows (those that no longer count), people (everybody else).
-- Gives    the columns of normalize/people, and file_row_number.
-- Rules    A large roster with few changes is stored this way, because writing it whole costs more than the
--          rest of a day's work (decision 19).
select * from base anti join stale_base_rows on base_row = file_row_number
union all by name
select * from people
