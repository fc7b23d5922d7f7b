-- unresolved_managers: whose manager could not be determined?
--
-- Grain    one row per active person whose manager reference leads to themselves, or to somebody who is
--          unknown, withheld, or may be on a rejected row.
-- Reads    situations, pairs, known_managers, lines.
-- Gives    external_id, source_line, reason (manager_unresolved, manager_is_self).
-- Rules    AT07, AT10, AT15: a warning; the person keeps the present manager, and is checked again next time.
with
asked as (
    select s.external_id, p.manager
    from situations as s
    join pairs as p on p.external_id = s.external_id
    where s.may_differ and s.ended is null and s.withheld is null and p.manager is not null
),
known as (
    (
        select external_id from known_managers
        union
        select external_id
        from situations
        where situation in ('FOUND', 'NO_ACCOUNT') and not is_future_hire and not is_undated
    )
    except
    select external_id from situations where withheld is not null or is_in_doubt
),
told as (
    select
        external_id,
        case when manager = external_id then 'manager_is_self' else 'manager_unresolved' end as reason
    from asked
    where manager = external_id or manager not in (select external_id from known)
),
line as (
    select l.external_id, l.source_line from lines as l semi join told as t on t.external_id = l.external_id
)
select t.external_id, l.source_line, t.reason
from told as t
left join line as l on l.external_id = t.external_id
