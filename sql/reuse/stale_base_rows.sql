-- stale_base_rows: which rows of the base are no longer valid?
--
-- Grain    one row per such row of the base.
-- Reads    base (rows of normalize/people of an earlier run, each with its file_row_number),
--          outdated_before (this table, of the previous roster), line_matches.
-- Gives    base_row (its file_row_number), external_id.
-- Rules    A stale row stays stale: its person is in normalize/people, or no longer in the roster.
select file_row_number as base_row, external_id
from base semi join (from line_matches where source_line is null) as gone using (external_id)
union
select base_row, external_id
from outdated_before
