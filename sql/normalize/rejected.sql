-- rejected: where is each rejected record, and what does it contain?
--
-- Grain    one row per row of normalize/rejects.
-- Reads    rejects, places (source_line, source_byte: the byte offset of the line in the file, from 0; NULL
--          if it is not a line of text), cells (row_id, cells: the content of the mapped columns, by
--          attribute, as a JSON object; only for the first records).
-- Gives    the columns of normalize/rejects except row_id; source_byte, cells (NULL for a record that can't
--          be read reliably: it is unknown which of its text belongs to columns that are not mapped).
-- Rules    R13 columns that are not mapped are only in the raw file; source_line and source_byte lead there.
select r.* exclude (row_id), p.source_byte, c.cells
from rejects as r
left join places as p using (source_line)
left join cells as c using (row_id)
order by source_line, reason
