-- normalized: what does each record of the file say, in our words?
--
-- Grain    one row per record that a reader proved.
-- Reads    rendered, a view over the file: the mapped columns under our names, cleaned, with the dates
--          parsed in the column's own format. Variables: identity, status_values,
--          status_is_mapped, header_identity, header_email, header_names, effective_on.
-- Gives    row_id (the record's place in the file, from 0; NULL where nobody asks for it), external_id,
--          employee_id, email, email_key, is_known_status, is_active, is_ended (on the day of reading),
--          knows_options (every option that must be known is), hire_on, termination_on, manager, attributes
--          (a struct), filled (for each attribute, in their order, 1 if it has a value, else 0), dropped
--          (names of attributes whose value could not be taken over), unsaid (names of attributes of which
--          the record says nothing, not even that they are blank), is_header.
-- Rules    R6 the identifier is exact text, an e-mail matches without case. R8 a blank status says
--          nothing (S08). R9 the row of somebody who has ended is judged on the identifier alone.
--          P17 a header repeated inside the file is no person, in whichever order its columns are.
select
    row_id,
    case getvariable('identity') when 'email' then email_key(identifier) else identifier end as external_id,
    employee_id,
    email,
    email_key(email) as email_key,
    status_word is null or getvariable('status_values')[lower(status_word)] is not null as is_known_status,
    case
        when not getvariable('status_is_mapped') then true
        else getvariable('status_values')[lower(status_word)]
    end as is_active,
    coalesce(
        getvariable('status_values')[lower(status_word)] = false
        or termination_on < getvariable('effective_on'), false
    ) as is_ended,
    knows_options,
    hire_on,
    termination_on,
    manager,
    attributes,
    filled,
    dropped,
    unsaid,
    case
        when identifier = getvariable('header_identity') and email = getvariable('header_email') then true
        when contains(email, '@') then false
        else coalesce(
            getvariable('header_names')[identifier] and getvariable('header_names')[email], false
        )
    end as is_header
from rendered
