-- differences: which values of each account would have to change?
--
-- Grain    one row per person who is CONFIRMED, FOUND or NO_ACCOUNT, not ended, and differs from the account
--          (everybody without one does), even if only by a damaged value.
-- Reads    update_candidates, roster, accounts. Variables: clear_when_blank, empty_words, may_be_empty
--          (attributes of which empty_words are asked), held_back (attributes whose changes are left out for
--          everybody), owned_by_qooper (those that are never written), not_updated (those that are not written
--          to an account that exists).
-- Gives    external_id, differences (a list of name, before, after; ordered: employee_id, email, manager,
--          then the attributes), changes_identity (the e-mail or the id of an existing account),
--          changes_name, damaged (a list of name, why: values that are not taken over).
-- Rules    AT04 a value that Qooper owns is no difference, and one that the roster owns on creation only is one
--          of new accounts. R8 a blank keeps the present value, unless clearing is opted in; a dropped value and a missing
--          JSON key (P29) always keep it. I11 an e-mail that differs only in case is not a difference. AT07
--          an unknown manager, and AT10 one who is the person, are left out (see plan/unresolved_managers).
--          AT15 only a blank cell clears the manager, where that is opted in. `manager` is an external_id.
--          Left out too, as damaged: P04 a value that is the present one, encoded in UTF-8 and decoded as
--          windows-1252 or ISO 8859-1 (`René` → `RenÃ©`), once or twice (garbled); AT13 one that is the
--          present one without its letters (`Andr?`), or is seen by itself to be damaged (sql/macros.sql,
--          damage), which a new account doesn't get either; an empty word such as `NULL`, if the account has
--          a value.
with
-- The attributes are the wide part. The engine reads the fields of a struct separately, and only for the rows
-- needed, if these are selected by row number and unnested at once; so both sides become lists of values, in
-- the order of the attributes. No attribute has a blank in its name.
name as (
    select struct_keys(attributes) as names from roster limit 1
),
delivered as (
    select
        "the row", "what was dropped" as dropped, "what is unsaid" as unsaid,
        list_value(*columns(* exclude ("the row", "what was dropped", "what is unsaid"))) as attributes
    from (
        select
            r.file_row_number as "the row", r.dropped as "what was dropped", r.unsaid as "what is unsaid",
            unnest(r.attributes)
        from roster as r
        semi join update_candidates as s on s.roster_row = r.file_row_number
    )
),
present as (
    select "the row", list_value(*columns(* exclude ("the row"))) as attributes
    from (
        select a.file_row_number as "the row", unnest(a.attributes)
        from accounts as a
        semi join (select account_row from update_candidates where account_row is not null) as s
            on s.account_row = a.file_row_number
    )
),
pair as (
    select s.*, r.attributes, r.dropped, r.unsaid, a.attributes as old_attributes
    from update_candidates as s
    -- Nobody is missing in the roster, but for an inner join on row numbers the engine would build a table as
    -- long as the roster.
    left join delivered as r on r."the row" = s.roster_row
    left join present as a on a."the row" = s.account_row
),
changed as (
    select
        *,
        getvariable('held_back') || case
            when situation = 'NO_ACCOUNT' then getvariable('owned_by_qooper')
            else getvariable('not_updated')
        end as not_written
    from pair
    where situation = 'NO_ACCOUNT'
       or employee_id is distinct from old_employee_id
       or email_key is distinct from old_email_key
       or manager is distinct from old_manager
       or attributes is distinct from old_attributes
),
compared as (
    select
        external_id, situation, dropped, unsaid,
        list_filter(
            [
                {'name': 'employee_id', 'before': old_employee_id, 'after': employee_id},
                {'name': 'email', 'before': old_email,
                 'after': case when email_key is not distinct from old_email_key then old_email else email end},
                {'name': 'manager', 'before': old_manager, 'after': manager}
            ],
            lambda d: d.after is distinct from d.before
                and not list_contains(not_written, d.name)
                and (d.after is not null or (
                    d.name = 'manager' and is_manager_blank
                    and list_contains(getvariable('clear_when_blank'), 'manager')
                    and not coalesce(list_contains(dropped, 'manager'), false)
                    and not coalesce(list_contains(unsaid, 'manager'), false)
                ))
        ) as keys,
        list_filter(
            list_transform(
                list_zip(names, old_attributes, attributes),
                lambda z: {'name': z[1], 'before': z[2], 'after': z[3]}
            ),
            lambda d: d.after is distinct from d.before and not list_contains(not_written, d.name)
        ) as others
    from changed, name
),
-- For as few rows as possible, here and below: checking each text is expensive, and garbling one even more
-- so.
suspect as (
    select
        *,
        list_filter(
            others,
            lambda d: case
                when d.after is null then false
                when may_be_damaged(d.after) then true
                when d.before is null then false
                else looks_garbled(d.after)
                    or (is_empty_word(d.after) and list_contains(getvariable('may_be_empty'), d.name))
            end
        ) as suspects
    from compared
),
judged as (
    select
        *,
        case
            when len(suspects) > 0
                then list_filter(
                    list_transform(suspects, lambda d: {
                        'name': d.name,
                        'why': damage_of(d.before, d.after, list_contains(getvariable('may_be_empty'), d.name))
                    }),
                    lambda d: d.why is not null
                )
            else []
        end as damaged
    from suspect
),
kept as (
    select
        * exclude (suspects) replace (
            list_filter(
                others,
                lambda d: not list_contains(list_transform(damaged, lambda k: k.name), d.name)
                    and (d.after is not null or (
                        list_contains(getvariable('clear_when_blank'), d.name)
                        and not coalesce(list_contains(dropped, d.name), false)
                        and not coalesce(list_contains(unsaid, d.name), false)
                    ))
            ) as others
        )
    from judged
)
select
    external_id,
    keys || others as differences,
    situation <> 'NO_ACCOUNT'
        and len(list_filter(keys, lambda d: d.name <> 'manager' and d.before is not null)) > 0
        as changes_identity,
    len(list_filter(others, lambda d: d.name in ('first_name', 'last_name') and d.before is not null)) > 0
        as changes_name,
    damaged
from kept
where len(keys) + len(others) + len(damaged) > 0 or situation = 'NO_ACCOUNT'
