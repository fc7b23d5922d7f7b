-- 12_unchanged: which lines of the file stood in the file of an earlier roster, and whose are they?
--
-- Grain    one row per such line.
-- Reads    fingerprints (source_line, hash_1, hash_2: of today's file), lines_before (28_lines of the earlier
--          roster, of which each line made a person).
-- Gives    external_id, source_line (today's), hash_1, hash_2.
-- Rules    A line is taken for the same if both hashes of 64 bits are: that another one is has a chance of
--          less than 1 : 10^20 in a run. What a line means hangs on the tenant file and the code too, and
--          only rosters that share those are compared (decision 19).
select b.external_id, f.source_line, f.hash_1, f.hash_2
from fingerprints as f
join lines_before as b on b.hash_1 = f.hash_1 and b.hash_2 = f.hash_2
