-- garbled: which values would only garble what the account already holds?
--
-- Grain    one row per person and attribute.
-- Reads    differences, lines.
-- Gives    external_id, source_line, name (of the attribute).
-- Rules    P04 such a value is not a change: the present one is kept (plan/differences detects them).
with
kept as (
    select external_id, unnest(garbled) as name from differences where len(garbled) > 0
),
line as (
    select l.external_id, l.source_line from lines as l semi join kept as k on k.external_id = l.external_id
)
select k.external_id, l.source_line, k.name
from kept as k
left join line as l on l.external_id = k.external_id
