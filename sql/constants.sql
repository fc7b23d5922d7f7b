-- Constants that macros read. Not a table; read after macros.sql. Variables belong to a connection, so a step
-- that runs in another one can't use these macros.

-- white_space: ASCII white space, the DOS end-of-file mark, NBSP, the Unicode spaces, and the invisible
-- characters (I33: soft hyphen, zero-width characters with the BOM, bidi controls), as one text.
set variable white_space = array_to_string(list_transform([
    9, 10, 11, 12, 13, 26, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201,
    8202, 8232, 8233, 8239, 8287, 12288,
    173, 1564, 6158, 8203, 8204, 8205, 8206, 8207, 8234, 8235, 8236, 8237, 8238, 8288, 8289, 8290, 8291, 8292,
    8294, 8295, 8296, 8297, 65279
], lambda code: chr(code::integer)), '');

-- windows_1252: P04: the characters of the bytes 128 to 159. Five bytes have no letter there and are kept.
set variable windows_1252 = [
    8364, 129, 8218, 402, 8222, 8230, 8224, 8225, 710, 8240, 352, 8249, 338, 141, 381, 143,
    144, 8216, 8217, 8220, 8221, 8226, 8211, 8212, 732, 8482, 353, 8250, 339, 157, 382, 376
];

-- name_suffixes: AT05: what may follow the last name after a comma.
set variable name_suffixes =
    '(?i:\s*,\s*(?:jr|sr|ii|iii|iv|v|ph\.?d|m\.?d|d\.?d\.?s|j\.?d|mba|m\.?sc|b\.?sc|esq|cpa|cfa|rn|pe)\.?)+';
