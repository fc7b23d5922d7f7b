-- rejected: where does each rejected record stand, and what did it say?
--
-- Grain    one row per row of normalize/rejects.
-- Reads    rejects, places (source_line, source_byte: on which byte of the file the line begins, from 0; NULL
--          where a line is no line of text), cells (row_id, cells: what the mapped columns held, by
--          attribute, as a JSON object; of the first records only).
-- Gives    the columns of normalize/rejects but for row_id, source_byte, cells (NULL of a record without a
--          certain reading: nobody can say which of its text belongs to a column that is not mapped).
-- Rules    R13 columns that are not mapped are in the raw file alone; there the place leads.
select r.* exclude (row_id), p.source_byte, c.cells
from rejects as r
left join places as p using (source_line)
left join cells as c using (row_id)
order by source_line, reason
