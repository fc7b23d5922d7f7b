-- rejects: which rows break a rule, and whose are they, as far as that can be determined?
--
-- Grain    one row per rejected record and reason.
-- Reads    identities, normalized (only for repeated identifiers), steps (row_id, lines_before: the number of
--          preceding lines that are not a record, from that record on), unreadable (source_line, reason,
--          identifier, email: records that can't be read reliably, and the cells of theirs whose column is
--          certain), contract_failures (row_id, column_name, reason: the failures that pandera found).
-- Gives    source_line (from 1, where a person finds it: the line of a text file, the row of a sheet, the
--          index in an array), row_id (its ordinal, from 0; NULL if it can't be read reliably), external_id,
--          email_key (NULL if unreadable), column_name, reason, is_identifier_readable (of the row: the same
--          for all its reasons).
-- Rules    R2 a rejected row counts as present for its identifier and its e-mail; a row without a readable
--          identifier suspends deactivation for absence. R9 an ended person's row is judged on its identifier
--          alone, but conflicts between rows still reject. I02, I04 rows with the same identifier that differ
--          are all rejected; I01 equal ones are not. I03 two identifiers with the same e-mail are both
--          rejected; so are two identifiers with the same employee id, if that is not the identifier itself.
--          I28 I31 I33 an identifier that is no one person's, such as a placeholder, is unreadable, so rows
--          that have it do not contradict each other. P35 a line between two quotes may be text of a cell:
--          its identifier is present, and decides nothing about a row that can be read.
with
candidates as (
    select row_id, external_id, employee_id, email_key
    from identities
    where not is_header and external_id is not null
),
-- Numbers group several times as fast as texts, and few keys occur more than once: hashes show which may, and
-- only those are compared.
hashes_of_ids as (
    select hash(external_id) as h from candidates group by h having count(*) > 1
),
hashes_of_emails as (
    select hash(email_key) as h from candidates where email_key is not null group by h having count(*) > 1
),
repeated_ids as (
    select external_id
    from candidates
    where hash(external_id) in (select h from hashes_of_ids)
    group by external_id
    having count(*) > 1
),
conflicting_ids as (
    select external_id
    from normalized semi join repeated_ids using (external_id)
    where not is_header
    group by external_id
    having count(distinct (
        employee_id, email, is_known_status, is_active, manager, hire_on, termination_on, attributes,
        is_out_of_scope
    )) > 1
),
shared_emails as (
    select email_key
    from candidates
    where hash(email_key) in (select h from hashes_of_emails)
    group by email_key
    having min(external_id) <> max(external_id)
),
shared_employee_ids as (
    select employee_id
    from candidates
    where employee_id is not null and getvariable('identity') <> 'employee_id'
    group by employee_id
    having min(external_id) <> max(external_id)
),
-- The contract checks each column by itself; whatever it finds in the identifier leaves nobody to be
-- identified.
unidentified as (
    select distinct row_id
    from contract_failures
    where column_name = getvariable('identity')
),
failures as (
    select row_id, column_name, reason from contract_failures
    union all
    select row_id, getvariable('identity'), 'duplicate_identifier'
    from candidates join conflicting_ids using (external_id) anti join unidentified using (row_id)
    union all
    select row_id, 'email', 'email_shared'
    from candidates join shared_emails using (email_key)
    union all
    select row_id, 'employee_id', 'employee_id_shared'
    from candidates join shared_employee_ids using (employee_id)
)
select
    f.row_id + 1 + s.lines_before as source_line,
    f.row_id,
    i.external_id,
    i.email_key,
    f.column_name,
    f.reason,
    f.row_id not in (select row_id from unidentified) as is_identifier_readable
from identities as i
join failures as f on f.row_id = i.row_id
asof join steps as s on f.row_id >= s.row_id
union all
select
    source_line,
    null,
    case getvariable('identity') when 'email' then email_key(emails[1]) else id_text(identifier) end,
    email_key(emails[2]),
    null,
    reason,
    trimmed(identifier) is not null
from (
    -- In one expression, because the engine compiles the patterns of each.
    select *, list_transform([identifier, email], lambda text: email_text(text)) as emails from unreadable
)
order by source_line, reason
