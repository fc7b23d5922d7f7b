-- unidentified: which rejected rows have no readable identifier, and which values in them can be compared?
--
-- Grain    one row per such record.
-- Reads    rejects (normalize/rejected). Variable: name_order (of mapping.full_name, or blank).
-- Gives    source_line, email_key, first_name, last_name (bare; NULL if the row does not have it, or it can't
--          be read), says_something (has an e-mail or a name).
-- Rules    R2 whoever could be on such a row counts as present (plan/in_doubt). A row without any of these
--          could be anybody's. Neither a placeholder (I17) nor an invalid e-mail identifies a person. The
--          cells of a row are NULL if it can't be read reliably, or comes after the first rejected ones
--          (normalize/rejected).
with
row_said as (
    select
        source_line,
        any_value(email_key) as email_key,
        bool_or(column_name = 'email' and reason not in ('email_shared', 'duplicate_identifier')) as is_no_email,
        any_value(cells) as cells
    from rejects
    group by source_line
    having not bool_and(is_identifier_readable)
),
-- A longer text is not a name. In one expression, because the engine compiles the patterns of each.
cleaned as (
    select
        *,
        list_transform(
            [cells ->> 'first_name', cells ->> 'last_name', cells ->> 'full_name'],
            lambda text: usable(text, 1000)
        ) as names
    from row_said
),
named as (
    select * exclude (names), names[1] as first_name, names[2] as last_name, names[3] as full_name
    from cleaned
),
compared as (
    select
        source_line,
        case when not coalesce(is_no_email, false) and contains(email_key, '@') then bare(email_key) end as email_key,
        bare(coalesce(first_name, given_name(full_name, getvariable('name_order')))) as first_name,
        bare(coalesce(last_name, family_name(full_name, getvariable('name_order')))) as last_name
    from named
)
select
    *,
    email_key is not null or first_name is not null or last_name is not null as says_something
from compared
