-- date_effects: for whom does an unreadable first or last day have a consequence?
--
-- Grain    one row per such person.
-- Reads    unreadable_dates, situations, lines. Variable: enforces_roster.
-- Gives    external_id, account_id, effect (last_day_kept, not_reactivated, not_created), known_last_day,
--          source_line.
-- Rules    S22 S26 they are named in the report. Of all other people, an unreadable date changes nothing: it
--          is a dropped value.
with
person as (
    select
        u.external_id, s.account_id, u.known_last_day,
        case
            when u.known_last_day is not null and s.is_active is distinct from false then 'last_day_kept'
            when not s.is_undated or s.ended is not null or s.withheld is not null then null
            when s.situation in ('NO_ACCOUNT', 'FOUND') then 'not_created'
            when s.is_active and s.situation = 'CONFIRMED'
                and (s.account_state = 'deactivated_by_us' or getvariable('enforces_roster'))
                then 'not_reactivated'
        end as effect
    from unreadable_dates as u
    left join situations as s on s.external_id = u.external_id
)
select p.*, l.source_line
from (from person where effect is not null) as p
left join lines as l on l.external_id = p.external_id
