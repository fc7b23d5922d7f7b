-- normalized: what does each record of the file contain, in our terms?
--
-- Grain    one row per record that a reader accepted.
-- Reads    rendered, a view over the file: the mapped columns under our names, cleaned, with dates parsed in
--          the column's own format and words looked up. Variables: identity, end_by, header_identity,
--          header_email, header_names, effective_on.
-- Gives    row_id (the record's index in the file, from 0; NULL if not needed), external_id, employee_id,
--          email, email_key, is_known_status, is_active, is_ended (on the day of reading, or out of
--          scope), knows_options (all
--          options that must be known are), hire_on, termination_on, manager, attributes (a struct), filled
--          (for each attribute, in their order, 1 if it has a value, else 0), dropped (names of attributes
--          whose value is unusable), unsaid (names of attributes that the record does not contain, not even
--          as a blank, where that makes a difference), is_respelled (an id is not written as it is meant,
--          I32), scope (the text of the column that decides it; NULL if there is none, or it can't be read),
--          is_out_of_scope (NULL if it can't be read), is_header.
-- Rules    S19 whoever is out of scope is judged as somebody who has ended. R6 the identifier is exact text, an e-mail matches regardless of case. I32 AT17 both are read as
--          they are meant, not as a spreadsheet or address book wrote them. R8 a blank status means nothing
--          (S08). S23 S27 a date that can't be one is in dropped, and one that means "never" is a blank. R9
--          the row of somebody who has ended is judged on the identifier alone. P17 a header repeated inside
--          the file is not a person, whatever the order of its columns.
select
    row_id,
    case getvariable('identity') when 'email' then email_key(identifier) else identifier end as external_id,
    employee_id,
    email,
    email_key(email) as email_key,
    is_known_status,
    is_active,
    coalesce(is_out_of_scope, false) or ending(is_active, hire_on, termination_on) is not null as is_ended,
    knows_options,
    hire_on,
    termination_on,
    manager,
    attributes,
    filled,
    dropped,
    unsaid,
    is_respelled,
    scope,
    is_out_of_scope,
    case
        when identifier = getvariable('header_identity') and email = getvariable('header_email') then true
        when contains(email, '@') then false
        else coalesce(
            getvariable('header_names')[identifier] and getvariable('header_names')[email], false
        )
    end as is_header
from rendered
