-- Macros for cleaning cells, comparison keys and digests. The engine uses them when it renders the mapping, and
-- the other SQL files use them too. Not a table; read before normalize/normalized.sql.
--
-- white_space: ASCII white space, the DOS end-of-file mark, NBSP, the Unicode spaces, zero-width characters and
-- the BOM, as one text.
set variable white_space = array_to_string(list_transform([
    9, 10, 11, 12, 13, 26, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201,
    8202, 8203, 8204, 8205, 8232, 8233, 8239, 8287, 8288, 12288, 65279
], lambda code: chr(code::integer)), '');

-- needs_trimming: true if there is white space at either end, or a character that NFC may change: marks, and
-- the few with another canonical form. One scan of a text that is not plain ASCII.
create or replace macro needs_trimming(v) as regexp_matches(
    v,
    '^$|^[\s\x0B\x1A\x{85}\p{Z}\x{200B}-\x{200D}\x{2060}\x{FEFF}]|[\s\x0B\x1A\x{85}\p{Z}\x{200B}-\x{200D}\x{2060}\x{FEFF}]$|[\p{M}\x{37E}\x{387}\x{374}\x{340}-\x{344}\x{958}-\x{95F}\x{9DC}-\x{9DF}\x{A33}-\x{A5E}\x{B5C}\x{B5D}\x{F43}-\x{F69}\x{1100}-\x{11FF}\x{1F71}-\x{1FFD}\x{2000}\x{2001}\x{2126}\x{212A}\x{212B}\x{2329}\x{232A}\x{2ADC}\x{F900}-\x{FAFF}\x{FB1D}-\x{FB4E}\x{10000}-\x{10FFFF}]'
);

-- is_plain: ASCII that does not begin with white space or `#`, and does not end with white space. Holds for most
-- cells, and costs a tenth of checking both ends by pattern.
create or replace macro is_plain(v) as
    v >= '$' and strlen(v) = length(v) and v[-1] > ' ';

-- trimmed: R6, I12, I13: NFC, and no white space at either end. A blank cell is NULL, which always means
-- "no value given" (R8). Trimming a set of characters costs fifty times as much as checking both ends, so the
-- check comes first.
create or replace macro trimmed(v) as
    case
        when is_plain(v) then v
        when needs_trimming(v) then nullif(trim(nfc_normalize(v), getvariable('white_space')), '')
        else v
    end;

-- is_unusable: a value that can't be used: longer than the tenant's limit (AT06), the text of a spreadsheet
-- error (P26), or one that lost letters before delivery (U+FFFD, P03). The cheap check comes first: strlen
-- counts bytes, never fewer than characters. A pattern instead of a list, because DuckDB turns a list of
-- constants into a join, which reads every value.
create or replace macro is_unusable(v, chars_max) as
    (strlen(v) > chars_max and length(v) > chars_max)
    or contains(v, '�')
    or regexp_full_match(v, '(?i) *#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!) *');

create or replace macro usable(v, chars_max) as
    case
        when is_plain(v) and strlen(v) <= chars_max then v
        when not is_unusable(v, chars_max) then trimmed(v)
    end;

-- looks_garbled: P04: true if a text contains what UTF-8 becomes when it is decoded as windows-1252 or
-- ISO 8859-1: `Ã©`, `â€™`, and in other scripts `Ð¸`, `Î±`. The cheap check for ASCII comes first.
create or replace macro looks_garbled(v) as
    case
        when strlen(v) > length(v) then regexp_matches(
            v,
            '[ÂÃ][\x{80}-\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[ÄÅÎÏÐÑ][\x{80}-\x{BF}€‚ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|â€|ï»¿|ðŸ'
        )
        else false
    end;

-- mojibake: P04: a text encoded in UTF-8 and decoded as windows-1252. Five bytes have no letter there and are
-- kept.
set variable windows_1252 = [
    8364, 129, 8218, 402, 8222, 8230, 8224, 8225, 710, 8240, 352, 8249, 338, 141, 381, 143,
    144, 8216, 8217, 8220, 8221, 8226, 8211, 8212, 732, 8482, 353, 8250, 339, 157, 382, 376
];
create or replace macro bytes_of(v) as
    list_transform(range(1, 2 * strlen(v), 2), lambda i: ('0x' || substr(hex(v), i, 2))::integer);
create or replace macro mojibake(v) as array_to_string(list_transform(
    bytes_of(v),
    lambda b: chr(case when b between 128 and 159 then getvariable('windows_1252')[b - 127] else b end)
), '');

-- garbled_forms: P04: the results of such a wrong decoding, applied once or twice. Trimmed together, because the
-- pattern of `trimmed` takes long to compile.
create or replace macro garbled_forms(v) as list_transform(
    [
        mojibake(v),
        mojibake(mojibake(v)),
        array_to_string(list_transform(bytes_of(v), lambda b: chr(b)), '')
    ],
    lambda form: trimmed(form)
);

-- parse_date: a date in the column's own format; NULL if it is not one.
create or replace macro parse_date(v, day_format) as cast(try_strptime(trimmed(v), day_format) as date);

-- given_name, family_name: AT05: the parts of a name in one column. `Doe, Jane` (last_first) is split at the
-- first comma, and without one gives no name; `Jane Doe` (first_last) is split at the last space.
create or replace macro given_name(v, name_order) as
    case name_order
        when 'last_first' then case when contains(v, ',') then trimmed(substr(v, strpos(v, ',') + 1)) end
        else coalesce(nullif(regexp_extract(v, '^(.*\S)\s+\S+$', 1), ''), v)
    end;
create or replace macro family_name(v, name_order) as
    case name_order
        when 'last_first' then case when contains(v, ',') then trimmed(split_part(v, ',', 1)) end
        else nullif(regexp_extract(v, '\s(\S+)$', 1), '')
    end;

-- bare: R2: a name or an e-mail for comparison with a row that can't be read reliably: in lower case, and without
-- quotes around it.
create or replace macro bare(v) as nullif(trim(lower(v), ' ''"'), '');

-- words: I29: the words of a name or of an e-mail's local part for comparison: in lower case, without accents and
-- apostrophes.
create or replace macro words(v) as coalesce(
    regexp_extract_all(regexp_replace(strip_accents(lower(v)), '[''`’ʼ]', '', 'g'), '[\p{L}\p{M}\p{N}]+'), []
);

-- present: the items of a list that are not NULL; NULL if there are none.
create or replace macro present(names) as nullif(list_filter(names, lambda name: name is not null), []);

-- names_of_texts: the names of the cells that are not blank; NULL if all are. One expression for all cells,
-- because the engine compiles the patterns of each expression.
create or replace macro names_of_texts(cells) as nullif(
    list_transform(list_filter(cells, lambda c: trimmed(c.cell) is not null), lambda c: c.name), []
);

-- email_key: R6: e-mails match regardless of case, and are stored as sent.
create or replace macro email_key(v) as lower(v);

-- is_protected: R5: administrators, and accounts with an e-mail that the tenant lists.
create or replace macro is_protected(is_administrator, email_hash) as
    is_administrator
    or list_contains(list_transform(getvariable('protected_emails'), lambda key: hash(key)), email_hash);

-- account_state: the state of a linked account; S12: who deactivated it follows from what we last confirmed.
create or replace macro account_state(status, is_link_active) as
    case
        when status <> 'deactivated' then 'active'
        when is_link_active = false then 'deactivated_by_us'
        else 'deactivated_by_others'
    end;

-- profile: a 64-bit hash that shows for most people that nothing differs, without reading their values.
create or replace macro profile(external_id, employee_id, attributes) as hash(external_id, employee_id, attributes);

-- person_hash: a 64-bit hash of all values of a roster row.
create or replace macro person_hash(
    external_id, employee_id, email, is_active, hire_on, termination_on, manager, attributes
) as hash(
    external_id, employee_id, email, is_active, hire_on, termination_on, manager,
    profile(external_id, employee_id, attributes)
);

-- twin_key: P22, I15: ids that differ only in case or leading zeros are twins.
create or replace macro twin_key(v) as lower(ltrim(v, '0'));

-- object: the text of a JSON object, from a list of (key, value).
create or replace macro object(entries) as cast(to_json(map_from_entries(entries)) as varchar);

-- change_digest: SHA-256 of one change. The id of a change set is derived from them, and `apply` recomputes them
-- from the stored change set to verify it (R11).
create or replace macro change_digest(external_id, account_id, action, reason, before, after) as
    sha256(cast(to_json([external_id, coalesce(account_id, ''), action, reason, before, after]) as varchar));

-- row_facts: G22: a digest of a person's own row, 64 hex digits, independent of machine and engine version. A
-- manager referred to by another key than the identity is left out, because it depends on other rows.
create or replace macro row_facts(
    external_id, employee_id, email, is_active, hire_on, termination_on, manager, attributes
) as sha256(cast(to_json([
    external_id, employee_id, email, cast(is_active as varchar), cast(hire_on as varchar),
    cast(termination_on as varchar), case when getvariable('manager_refers_to') = 'identity' then manager end,
    cast(to_json(attributes) as varchar)
]) as varchar));
