-- line_matches: on which line of the file does the record stand that made a person of the earlier roster?
--
-- Grain    one row per person of the earlier roster.
-- Reads    lines_before (normalize/lines of the earlier roster), fingerprints (source_line, hash_1, hash_2:
--          of today's file).
-- Gives    external_id, source_line (today's; NULL where the line is not there any more), hash_1, hash_2.
-- Rules    A line is taken for the same if both hashes of 64 bits are: that another one is has a chance of
--          less than 1 : 10^20 in a run. What a line means hangs on the tenant file and the code too, and
--          only rosters that share those are compared (decision 19).
select b.external_id, f.source_line, b.hash_1, b.hash_2
from lines_before as b
left join fingerprints as f on f.hash_1 = b.hash_1 and f.hash_2 = b.hash_2
