-- 28_lines: on which line does each person of the roster stand?
--
-- Grain    one row per person of 30_roster; of equal rows the first.
-- Reads    identities, excluded, steps (see 20_rejects).
-- Gives    external_id, source_line. Apart from the roster, for to join it there would hold the whole
--          file in memory, and few people's lines are ever asked for.
select i.external_id, i.rowid + 1 + s.lines_before as source_line
from identities as i
anti join excluded as x on x.row_id = i.rowid
asof join steps as s on i.rowid >= s.row_id
