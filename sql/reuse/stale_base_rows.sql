-- stale_base_rows: which rows of the base do not tell a person any more?
--
-- Grain    one row per such row of the base.
-- Reads    base (rows of normalize/people that an earlier run made, each with its file_row_number),
--          outdated_before (this table, of the earlier roster), line_matches.
-- Gives    base_row (its file_row_number), external_id.
-- Rules    A row that is outdated once stays so: its person is told by normalize/people, or not at all.
select file_row_number as base_row, external_id
from base semi join (from line_matches where source_line is null) as gone using (external_id)
union
select base_row, external_id
from outdated_before
