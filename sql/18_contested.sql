-- 18_contested: whose identifier or e-mail does a record claim, though theirs stands unchanged?
--
-- Grain    one row per such person.
-- Reads    identities (of the records that were read), unchanged, base, outdated_before, people_before. Variable:
--          identity.
-- Gives    external_id.
-- Rules    I02 to I04 hold between all records of a file. Where there is somebody here, the whole file is read.
with
claims as (
    select external_id, email_key, employee_id from identities where not is_header
),
-- Most of them are who now claims the same again, by a line that changed.
had as (
    select external_id
    from base
    where email_key(email) in (select email_key from claims)
       or (getvariable('identity') = 'email' and employee_id in (select employee_id from claims))
),
had_since as (
    select external_id
    from people_before
    where email_key(email) in (select email_key from claims)
       or (getvariable('identity') = 'email' and employee_id in (select employee_id from claims))
)
select external_id from unchanged semi join claims using (external_id)
union
select external_id from unchanged semi join (from had anti join outdated_before using (external_id)) using (external_id)
union
select external_id from unchanged semi join had_since using (external_id)
