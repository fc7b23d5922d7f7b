-- date_cells: what do the cells of the first and the last day contain?
--
-- Grain    one row per date: hire_date, termination_date.
-- Reads    roster. Variable: landing (for a delta feed: the fetch that brought the file; else NULL).
-- Gives    name; of the people whose row is the file's: people, filled, unreadable (the cell is not blank,
--          and is no date), missing (the file has no such column, or the JSON record no such key); and of
--          everybody in the roster: has_blank (somebody's cell is there and blank), has_missing.
-- Rules    S22 S26 what can't be read is not blank. plan/unreadable_dates applies it to each person, and
--          core/date_columns.py and core/guardrails.py to the file.
with
-- One scan of the roster: few combinations exist.
kinds as (
    select
        landing is not distinct from getvariable('landing') as is_of_file,
        hire_on is not null as has_first,
        coalesce(list_contains(dropped, 'hire_date'), false) as is_first_dropped,
        coalesce(list_contains(unsaid, 'hire_date'), false) as is_first_missing,
        termination_on is not null as has_last,
        coalesce(list_contains(dropped, 'termination_date'), false) as is_last_dropped,
        coalesce(list_contains(unsaid, 'termination_date'), false) as is_last_missing,
        count(*) as people
    from roster
    group by all
),
cells as (
    select
        'hire_date' as name, is_of_file, has_first as is_filled, is_first_dropped as is_dropped,
        is_first_missing as is_missing, people
    from kinds
    union all
    select 'termination_date', is_of_file, has_last, is_last_dropped, is_last_missing, people
    from kinds
)
select
    name,
    coalesce(sum(people) filter (where is_of_file), 0)::bigint as people,
    coalesce(sum(people) filter (where is_of_file and is_filled), 0)::bigint as filled,
    coalesce(sum(people) filter (where is_of_file and is_dropped), 0)::bigint as unreadable,
    coalesce(sum(people) filter (where is_of_file and is_missing), 0)::bigint as missing,
    coalesce(bool_or(not is_filled and not is_dropped and not is_missing), false) as has_blank,
    coalesce(bool_or(is_missing), false) as has_missing
from cells
group by name
