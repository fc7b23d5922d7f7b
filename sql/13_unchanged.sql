-- 13_unchanged: whose record stands in the file as it stood?
--
-- Grain    one row per such person.
-- Reads    known.
-- Gives    external_id, source_line, hash_1, hash_2.
select *
from known
where source_line is not null
