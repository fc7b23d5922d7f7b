-- withheld: whose identity is in doubt, and why?
--
-- Grain    one row per such person, with the first reason by rank.
-- Reads    doubts.
-- Gives    external_id, reason (left_alone if somebody decided that nothing is done).
-- Rules    R6 nobody is changed on a guess. A doubt that nobody has decided about comes before one that is left
--          alone.
select
    external_id,
    arg_min(
        case when is_left_alone then 'left_alone' else reason end,
        case when is_left_alone then 1000 else rank end
    ) as reason
from doubts
group by external_id
