-- in_doubt: who is missing from the roster, although a rejected row may be theirs?
--
-- Grain    one row per such person.
-- Reads    pairs, rejects, unidentified, accounts.
-- Gives    external_id.
-- Rules    R2 whoever has the identifier or the e-mail of a rejected row counts as present. For a row without
--          a readable identifier, so does whoever has its e-mail, its first name or its last name.
with
missing as (
    select external_id, account_row, account_email_key from pairs where not is_in_roster
),
first_names as (
    select first_name from unidentified where first_name is not null
),
last_names as (
    select last_name from unidentified where last_name is not null
),
-- Names are read only if a row without an identifier has one.
name as (
    select
        a.file_row_number,
        bare(trimmed(a.attributes.first_name)) as first_name,
        bare(trimmed(a.attributes.last_name)) as last_name
    from accounts as a
    semi join (
        select account_row from missing
        where exists (from first_names) or exists (from last_names)
    ) as m on m.account_row = a.file_row_number
),
namesake as (
    select file_row_number
    from name
    where first_name in (from first_names) or last_name in (from last_names)
)
select external_id
from missing
where external_id in (select external_id from rejects where external_id is not null)
   or account_email_key in (select email_key from rejects where email_key is not null)
   or bare(account_email_key) in (select email_key from unidentified where email_key is not null)
   or account_row in (from namesake)
