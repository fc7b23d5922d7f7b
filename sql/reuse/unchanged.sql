-- unchanged: which people have an unchanged record in today's file?
--
-- Grain    one row per such person.
-- Reads    line_matches.
-- Gives    external_id, source_line, hash_1, hash_2.
select *
from line_matches
where source_line is not null
