-- The cleaning that every cell goes through, as macros that the staging edge uses while it renders
-- the mapping, and the SQL files use below. Not a table; read before 10_normalized.sql.
--
-- white_space: ASCII, NBSP, the Unicode spaces, zero-width characters, the BOM, as one text.
set variable white_space = array_to_string(list_transform([
    9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201,
    8202, 8203, 8204, 8205, 8232, 8233, 8239, 8287, 8288, 12288, 65279
], lambda code: chr(code::integer)), '');

-- trimmed: R6, I12, I13: NFC, and no white space at either end. A blank cell is NULL, which
-- everywhere means "says nothing" (R8). Trimming a set of characters costs fifty times a look at
-- both ends, so the look comes first.
create or replace macro trimmed(v) as
    case
        when regexp_matches(v, '^$|^[\s\x0B\x{85}\p{Z}\x{200B}-\x{200D}\x{2060}\x{FEFF}]|[\s\x0B\x{85}\p{Z}\x{200B}-\x{200D}\x{2060}\x{FEFF}]$')
            then nullif(trim(nfc_normalize(v), getvariable('white_space')), '')
        else nfc_normalize(v)
    end;

-- is_unusable: a value that can't be taken over: longer than the tenant's limit (AT06), or the text
-- of a spreadsheet's error (P26). Cheap first: strlen counts bytes, and there are never fewer.
create or replace macro is_unusable(v, chars_max) as
    (strlen(v) > chars_max and length(v) > chars_max)
    or (starts_with(v, '#') and upper(trim(v)) in ('#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NULL!', '#NUM!'));

create or replace macro usable(v, chars_max) as
    case when is_unusable(v, chars_max) then null else trimmed(v) end;

-- usable_options: a multi-select value: cleaned, each option once, in sorted order, so that another
-- order in the file is no difference (AT03).
create or replace macro usable_options(v, separator, chars_max) as
    case
        when not is_unusable(v, chars_max) then list_aggregate(list_sort(list_distinct(list_filter(
            list_transform(string_split(v, separator), lambda x: trimmed(x)), lambda x: x is not null
        ))), 'string_agg', '; ')  -- NULL where no option is left
    end;

-- email_key: R6: e-mails match without case, and are stored as sent.
create or replace macro email_key(v) as lower(v);

-- twin_key: P22, I15: ids that differ only in case or leading zeros are twins.
create or replace macro twin_key(v) as lower(ltrim(v, '0'));

-- filled: the attributes that have a value, as a list of (key, value) in the attributes' own order.
create or replace macro filled(attributes) as
    list_filter(map_entries(cast(attributes as map(varchar, varchar))), lambda e: e.value is not null);

-- object: a list of (key, value) as the text of a JSON object.
create or replace macro object(entries) as cast(to_json(map_from_entries(entries)) as varchar);

-- change_digest: SHA-256 of one change; the id of a change set is made of them, and `apply` makes
-- them again from the stored change set before it believes it (R11).
create or replace macro change_digest(external_id, account_id, action, reason, before, after) as
    sha256(cast(to_json([external_id, coalesce(account_id, ''), action, reason, before, after]) as varchar));
