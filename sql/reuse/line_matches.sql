-- line_matches: on which line of today's file is the record of each person of the previous roster?
--
-- Grain    one row per person of the previous roster.
-- Reads    lines_before (normalize/lines of the previous roster), fingerprints (source_line, hash_1, hash_2
--          of today's file).
-- Gives    external_id, source_line (today's; NULL if the line is no longer there), hash_1, hash_2.
-- Rules    Lines match if both 64-bit hashes do: the chance of a false match is less than 1 : 10^20 per run.
--          The meaning of a line also depends on the tenant file and the code, and only rosters of the same
--          ones are compared (decision 19).
select b.external_id, f.source_line, b.hash_1, b.hash_2
from lines_before as b
left join fingerprints as f on f.hash_1 = b.hash_1 and f.hash_2 = b.hash_2
