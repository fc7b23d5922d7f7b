-- reuse_conflicts: whose identifier, e-mail or employee id is claimed, though their own row is unchanged?
--
-- Grain    one row per such person.
-- Reads    identities (of the records read), unchanged, base, outdated_before, people_before. Variable:
--          identity.
-- Gives    external_id.
-- Rules    I02 to I04 apply between all records of a file. If this table has a row, the whole file is read.
with
claims as (
    select external_id, email_key, employee_id from identities where not is_header
),
-- Mostly the same people, whose line changed. A hash collision of two e-mails would only cause the whole file
-- to be read.
had as (
    select external_id from base where email_hash in (select hash(email_key) from claims)
    union all
    select external_id from base
    where getvariable('identity') <> 'employee_id' and employee_id in (select employee_id from claims)
),
had_since as (
    select external_id from people_before where email_hash in (select hash(email_key) from claims)
    union all
    select external_id from people_before
    where getvariable('identity') <> 'employee_id' and employee_id in (select employee_id from claims)
),
claimed as (
    select external_id from claims
    union
    select external_id from had anti join outdated_before using (external_id)
    union
    select external_id from had_since
)
select external_id from unchanged semi join claimed using (external_id)
