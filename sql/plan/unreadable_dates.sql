-- unreadable_dates: whose first or last day can't be read, and which end holds all the same?
--
-- Grain    one row per such person of the roster.
-- Reads    roster, ends (what the links remember: external_id, last_day, ended_on, ended_by). Variables:
--          unreadable_if_missing, kept_if_missing (names of the dates for which a missing column or JSON key
--          counts as unreadable, or at least does not end a known end; core/date_columns.py).
-- Gives    external_id, roster_row (file_row_number), is_first_day_unreadable, is_last_day_unreadable,
--          known_last_day (the remembered one, which holds).
-- Rules    S22 a known end holds as long as nothing readable contradicts it: a blank, another last day, or a
--          first day after it. S26 an unreadable first day is not a blank one. A person whose last day can't
--          be read, and of whom no end is known, is judged on the rest of the row, but never reactivated
--          (plan/pairs).
with
cell as (
    select
        external_id, file_row_number as roster_row, hire_on, termination_on,
        coalesce(list_contains(dropped, 'hire_date'), false)
            or (coalesce(list_contains(unsaid, 'hire_date'), false)
                and list_contains(getvariable('unreadable_if_missing'), 'hire_date'))
            as is_first_day_unreadable,
        coalesce(list_contains(dropped, 'termination_date'), false)
            or (coalesce(list_contains(unsaid, 'termination_date'), false)
                and list_contains(getvariable('unreadable_if_missing'), 'termination_date'))
            as is_last_day_unreadable,
        coalesce(list_contains(unsaid, 'termination_date'), false)
            and list_contains(getvariable('kept_if_missing'), 'termination_date')
            as is_last_day_missing
    from roster
    where dropped is not null or unsaid is not null
),
open_cell as (
    select * from cell where is_first_day_unreadable or is_last_day_unreadable or is_last_day_missing
),
known as (
    select
        c.*,
        e.last_day,
        c.is_last_day_unreadable or c.is_last_day_missing as is_last_day_open,
        coalesce(c.hire_on > coalesce(e.last_day, e.ended_on), false) as is_hired_again
    from open_cell as c
    left join ends as e on e.external_id = c.external_id
)
select
    external_id,
    roster_row,
    is_first_day_unreadable,
    is_last_day_unreadable and not is_hired_again as is_last_day_unreadable,
    case when is_last_day_open and not is_hired_again then last_day end as known_last_day
from known
