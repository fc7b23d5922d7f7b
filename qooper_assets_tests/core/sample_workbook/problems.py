"""The problems that a filled workbook can have: cells that have one, and its whole message on one line."""

# ruff: noqa: E501

MAIL = {"Fields!E4": "Mail"}
ID = {"Fields!E5": "No."}
DATE = "Write it in letters, such as DD.MM.YYYY, MM/DD/YYYY or YYYY-MM-DD"
SECRET = "Remove it, treat it as disclosed and replace it; the sheet about the connection says how to hand one over"
TRUST = "`qooper-assets trust TENANT` prints the fingerprints of their server"
MEANINGS = "Choose one: keeps the account / is deactivated (or behält das Konto / wird deaktiviert)"
PROBLEMS = {
    "port": (
        {"Connection!B6": "70000"},
        "Connection!B6: '70000' is not a port, 1 to 65535",
    ),
    "port in words": (
        {"Connection!B6": "ssh"},
        "Connection!B6: 'ssh' is not a port, 1 to 65535",
    ),
    "host with a scheme": (
        {"Connection!B5": "sftp://files.example/out"},
        "Connection!B5: write only the name of the host, without sftp:// or the like; the rest goes to `port`, `username` and `path`",
    ),
    "user name of two lines": (
        {"Connection!B7": "qooper\nsecond"},
        "Connection!B7: write one line of at most 200 characters",
    ),
    "authentication is not repeated": (
        {"Connection!B8": "Sommer2026!"},
        "Connection!B8: this is none of the answers. Choose one: password / private key / both (or Kennwort / privater Schlüssel / beides)",
    ),
    "MD5 fingerprint": (
        {"Connection!B9": "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48"},
        f"Connection!B9: MD5 fingerprints are not accepted; write the one that begins with SHA256:. {TRUST}",
    ),
    "second fingerprint": (
        {"Connection!B9": f"SHA256:{'a' * 43}\nSHA256:short"},
        "Connection!B9: fingerprint 2: a fingerprint is SHA256: (in capitals) and 43 letters, digits, + or /; this one has 5 characters after the colon",
    ),
    "relative path": (
        {"Connection!B10": "outgoing/staff.csv"},
        "Connection!B10: a path begins with /, as this account sees the server: /folder/file.csv",
    ),
    "path of Windows": (
        {"Connection!B10": "C:\\out\\staff.csv"},
        "Connection!B10: write the path with / as SFTP does, also for a Windows server: /folder/file.csv",
    ),
    "path out of its folder": (
        {"Connection!B10": "/out/../x.csv"},
        "Connection!B10: `..` is not allowed",
    ),
    "path of two lines": (
        {"Connection!B10": "/out/a\n.csv"},
        "Connection!B10: this is not a path, such as /folder/employees.csv",
    ),
    "file format": (
        {"Connection!B11": "PDF"},
        "Connection!B11: 'PDF' is none of the answers. Choose one: CSV / Excel / JSON",
    ),
    "pattern of changes": (
        {"Connection!B10": "/out/staff_*.csv", "Connection!B12": "only changes"},
        "Connection!B10: with only changes, each file counts, so its name can't be a pattern. Write a name with a date in it, such as /out/changes_YYYYMMDD.csv, or send full lists",
    ),
    "frequency": (
        {"Connection!B13": "monthly"},
        "Connection!B13: 'monthly' is none of the answers. Choose one: daily / weekly (or täglich / wöchentlich)",
    ),
    "weekly without weekday": (
        {"Connection!B13": "weekly"},
        "Connection!B13: a weekly file needs a weekday. Choose one below",
    ),
    "daily with weekday": (
        {"Connection!B13": "daily", "Connection!B14": "Monday"},
        "Connection!B14: a daily file has no weekday. Clear this cell, or choose weekly",
    ),
    "weekday alone": (
        {"Connection!B14": "Monday"},
        "Connection!B14: a weekday goes with a weekly file. Choose weekly above, or clear this cell",
    ),
    "weekday": (
        {"Connection!B13": "weekly", "Connection!B14": "Mo"},
        "Connection!B14: 'Mo' is none of the answers. Choose one: Monday / Tuesday / Wednesday / Thursday / Friday / Saturday / Sunday (or Montag / Dienstag / Mittwoch / Donnerstag / Freitag / Samstag / Sonntag)",
    ),
    "time": (
        {"Connection!B15": "25:00"},
        "Connection!B15: '25:00' is not a time of day. Write it as 05:30, from 00:00 to 23:59",
    ),
    "time of twelve hours": (
        {"Connection!B15": "6:00 PM"},
        "Connection!B15: '6:00 PM' is not a time of day. Write it as 05:30, from 00:00 to 23:59",
    ),
    "time zone": (
        {"Connection!B16": "Berlin"},
        "Connection!B16: 'Berlin' is not an IANA time zone such as America/New_York",
    ),
    "identifier": (
        {"Connection!B17": "name"},
        "Connection!B17: 'name' is none of the answers. Choose one: employee ID / e-mail (or Personalnummer / E-Mail)",
    ),
    "identifier without a column": (
        {**MAIL, "Connection!B17": "employee ID"},
        "Connection!B17: people are identified by Employee ID, but no column is named for that field. Name it on the sheet about the fields, or choose the other identifier",
    ),
    "identifier that the file does not have": (
        {"Fields!E4": "none", "Connection!B17": "e-mail"},
        "Connection!B17: people are identified by E-mail, but no column is named for that field. Name it on the sheet about the fields, or choose the other identifier",
    ),
    "contact": (
        {"Connection!B18": "hr@acme.example, Helen"},
        "Connection!B18: 'Helen' is not an e-mail address",
    ),
    "contact that is a team": (
        {"Connection!B18": "team:hr@acme"},
        "Connection!B18: 'team:hr@acme' is not an e-mail address",
    ),
    "renamed question": (
        {"Connection!A5": "Computer", "Connection!B5": "x.example"},
        "Connection!A5: 'Computer' is no question of the template. Restore the label of this row",
    ),
    "question twice": (
        {"Connection!A6": "Host", "Connection!B5": "x.example", "Connection!B6": "y.example"},
        "Connection!B6: this question is answered in Connection!B5 as well. Keep one of the rows",
    ),
    "format of a date": (
        {"Fields!F13": "31.12.2026"},
        f"Fields!F13: '31.12.2026' is not a format of dates. {DATE}",
    ),
    "format without a year": (
        {"Fields!F14": "DD.MM."},
        f"Fields!F14: 'DD.MM.' is not a format of dates. {DATE}",
    ),
    "name order": (
        {"Fields!F8": "mixed"},
        "Fields!F8: 'mixed' is none of the answers. Choose one: first name last name / last name, first name (or Vorname Nachname / Nachname, Vorname)",
    ),
    "manager by name": (
        {"Fields!F16": "name"},
        "Fields!F16: 'name' is none of the answers. Choose one: employee ID / e-mail (or Personalnummer / E-Mail)",
    ),
    "meaning of a status word": (
        {"Fields!G15": "Active = keeps the account\nOn leave = maybe"},
        f"Fields!G15: of the word 'On leave': 'maybe' is none of the answers. {MEANINGS}",
    ),
    "status words without meanings": (
        {"Fields!G15": "Active, On leave"},
        "Fields!G15: write one line for each word: word = keeps the account, or word = is deactivated",
    ),
    "status word with two meanings": (
        {"Fields!G15": "Active = keeps the account; ACTIVE = is deactivated"},
        "Fields!G15: the word 'ACTIVE' has another meaning in Fields!G15. Correct one of them",
    ),
    "one column for two fields": (
        {**MAIL, "Fields!E5": " mail "},
        "Fields!E5: the column 'mail' is also that of E-mail in Fields!E4. A column can be only one field",
    ),
    "full name and first name": (
        {**MAIL, "Fields!E6": "First", "Fields!E8": "Name"},
        "Fields!E8: give either the full name, or first name and last name. Clear the column of one of them",
    ),
    "header that is too long": (
        {"Fields!E4": "x" * 501},
        "Fields!E4: this is not the header of a column, which has at most 500 characters",
    ),
    "text that is too long": (
        {"Fields!H4": "x" * 4001},
        "Fields!H4: 4,001 characters, the limit is 4,000. Shorten it",
    ),
    "format where none is asked": (
        {**MAIL, "Fields!F4": "lower case"},
        "Fields!F4: nothing is asked for here. Move 'lower case' to the notes of this row",
    ),
    "words where none are asked": (
        {**MAIL, "Fields!G9": "CEO = boss"},
        "Fields!G9: nothing is asked for here. Move 'CEO = boss' to the notes of this row",
    ),
    "renamed field": (
        {"Fields!A4": "Mailbox", "Fields!E4": "Mail"},
        "Fields!A4: 'Mailbox' is no field of the template. Restore the label of this row",
    ),
    "field twice": (
        {**MAIL, "Fields!A23": "E-mail", "Fields!E23": "Mail 2"},
        "Fields!A23: this field has a row already, Fields!A4. Keep one of them",
    ),
    "moved column": (
        {**MAIL, "Fields!E3": "Format"},
        "Fields!E3: 'Your column' belongs here. Undo the change of the columns of this sheet",
    ),
    "moved column of own fields": (
        {**MAIL, "Fields!D17": ""},
        "Fields!D17: 'Name in Qooper' belongs here. Undo the change of the columns of this sheet",
    ),
    "own field without a name": (
        {"Fields!E18": "Skills"},
        "Fields!D18: the field of 'Skills' in Fields!E18 needs a name. Write it here",
    ),
    "own field with a standard name": (
        {"Fields!D18": "Title", "Fields!E18": "T"},
        "Fields!D18: 'Title' is the name of a standard field. Choose another one, or use the row of that field",
    ),
    "own field with a name in another alphabet": (
        {"Fields!D18": "技能", "Fields!E18": "T"},
        "Fields!D18: '技能' is no name of a field. Begin with a letter of the Latin alphabet, and use at most 63 characters",
    ),
    "own field twice": (
        {"Fields!D18": "Skills", "Fields!E18": "A", "Fields!D19": "skills", "Fields!E19": "B"},
        "Fields!D19: 'skills' is the name of another field already. Choose another one",
    ),
    "separator": (
        {"Fields!D18": "Skills", "Fields!E18": "A", "Fields!F18": "a blank"},
        "Fields!F18: 'a blank' is not a separator, which has at most 3 characters",
    ),
    "words of an own field": (
        {"Fields!D18": "Skills", "Fields!G18": "x = y"},
        "Fields!G18: nothing is asked for here. Move 'x = y' to the notes of this row",
    ),
    "private key": (
        {"Connection!C9": "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl"},
        f"Connection!C9: this looks like a private key. {SECRET}",
    ),
    "password in the notes": (
        {"Fields!H4": "Password: hunter2"},
        f"Fields!H4: this looks like a password. {SECRET}",
    ),
    "password in German": (
        {"Connection!B7": "qooper, Kennwort=hunter2"},
        f"Connection!B7: this looks like a password. {SECRET}",
    ),
    "password in an address": (
        {"Connection!B5": "sftp://qooper:hunter2@sftp.example"},
        f"Connection!B5: this looks like an address with a password. {SECRET}",
    ),
}
IN_QUESTIONS = {
    "date format": (
        {"Questions!F6": "4711"},
        f"Questions!F6: '4711' is not a format of dates. {DATE}",
    ),
    "status word": (
        {"Questions!F7": "perhaps"},
        f"Questions!F7: of the word 'leave': 'perhaps' is none of the answers. {MEANINGS}",
    ),
    "status word that is missing": (
        {"Questions!D7": "", "Questions!F7": "yes"},
        "Questions!D7: the word that this answer is about is missing. Restore it",
    ),
    "field": (
        {"Questions!B4": "Job", "Questions!F4": "Title"},
        "Questions!B4: 'Job' is no field of the template. Restore the field of this row",
    ),
    "row that was added": (
        {"Questions!B12": "Phone", "Questions!F12": "Fax"},
        "Questions!F12: this row is no question of the template. Move the answer to the notes of its field",
    ),
    "column that contradicts": (
        {"Fields!E9": "Position", "Questions!F4": "Title"},
        "Questions!F4: 'Title' contradicts Fields!E9. Correct one of them",
    ),
    "manager that contradicts": (
        {"Questions!F10": "employee ID"},
        "Questions!F10: 'employee ID' contradicts Fields!F16. Correct one of them",
    ),
    "status word that contradicts": (
        {"Questions!D7": "ON", "Questions!F7": "is deactivated"},
        "Questions!F7: the word 'ON' has another meaning in Fields!G15. Correct one of them",
    ),
    "identifier that contradicts": (
        {"Connection!B17": "e-mail", "Questions!F11": "employee ID"},
        "Questions!F11: 'employee ID' contradicts the sheet about the connection. Correct one of them",
    ),
    "identifier": (
        {"Questions!F11": "name"},
        "Questions!F11: 'name' is none of the answers. Choose one: employee ID / e-mail (or Personalnummer / E-Mail)",
    ),
    "identifier without a column": (
        {"Fields!E5": "", "Questions!F11": "employee ID"},
        "Questions!F11: people are identified by Employee ID, but no column is named for that field. Name it on the sheet about the fields, or choose the other identifier",
    ),
}
