-- 15_lines: on which physical line of the delivered file does each record begin?
--
-- Grain    one row per row of 10_normalized.
-- Reads    normalized; gaps (from_row, lines_before: how many lines of the file before row
--          from_row begin no readable record: preamble, header, blank, unreadable, continued).
-- Gives    row_id, source_line (counted from 1, as an editor shows it).
select
    n.rowid as row_id,
    n.rowid + 1 + g.lines_before as source_line
from normalized as n
asof join gaps as g on n.rowid >= g.from_row
