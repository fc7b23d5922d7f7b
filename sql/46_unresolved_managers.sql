-- 46_unresolved_managers: whose manager could not be told?
--
-- Grain    one row per active person whose manager reference leads to nobody we know, or to themselves.
-- Reads    situations, roster, accounts, lines.
-- Gives    external_id, source_line, reason (manager_unresolved, manager_is_self).
-- Rules    AT07, AT10: a warning; the person is applied with the present manager, and asked again next time.
with
asked as (
    select s.external_id, r.manager
    from situations as s
    join roster as r on r.external_id = s.external_id
    where s.may_differ and s.ended is null and s.withheld is null and r.manager is not null
),
known as (
    select q.manager as external_id
    from asked as q
    semi join accounts as a on a.linked_to = q.manager
    union
    select q.manager
    from asked as q
    semi join (
        select external_id
        from situations
        where situation in ('FOUND', 'NO_ACCOUNT') and not is_future_hire
    ) as s on s.external_id = q.manager
)
select
    q.external_id,
    l.source_line,
    case when q.manager = q.external_id then 'manager_is_self' else 'manager_unresolved' end as reason
from asked as q
left join lines as l on l.external_id = q.external_id
where q.manager = q.external_id or q.manager not in (select external_id from known)
