-- lines: on which line is each person of the roster, and which hashes identify that line?
--
-- Grain    one row per person of normalize/roster; the first of equal rows.
-- Reads    identities, excluded, steps (see normalize/rejects), fingerprints (source_line, hash_1, hash_2;
--          empty if lines are not matched), unchanged.
-- Gives    external_id, source_line, hash_1, hash_2. Separate from the roster, because joining it there would
--          keep the whole file in memory, and few lines are ever needed.
with
read_now as (
    select i.external_id, i.row_id + 1 + s.lines_before as source_line
    from identities as i
    anti join excluded as x on x.row_id = i.row_id
    asof join steps as s on i.row_id >= s.row_id
),
-- Only the lines needed, mostly few.
print as (
    select f.* from fingerprints as f semi join read_now using (source_line)
)
select r.external_id, r.source_line, f.hash_1, f.hash_2
from read_now as r
left join print as f on f.source_line = r.source_line
union all
select external_id, source_line, hash_1, hash_2
from unchanged
