-- 15_identities: whom does each record claim to be, and where does it stand?
--
-- Grain    one row per row of 10_normalized.
-- Reads    normalized, lines (row_id, source_line: counted from 1, as an editor or a spreadsheet
--          shows it).
-- Gives    row_id, source_line, external_id, employee_id, email, email_key, is_ended,
--          is_known_status, knows_options, is_header: what the contract and the rules between rows
--          need, so that they need not read the whole file again.
select
    n.row_id,
    l.source_line,
    n.external_id,
    n.employee_id,
    n.email,
    n.email_key,
    n.is_ended,
    n.is_known_status,
    n.knows_options,
    n.is_header
from normalized as n
join lines as l on l.row_id = n.row_id
