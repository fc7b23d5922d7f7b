-- 46_unresolved_managers: whose manager could not be told?
--
-- Grain    one row per active person whose manager reference leads to nobody we know, or to themselves.
-- Reads    situations, roster, links.
-- Gives    external_id, source_line, reason (manager_unresolved, manager_is_self).
-- Rules    AT07, AT10: a warning; the person is applied with the present manager, and asked again next time.
with
known as (
    select external_id from links
    union
    select external_id
    from situations
    where situation in ('FOUND', 'NO_ACCOUNT') and not is_future_hire
)
select
    r.external_id,
    r.source_line,
    case when r.manager = r.external_id then 'manager_is_self' else 'manager_unresolved' end as reason
from roster as r
join situations as s using (external_id)
where s.ended is null and s.withheld is null
  and r.manager is not null
  and (r.manager = r.external_id or r.manager not in (select external_id from known))
