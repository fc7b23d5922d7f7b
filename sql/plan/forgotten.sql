-- forgotten: which declined changes are settled once this change set is accepted?
--
-- Grain    one row per person and action.
-- Reads    declined, declines, situations.
-- Gives    external_id, action.
-- Rules    G22 a decline is kept as long as the facts are the same, or the person is in doubt. After that
--          no difference is left, or the change was proposed again and approved.
select d.external_id, d.action
from declined as d
left join declines as r on r.external_id = d.external_id and r.action = d.action
left join situations as s on s.external_id = d.external_id
where not coalesce(r.is_repeated, false)
  and s.withheld is null
  and not coalesce(s.is_in_doubt, false)
