-- Macros for cleaning cells, comparison keys and digests. The engine uses them when it renders the mapping,
-- and the other SQL files use them too. Some read a variable of constants.sql. Not a table; read first.

-- needs_trimming: true if there may be white space at either end, or a character that NFC may change: the
-- ranges contain all marks and the few others with another canonical form, most as whole scripts, because the
-- engine compiles the pattern for each mention, and few ranges compile in a third of the time of `\p{M}`. One
-- scan of a text that is not plain ASCII.
create or replace macro needs_trimming(v) as regexp_matches(
    v,
    '^$|^[\s\x0B\x1A\x{85}\p{Z}\p{Cf}]|[\s\x0B\x1A\x{85}\p{Z}\p{Cf}]$|[\x{300}-\x{374}\x{37E}\x{387}\x{483}-\x{489}\x{591}-\x{5C7}\x{610}-\x{61A}\x{64B}-\x{65F}\x{670}\x{6D6}-\x{6ED}\x{711}-\x{109F}\x{1100}-\x{11FF}\x{135D}-\x{135F}\x{1700}-\x{1DFF}\x{1F71}-\x{1FFD}\x{2000}\x{2001}\x{20D0}-\x{20F0}\x{2126}-\x{212B}\x{2329}\x{232A}\x{2ADC}\x{2CEF}-\x{2DFF}\x{302A}-\x{302F}\x{3099}\x{309A}\x{A66F}-\x{ABFF}\x{F900}-\x{FAFF}\x{FB1D}-\x{FB4E}\x{FE00}-\x{FE2F}\x{10000}-\x{10FFFF}]'
);

-- is_plain: ASCII that does not begin with white space or `#`, and does not end with white space. Holds for
-- most cells, and costs a tenth of checking both ends by pattern.
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

-- A macro repeats its argument for each mention, and the engine compiles each pattern as often; so where an
-- argument is more than a column, it is bound by a lambda. Rare values alone pay for that: the cheap checks
-- come first.
--
-- unquoted: I32: a text without what a spreadsheet puts around it so that it stays a text: `'00105`,
-- `="00107"`.
create or replace macro unquoted(v) as list_transform(
    [regexp_replace(trimmed(v), '^(?:''+([^''"](?:.*[^''"])?)|="([^"]*)")$', '\1\2')], lambda u: trimmed(u)
)[1];
-- without_zero_decimals: I32: `106` for `106.0`.
create or replace macro without_zero_decimals(v) as regexp_replace(v, '^([0-9]+)\.0+$', '\1');
-- is_plain_id: an id that is certainly written as it is meant. Holds for most, and is cheap.
create or replace macro is_plain_id(v) as
    is_plain(v) and v >= '0' and not starts_with(v, '=') and not contains(v, '.');
-- id_as_meant: I32: an id without the marks and zero decimals of a spreadsheet: `'00105`, `="00107"`,
-- `106.0`.
create or replace macro id_as_meant(v) as
    case when is_plain_id(v) then v else without_zero_decimals(unquoted(v)) end;
-- id_text: I32: an id as it is meant; where the ids have decimals, `106.0` is one of them.
create or replace macro id_text(v) as
    case
        when is_plain_id(v) then v
        else list_transform(
            [unquoted(v)],
            lambda u: case when getvariable('ids_have_decimals') then u else without_zero_decimals(u) end
        )[1]
    end;
-- is_respelled: I32: true if an id is not written as it is meant, whether or not zero decimals count.
create or replace macro is_respelled(v) as
    case when is_plain_id(v) then false else coalesce(id_as_meant(v) is distinct from trimmed(v), false) end;

-- is_plain_email: an e-mail that is certainly written as it is meant. Holds for most, and is cheap.
create or replace macro is_plain_email(v) as
    is_plain(v) and v >= '0' and not starts_with(v, '=') and not contains(v, ':') and not contains(v, '<');
-- email_text: AT17: an e-mail without what address books put around it: `mailto:a@b`, `SMTP:a@b`, `<a@b>`,
-- `Ann Lee <a@b>`; and without the marks of a spreadsheet (I32).
create or replace macro email_text(v) as
    case
        when is_plain_email(v) then v
        else list_transform(
            [regexp_replace(
                unquoted(v),
                '^(?i:mailto:|smtp:)?\s*(?:[^<>@]*<\s*(?i:mailto:|smtp:)?([^<>]*)>|([^<>]*))$', '\1\2'
            )],
            lambda e: trimmed(e)
        )[1]
    end;

-- unless_matching: a text; NULL if all of it matches a pattern.
create or replace macro unless_matching(v, pattern) as
    case when regexp_full_match(v, pattern) then null else v end;

create or replace macro usable(v, chars_max) as
    case
        when is_plain(v) and strlen(v) <= chars_max then v
        when not is_unusable(v, chars_max) then trimmed(v)
    end;
create or replace macro usable_texts(cells, chars_max) as
    list_transform(cells, lambda cell: usable(cell, chars_max));

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

-- mojibake: P04: a text encoded in UTF-8 and decoded as windows-1252.
create or replace macro bytes_of(v) as
    list_transform(range(1, 2 * strlen(v), 2), lambda i: ('0x' || substr(hex(v), i, 2))::integer);
create or replace macro mojibake(v) as array_to_string(list_transform(
    bytes_of(v),
    lambda b: chr(case when b between 128 and 159 then getvariable('windows_1252')[b - 127] else b end)
), '');

-- garbled_forms: P04: the results of such a wrong decoding, applied once or twice. Trimmed together, because
-- the pattern of `trimmed` takes long to compile.
create or replace macro garbled_forms(v) as list_transform(
    [
        mojibake(v),
        mojibake(mojibake(v)),
        array_to_string(list_transform(bytes_of(v), lambda b: chr(b)), '')
    ],
    lambda form: trimmed(form)
);

-- damage: AT13: why a value is seen by itself to be damaged; NULL if it isn't. Letters became question marks
-- (`M?ller`, `??`, and Oracle's `¿`; a web address may contain one), or were escaped for HTML (`&#39;`,
-- `&euml;`), or a number was rounded by a spreadsheet (`4.9E+12`).
create or replace macro damage(v) as
    case
        when regexp_matches(v, '\pL[?¿]+\pL') and not regexp_matches(v, '[/=]') then 'letters_lost'
        when regexp_full_match(v, '[?¿][?¿ ]*') then 'letters_lost'
        when regexp_matches(
            v,
            '&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp|szlig|(?i:ae|oe)lig|(?i:eth|thorn)|[A-Za-z](uml|acute|grave|circ|tilde|cedil|caron|ring|slash));'
        ) then 'escaped'
        when regexp_full_match(v, '[0-9]([.,][0-9]+)?[eE]\+[0-9]{1,3}') then 'rounded'
    end;

-- may_be_damaged: AT13: one cheap pattern, before `damage`.
create or replace macro may_be_damaged(v) as regexp_matches(v, '[?¿&]|[0-9][eE]\+');

-- loses_letters: AT13: true if one text is the other one with question marks for letters that are not ASCII:
-- all of them, or those that some encoding lacks; one mark for each, or one for each of its bytes.
create or replace macro loses_letters(before, after) as
    case
        when strlen(before) > length(before) and regexp_matches(after, '[?¿]')
            then regexp_full_match(
                before, regexp_replace(regexp_escape(after), '(\\\?|¿)+', '[^\\x00-\\x7F]+', 'g')
            )
        else false
    end;

-- is_empty_word: AT13: a word that some systems write where there is no value.
create or replace macro is_empty_word(v) as
    list_contains(list_transform(getvariable('empty_words'), lambda word: lower(word)), lower(v));

-- damage_of: P04, AT13: why a value would damage the present one, which may be NULL; NULL if it wouldn't.
create or replace macro damage_of(before, after, may_be_empty) as coalesce(
    damage(after),
    case
        when before is null then null
        when looks_garbled(after) then case when list_contains(garbled_forms(before), after) then 'garbled' end
        when loses_letters(before, after) then 'letters_lost'
        when may_be_empty and is_empty_word(after) then 'empty_word'
    end
);

-- parse_date: what the engine takes for a date in the column's own format; NULL if it takes it for none.
create or replace macro parse_date(v, day_format) as cast(try_strptime(trimmed(v), day_format) as date);

-- is_no_date: S27: a day that a system writes where it has none. no_dates is a text of ISO dates, because
-- DuckDB turns a list of constants into a join.
create or replace macro is_no_date(day, no_dates) as
    case when day <= try_cast(no_dates[-10:] as date) then contains(no_dates, cast(day as varchar)) else false end;

-- usable_day: S23: the parsed day; NULL if the cell is not in the column's format, or no roster has such a
-- day. The engine reads `31.12.26` as the year 26 where the format has four digits, and `infinity` as
-- 1900-01-01. It can only be wrong before certain_from or in the far future, so the pattern is compared there
-- alone (core/day_formats.py).
create or replace macro usable_day(parsed, v, day_pattern, certain_from, no_dates) as
    case
        when parsed < certain_from or parsed >= date '2099-12-31' then
            case
                when (parsed >= date '1900-01-01' or is_no_date(parsed, no_dates))
                    and regexp_full_match(trimmed(v), day_pattern)
                    then parsed
            end
        else parsed
    end;

-- stated_day: the day, or NULL where it means that there is none.
create or replace macro stated_day(day, no_dates) as case when not is_no_date(day, no_dates) then day end;

-- last_day: S23: 9999-12-31, 4712-12-31 and other days from the end of 2099 on are no last day.
create or replace macro last_day(day) as case when day < date '2099-12-31' then day end;

-- has_dates_in_conflict: S27: the last day is before the first day, so one of the two is wrong.
create or replace macro has_dates_in_conflict(hire_on, termination_on) as
    coalesce(termination_on < hire_on, false) and getvariable('end_by') <> 'status';

-- ending: why the roster ends somebody today, or NULL. S15 the last day is the last one with an account. S28
-- the tenant chose what counts, the status word, the last day, or the earlier of both. S27 a last day in
-- conflict does not count.
create or replace macro ending(is_active, hire_on, termination_on) as
    case
        when is_active = false and (
            getvariable('end_by') <> 'date' or termination_on is null or has_dates_in_conflict(hire_on, termination_on)
        ) then 'status_inactive'
        when termination_on < getvariable('effective_on')
            and getvariable('end_by') <> 'status'
            and not has_dates_in_conflict(hire_on, termination_on)
            then 'termination_date'
    end;

-- readable_scope: S19: the text of the scope's column, unless it is damaged (P04, AT13) and the rule does not
-- name it.
create or replace macro readable_scope(v, is_named) as
    case when is_named or (damage(v) is null and not looks_garbled(v)) then v end;

-- is_out_of_scope: S19; NULL if the text can't be read: nobody is out of scope by what can't be read.
create or replace macro is_out_of_scope(v, is_named, named_are_out) as
    case when v is not null then is_named = named_are_out end;

-- given_name, family_name: AT05: the parts of a name in one column. `Doe, Jane` (last_first) is split at the
-- first comma, and without one gives no name; `Jane Doe` (first_last) is split at the last space, and with a
-- comma gives no name, because it may be in the other order: except before `, Jr.` and the like, part of the
-- last name.
create or replace macro given_name(v, name_order) as
    case name_order
        when 'last_first' then case when contains(v, ',') then trimmed(substr(v, strpos(v, ',') + 1)) end
        else case
            when not contains(v, ',') then coalesce(nullif(regexp_extract(v, '^(.*\S)\s+\S+$', 1), ''), v)
            else nullif(regexp_extract(
                v, '^([^,]*[^,\s])\s+[^,\s]+' || getvariable('name_suffixes') || '$', 1
            ), '')
        end
    end;
create or replace macro family_name(v, name_order) as
    case name_order
        when 'last_first' then case when contains(v, ',') then trimmed(split_part(v, ',', 1)) end
        else case
            when not contains(v, ',') then nullif(regexp_extract(v, '\s(\S+)$', 1), '')
            else nullif(regexp_extract(
                v, '^[^,]*[^,\s]\s+([^,\s]+' || getvariable('name_suffixes') || ')$', 1
            ), '')
        end
    end;

-- bare: R2: a name or an e-mail for comparison with a row that can't be read reliably: in lower case, and
-- without quotes around it.
create or replace macro bare(v) as nullif(trim(lower(v), ' ''"'), '');

-- words: I29: the words of a name or of an e-mail's local part for comparison: in lower case, without accents
-- and apostrophes.
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

-- scoped_hash: a hash of a roster row with the text of its scope; the same as without one if there is none.
create or replace macro scoped_hash(hashed, scope) as
    case when scope is null then hashed else hash(hashed, scope) end;

-- twin_key: P22, I15: ids that differ only in case or leading zeros are twins. So are two spellings of one id
-- or e-mail (I32, AT17), also one that earlier versions took for another id: with an invisible character
-- (I33).
create or replace macro without_invisible(v) as
    case when strlen(v) > length(v) then regexp_replace(v, '\p{Cf}', '', 'g') else v end;
create or replace macro twin_key(v) as
    case
        when getvariable('identity') = 'email' then case
            when is_plain_email(v) then email_key(v)
            else list_transform([without_invisible(v)], lambda w: email_key(email_text(w)))[1]
        end
        when is_plain_id(v) then lower(ltrim(v, '0'))
        else list_transform([without_invisible(v)], lambda w: lower(ltrim(id_as_meant(w), '0')))[1]
    end;

-- object: the text of a JSON object, from a list of (key, value).
create or replace macro object(entries) as cast(to_json(map_from_entries(entries)) as varchar);

-- change_digest: SHA-256 of one change. The id of a change set is derived from them, and `apply` recomputes
-- them from the stored change set to verify it (R11).
create or replace macro change_digest(external_id, account_id, action, reason, before, after) as
    sha256(cast(to_json([external_id, coalesce(account_id, ''), action, reason, before, after]) as varchar));

-- row_facts: G22: a digest of a person's own row, 64 hex digits, independent of machine and engine version. A
-- manager referred to by another key than the identity is left out, because it depends on other rows.
create or replace macro row_facts(
    external_id, employee_id, email, is_active, hire_on, termination_on, manager, attributes, scope
) as sha256(cast(to_json([
    external_id, employee_id, email, cast(is_active as varchar), cast(hire_on as varchar),
    cast(termination_on as varchar), case when getvariable('manager_refers_to') = 'identity' then manager end,
    cast(to_json(attributes) as varchar)
] || case when scope is null then [] else [scope] end) as varchar));

-- account_facts, state_facts, decision_facts: digests of what somebody sees who decides about a person in doubt:
-- both rows (row_facts), the account, and its status. An answer ends with them.
create or replace macro account_facts(account_id, linked_to, employee_id, email_key, is_administrator, attributes) as
    sha256(cast(to_json([
        account_id, linked_to, employee_id, email_key, cast(is_administrator as varchar),
        cast(to_json(attributes) as varchar)
    ]) as varchar));
create or replace macro state_facts(status, is_link_active) as
    cast(to_json([status, cast(is_link_active as varchar)]) as varchar);
create or replace macro decision_facts(person_facts, other_facts, account_facts, state_facts) as
    sha256(cast(to_json([person_facts, other_facts, account_facts, state_facts]) as varchar));

-- released_id, released_email: I29, I30: what an account holds after it gave up its employee id or its e-mail to
-- somebody else; former_key: the key under which it is linked then, if its identifier is that person's now.
create or replace macro released_id(account_id) as 'released-' || account_id;
create or replace macro released_email(account_id) as 'released-' || account_id || '@released.invalid';
create or replace macro former_key(account_id) as
    case when getvariable('identity') = 'email' then released_email(account_id) else released_id(account_id) end;
