-- remembered: what do the links remember of each person's end, once this change set is accepted?
--
-- Grain    one row per person whose link remembers something else now, or will be made by this change set.
-- Reads    roster, accounts, ends (what the links remember now), unreadable_dates, situations, changes.
--          Variables: effective_on, absence_counts, absent_after_files.
-- Gives    external_id, is_active (true: the account was seen active, whoever activated it; else NULL),
--          last_day, ended_on, ended_by (out_of_scope, status_inactive, termination_date, absent): the whole
--          new memory.
-- Rules    S22 the last day is the newest that could be read; a readable blank forgets it, and so does a
--          first day after it. S25 an end by the roster is remembered with its day, also of an account that
--          somebody else deactivated, until the person is back and active. S19 its reason follows the scope:
--          while the cell can't be read, whoever was out of scope stays out (plan/pairs). S12 a link is active again once
--          the account was seen active: what somebody deactivates after that was not deactivated by us.
--          Nobody who is withheld, in doubt or rejected changes their memory.
with
-- The last day. Few people have one, and of few it is another one than remembered.
dated as (
    select external_id, termination_on from roster where termination_on is not null
),
differing as (
    select coalesce(d.external_id, e.external_id) as external_id, d.termination_on
    from dated as d
    full join (from ends where last_day is not null) as e on e.external_id = d.external_id
    where d.termination_on is distinct from e.last_day
),
-- Whoever is linked, or will be; the roster may have many others, who left long ago.
ours as (
    select linked_to as external_id from accounts where linked_to is not null
    union all
    select external_id from changes where action in ('CREATE', 'LINK')
),
said as (
    select external_id from roster semi join differing using (external_id)
),
last_days as (
    select d.external_id, coalesce(d.termination_on, u.known_last_day) as last_day
    from differing as d
    semi join ours as o on o.external_id = d.external_id
    semi join said as r on r.external_id = d.external_id
    anti join (from situations where withheld is not null) as w on w.external_id = d.external_id
    left join unreadable_dates as u on u.external_id = d.external_id
),
-- The end, where none is remembered.
newly_ended as (
    select
        s.external_id,
        case when s.situation = 'UNQUALIFIED' then s.ended else 'absent' end as ended_by
    from situations as s
    left join changes as c on c.external_id = s.external_id
    anti join (from ends where ended_on is not null) as e on e.external_id = s.external_id
    where s.withheld is null and not s.is_in_doubt and not s.is_protected
      and (
          c.action = 'DEACTIVATE'
          or (s.account_state in ('deactivated_by_us', 'deactivated_by_others') and s.situation = 'UNQUALIFIED')
          or (s.account_state = 'deactivated_by_us' and s.situation = 'SOURCE_MISSING'
              and getvariable('absence_counts'))
          or (s.account_state = 'deactivated_by_others' and s.situation = 'SOURCE_MISSING'
              and getvariable('absence_counts') and s.files_absent >= getvariable('absent_after_files'))
      )
),
-- Who has ended before, and is out of scope now, or was and is not any more.
rescoped as (
    select s.external_id, s.ended as ended_by
    from situations as s
    join (from ends where ended_on is not null) as e on e.external_id = s.external_id
    where s.withheld is null and not s.is_in_doubt and not s.is_protected and s.situation <> 'SOURCE_MISSING'
      and (coalesce(e.ended_by, '') = 'out_of_scope') <> (coalesce(s.ended, '') = 'out_of_scope')
),
-- People whose account is active, and who are in the roster and have not ended. People in step have no
-- situation.
asked as (
    select a.linked_to as external_id
    from accounts as a
    left join ends as e on e.external_id = a.linked_to
    where a.linked_to is not null and a.status <> 'deactivated' and (e.ended_on is not null or not a.is_link_active)
),
back as (
    select a.external_id, true as is_seen_active
    from asked as a
    left join situations as s on s.external_id = a.external_id
    where s.external_id is null or (s.situation = 'CONFIRMED' and s.withheld is null)
    union all
    -- Whether they are active is known once the write is confirmed.
    select external_id, false from changes where action = 'REACTIVATE'
),
person as (
    select external_id from last_days where last_day is not null or external_id in (select external_id from ends)
    union
    select external_id from newly_ended
    union
    select external_id from rescoped
    union
    select external_id from back
)
select
    p.external_id,
    case when b.is_seen_active then true end as is_active,
    case when l.external_id is not null then l.last_day else e.last_day end as last_day,
    case
        when n.external_id is not null then getvariable('effective_on')
        when b.external_id is null then e.ended_on
    end as ended_on,
    case
        when n.external_id is not null then n.ended_by
        when b.external_id is not null then null
        when w.external_id is not null then w.ended_by
        else e.ended_by
    end as ended_by
from person as p
left join ends as e on e.external_id = p.external_id
left join last_days as l on l.external_id = p.external_id
left join newly_ended as n on n.external_id = p.external_id
left join rescoped as w on w.external_id = p.external_id
left join back as b on b.external_id = p.external_id
where l.external_id is null or n.external_id is not null or b.external_id is not null
   or w.external_id is not null
   or l.last_day is distinct from e.last_day
