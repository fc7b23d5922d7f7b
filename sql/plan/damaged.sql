-- damaged: which delivered values are not taken over, because they would damage what the account holds?
--
-- Grain    one row per person and attribute.
-- Reads    differences, lines.
-- Gives    external_id, source_line, name (of the attribute), why (garbled, letters_lost, escaped, rounded,
--          empty_word).
-- Rules    P04 AT13 such a value is not a change: the present one is kept, or none is written
--          (plan/differences detects them).
with
kept as (
    select external_id, unnest(damaged, recursive := true) from differences where len(damaged) > 0
),
line as (
    select l.external_id, l.source_line from lines as l semi join kept as k on k.external_id = l.external_id
)
select k.external_id, l.source_line, k.name, k.why
from kept as k
left join line as l on l.external_id = k.external_id
