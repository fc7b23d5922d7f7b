-- identities: which person does each record claim to be, and does it count?
--
-- Grain    one row per row of normalize/normalized.
-- Reads    normalized.
-- Gives    row_id (the record's index in the file, from 0), external_id, employee_id, email, email_key,
--          is_ended, is_known_status, knows_options, is_respelled, is_header: all that the contract and the
--          rules between rows need, so that the whole file is not read again.
select
    row_id,
    external_id,
    employee_id,
    email,
    email_key,
    is_ended,
    is_known_status,
    knows_options,
    is_respelled,
    is_header
from normalized
