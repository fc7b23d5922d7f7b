"""The texts of the sample workbook in English.

Belongs here: words for a reader in HR. Does not: anything that differs from `texts_de.py` in more than words.
"""

from qooper_assets.core.sample_workbook.texts import ConnectionText, FieldText, Texts

EN = Texts(
    language="en",
    title="Qooper roster template, version {version} (en)",
    sheets={
        "fields": "Fields",
        "connection": "Connection",
        "example": "Example",
        "questions": "Questions",
    },
    headings={
        "connection": "Connection: where your file is, and when it is ready",
        "example": "Example: what a good file looks like",
        "questions": "Questions that are still open",
    },
    help={
        "fields": "Fill in the yellow cells. “Your column” is the header exactly as it is in your file;"
        " write “none” if your file has no such column, and leave the cell blank if you do not know yet."
        " Lists offer the usual answers. Notes are read by a person. Please do not move or rename rows"
        " and columns.",
        "connection": "Fill in the yellow cells, together with your IT department. Leave blank what you do"
        " not know yet. Never write a password or a private key into this workbook; how to hand one over is"
        " explained at the bottom of this sheet.",
        "example": "Invented people. One header row, one row per person, everybody in every file. IDs are"
        " text, so that leading zeros stay; dates are written the same way in the whole column; lists have"
        " one separator. Please leave out pay, bank, health and other data that we do not ask for.",
        "questions": "Your sample file leaves these questions open. Please choose or write an answer in the"
        " yellow cells. A blank answer leaves the question open.",
    },
    field_header=(
        "Qooper field",
        "Required?",
        "Meaning",
        "Example",
        "Your column",
        "Format",
        "Words and what they mean",
        "Notes",
    ),
    own_header=(
        "Own profile field",
        "Required?",
        "Meaning",
        "Name in Qooper",
        "Your column",
        "Separator",
        "Words and what they mean",
        "Notes",
    ),
    fields={
        "email": FieldText(
            "E-mail",
            "yes",
            "The address at work. Every active person needs one, and no two people share one.",
            "maria.garcia@acme.example",
        ),
        "employee_id": FieldText(
            "Employee ID",
            "yes, unless the e-mail is the identifier",
            "A number or code that stays the same for a person’s whole life and is never given to another"
            " person. Leading zeros count.",
            "004711",
        ),
        "first_name": FieldText("First name", "yes, or the full name", "The given name.", "Maria"),
        "last_name": FieldText("Last name", "yes, or the full name", "The family name.", "Garcia"),
        "full_name": FieldText(
            "Full name",
            "only without first and last name",
            "Both names in one column. Choose the order in “Format”.",
            "Garcia, Maria",
        ),
        "title": FieldText("Job title", "no", "The position, as it is shown to others.", "Team Lead"),
        "department": FieldText("Department", "no", "The department or team.", "Customer Service"),
        "location": FieldText("Location", "no", "The place of work: an office or a city.", "Chicago"),
        "phone": FieldText("Phone", "no", "The number at work, not a private one.", "+1 312 555 0142"),
        "hire_date": FieldText(
            "First day",
            "no",
            "The first day of the present employment. No account is created before it.",
            "03/15/2021",
        ),
        "termination_date": FieldText(
            "Last day",
            "no, but recommended",
            "The last day of the employment. The account is deactivated after it.",
            "12/31/2026",
        ),
        "status": FieldText(
            "Status",
            "no, but recommended",
            "Whether somebody is employed. In “Words and what they mean”, write every word that your file"
            " uses, one per line: word = keeps the account, or word = is deactivated. Think of people on"
            " leave.",
            "Active = keeps the account\nOn leave = keeps the account\nTerminated = is deactivated",
        ),
        "manager": FieldText(
            "Manager",
            "no",
            "The employee ID or the e-mail of the manager. A name is not enough: two people may share it.",
            "001203",
        ),
    },
    own=FieldText(
        "Profile field {number}",
        "no",
        "Skills, languages, interests and the like. If a cell holds several entries, choose what separates"
        " them.",
        "Skills",
    ),
    connection_header=("Question", "Your answer", "Example", "Explanation"),
    connection={
        "name": ConnectionText("Company", "Acme Inc.", "The name by which we should call you."),
        "host": ConnectionText(
            "Host", "sftp.acme.example", "The name or address of your SFTP server. FTP and FTPS do not work."
        ),
        "port": ConnectionText("Port", "22", "Usually 22."),
        "username": ConnectionText(
            "User name", "qooper", "An account that may read the file. It needs no right to write."
        ),
        "auth": ConnectionText(
            "Authentication",
            "private key",
            "How we log in. A private key is safer, and no secret has to be sent.",
        ),
        "host_keys": ConnectionText(
            "Fingerprint of the host key",
            "SHA256:uNiVztksCsDhcc0u9e8BrS+lnVpYd3Td5oQfRrTbgqA",
            "IT runs `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the server. It begins with"
            " SHA256:. Several: one per line.",
        ),
        "path": ConnectionText(
            "Path of the file",
            "/outgoing/employees.csv",
            "Folder and name, beginning with /. A date in the name is written as"
            " /outgoing/employees_YYYYMMDD.csv; a part that changes, as *.",
        ),
        "format": ConnectionText("File format", "CSV", "CSV in UTF-8 is best."),
        "coverage": ConnectionText(
            "Content",
            "full list",
            "A full list has everybody, and whoever is missing has left. If your system can only send"
            " changes, choose “only changes”.",
        ),
        "every": ConnectionText("How often", "daily", "How often a new file is ready."),
        "on": ConnectionText("Weekday", "Monday", "Only if it is weekly."),
        "at": ConnectionText(
            "Time", "05:30", "When the file is ready at the latest, on your clock, from 00:00 to 23:59."
        ),
        "timezone": ConnectionText(
            "Time zone", "America/New_York", "Of that time. It also decides when a first or last day begins."
        ),
        "identity": ConnectionText(
            "Identifier",
            "employee ID",
            "What identifies a person for their whole life. It must be what your single sign-on sends to"
            " Qooper.",
        ),
        "owners": ConnectionText(
            "Contacts",
            "hr-systems@acme.example",
            "E-mail addresses of the people whom we inform if a file is late or wrong. Several: one per"
            " line.",
        ),
    },
    secrets=(
        "How to hand over access, without any secret in this workbook",
        (
            "Private key (recommended): we create the key pair and send you its public half by e-mail."
            " Your IT department adds it to the account’s authorized_keys. Nothing secret is sent."
        ),
        (
            "With a password, choose one for this account only, and give it to us through another channel"
            " than this workbook, such as a link of your password manager or the phone. Never by e-mail."
        ),
        "Both: if your server asks for a key and a password, we do both of the above.",
    ),
    question_header=(
        "No.",
        "Qooper field",
        "Question",
        "Word or column",
        "Possible answers",
        "Your answer",
        "Code",
    ),
    questions={
        "which_column": "{text}",
        "is_it": "{text}",
        "date_format": "{text}",
        "status_words": "Does somebody with this word keep the account?",
        "name_order": "{text}",
        "manager": "{text}",
        "identifier": "{text}",
    },
    no_questions="No questions are open.",
    choices={
        "auth": {"password": "password", "key": "private key", "key_and_password": "both"},
        "format": {"csv": "CSV", "excel": "Excel", "json": "JSON"},
        "coverage": {"full_snapshot": "full list", "delta": "only changes"},
        "every": {"day": "daily", "week": "weekly"},
        "on": {
            "monday": "Monday",
            "tuesday": "Tuesday",
            "wednesday": "Wednesday",
            "thursday": "Thursday",
            "friday": "Friday",
            "saturday": "Saturday",
            "sunday": "Sunday",
        },
        "identity": {"employee_id": "employee ID", "email": "e-mail"},
        "refers_to": {"employee_id": "employee ID", "email": "e-mail"},
        "order": {"first_last": "first name last name", "last_first": "last name, first name"},
        "meaning": {"active": "keeps the account", "inactive": "is deactivated"},
        "separator": {";": "semicolon", ",": "comma", "|": "vertical bar", "/": "slash", "\n": "line break"},
        "column": {"": "none"},
    },
    day_formats=("MM/DD/YYYY", "DD/MM/YYYY", "YYYY-MM-DD", "DD.MM.YYYY", "DD-MMM-YYYY", "YYYYMMDD"),
    example=(
        (
            "Employee ID", "E-mail", "First name", "Last name", "Job title", "Department",
            "Location", "Phone", "First day", "Last day", "Status", "Manager ID", "Skills",
        ),
        (
            "001203", "helen.brooks@acme.example", "Helen", "Brooks", "Head of Customer Service",
            "Customer Service", "Chicago", "+1 312 555 0101", "09/01/2014", "", "Active", "",
            "coaching; finance",
        ),
        (
            "004711", "maria.garcia@acme.example", "Maria", "Garcia", "Team Lead",
            "Customer Service", "Chicago", "+1 312 555 0142", "03/15/2021", "", "Active", "001203",
            "negotiation; Spanish",
        ),
        (
            "004980", "sam.lee@acme.example", "Sam", "Lee", "Specialist", "Customer Service",
            "Denver", "+1 303 555 0117", "06/01/2023", "", "On leave", "004711", "data analysis",
        ),
        (
            "000862", "paul.okafor@acme.example", "Paul", "Okafor", "Engineer", "Product", "Denver",
            "+1 303 555 0163", "01/07/2019", "10/31/2026", "Terminated", "001203", "",
        ),
    ),
)  # fmt: skip
