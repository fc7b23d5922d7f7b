"""The texts of the sample workbook in German.

Belongs here: words for a reader in HR. Does not: anything that differs from `texts_en.py` in more than words.
"""

from qooper_assets.core.sample_workbook.texts import ConnectionText, FieldText, Texts

DE = Texts(
    language="de",
    title="Qooper-Vorlage für die Mitarbeiterliste, Version {version} (de)",
    sheets={
        "fields": "Felder",
        "connection": "Verbindung",
        "example": "Beispiel",
        "questions": "Fragen",
    },
    headings={
        "connection": "Verbindung: wo Ihre Datei liegt und wann sie bereitsteht",
        "example": "Beispiel: So sieht eine gute Datei aus",
        "questions": "Offene Fragen",
    },
    help={
        "fields": "Bitte füllen Sie die gelben Zellen aus. „Ihre Spalte“ ist die Überschrift genau so,"
        " wie sie in Ihrer Datei steht. Schreiben Sie „keine“, wenn Ihre Datei keine solche Spalte hat,"
        " und lassen Sie die Zelle leer, wenn Sie es noch nicht wissen. Die Auswahllisten enthalten die"
        " üblichen Antworten. Bemerkungen liest ein Mensch. Bitte verschieben Sie keine Zeilen oder"
        " Spalten, und benennen Sie keine um.",
        "connection": "Bitte füllen Sie die gelben Zellen gemeinsam mit Ihrer IT aus. Lassen Sie leer,"
        " was Sie noch nicht wissen. Tragen Sie hier niemals ein Kennwort oder einen privaten Schlüssel"
        " ein; wie Sie uns den Zugang geben, steht unten auf diesem Blatt.",
        "example": "Diese Personen sind erfunden. Eine Kopfzeile, eine Zeile pro Person, alle Personen in"
        " jeder Datei. Personalnummern sind Text, damit führende Nullen erhalten bleiben; ein Datum ist"
        " in der ganzen Spalte gleich geschrieben; Listen haben ein einheitliches Trennzeichen. Bitte"
        " lassen Sie Gehalt, Bankverbindung, Gesundheitsdaten und alles andere weg, wonach wir nicht"
        " fragen.",
        "questions": "Diese Fragen lässt Ihre Musterdatei offen. Bitte wählen oder schreiben Sie Ihre Antwort"
        " in die gelben Zellen. Eine leere Antwort lässt die Frage offen.",
    },
    field_header=(
        "Feld in Qooper",
        "Pflicht?",
        "Bedeutung",
        "Beispiel",
        "Ihre Spalte",
        "Format",
        "Wörter und ihre Bedeutung",
        "Bemerkungen",
    ),
    own_header=(
        "Eigenes Profilfeld",
        "Pflicht?",
        "Bedeutung",
        "Name in Qooper",
        "Ihre Spalte",
        "Trennzeichen",
        "Wörter und ihre Bedeutung",
        "Bemerkungen",
    ),
    fields={
        "email": FieldText(
            "E-Mail",
            "ja",
            "Die dienstliche Adresse. Jede aktive Person braucht eine, und keine zwei teilen sich eine.",
            "maria.garcia@muster.example",
        ),
        "employee_id": FieldText(
            "Personalnummer",
            "ja, außer wenn die E-Mail die Kennung ist",
            "Eine Nummer oder ein Kürzel, das für eine Person immer gleich bleibt und nie neu vergeben wird."
            " Führende Nullen zählen.",
            "004711",
        ),
        "first_name": FieldText("Vorname", "ja, oder der volle Name", "Der Rufname.", "Maria"),
        "last_name": FieldText("Nachname", "ja, oder der volle Name", "Der Familienname.", "Garcia"),
        "full_name": FieldText(
            "Voller Name",
            "nur ohne Vor- und Nachname",
            "Beide Namen in einer Spalte. Wählen Sie die Reihenfolge unter „Format“.",
            "Garcia, Maria",
        ),
        "title": FieldText("Position", "nein", "Die Bezeichnung der Stelle.", "Teamleiterin"),
        "department": FieldText("Abteilung", "nein", "Die Abteilung oder das Team.", "Kundenservice"),
        "location": FieldText("Standort", "nein", "Der Arbeitsort: eine Niederlassung oder Stadt.", "Berlin"),
        "phone": FieldText("Telefon", "nein", "Die dienstliche Nummer, keine private.", "+49 30 23125 142"),
        "hire_date": FieldText(
            "Eintritt",
            "nein",
            "Der erste Tag der jetzigen Beschäftigung. Vorher wird kein Konto angelegt.",
            "15.03.2021",
        ),
        "termination_date": FieldText(
            "Austritt",
            "nein, aber empfohlen",
            "Der letzte Tag der Beschäftigung. Danach wird das Konto deaktiviert.",
            "31.12.2026",
        ),
        "status": FieldText(
            "Status",
            "nein, aber empfohlen",
            "Ob jemand beschäftigt ist. Schreiben Sie unter „Wörter und ihre Bedeutung“ jedes Wort, das"
            " in Ihrer Datei vorkommt, je eines pro Zeile: Wort = behält das Konto, oder Wort = wird"
            " deaktiviert. Denken Sie auch an Elternzeit und andere Abwesenheiten.",
            "aktiv = behält das Konto\nElternzeit = behält das Konto\nausgeschieden = wird deaktiviert",
        ),
        "manager": FieldText(
            "Führungskraft",
            "nein",
            "Die Personalnummer oder die E-Mail der Führungskraft. Ein Name genügt nicht, weil zwei Personen"
            " gleich heißen können.",
            "001203",
        ),
    },
    own=FieldText(
        "Profilfeld {number}",
        "nein",
        "Fähigkeiten, Sprachen, Interessen und Ähnliches. Stehen mehrere Einträge in einer Zelle, wählen Sie"
        " das Trennzeichen.",
        "Fähigkeiten",
    ),
    connection_header=("Frage", "Ihre Antwort", "Beispiel", "Erläuterung"),
    connection={
        "name": ConnectionText("Unternehmen", "Muster GmbH", "Der Name, unter dem wir Sie führen sollen."),
        "host": ConnectionText(
            "Server",
            "sftp.muster.example",
            "Name oder Adresse Ihres SFTP-Servers. FTP und FTPS funktionieren nicht.",
        ),
        "port": ConnectionText("Port", "22", "Meistens 22."),
        "username": ConnectionText(
            "Benutzername", "qooper", "Ein Zugang, der die Datei lesen darf. Er braucht keine Schreibrechte."
        ),
        "auth": ConnectionText(
            "Anmeldung",
            "privater Schlüssel",
            "Wie wir uns anmelden. Ein privater Schlüssel ist sicherer, und nichts Geheimes wird verschickt.",
        ),
        "host_keys": ConnectionText(
            "Fingerabdruck des Serverschlüssels",
            "SHA256:uNiVztksCsDhcc0u9e8BrS+lnVpYd3Td5oQfRrTbgqA",
            "Ihre IT erhält ihn auf dem Server mit `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`. Er"
            " beginnt mit SHA256:. Mehrere: je einer pro Zeile.",
        ),
        "path": ConnectionText(
            "Pfad der Datei",
            "/ausgang/mitarbeiter.csv",
            "Ordner und Name, beginnend mit /. Ein Datum im Namen schreiben Sie als"
            " /ausgang/mitarbeiter_JJJJMMTT.csv, einen Teil, der wechselt, als *.",
        ),
        "format": ConnectionText("Dateiformat", "CSV", "Am besten CSV in UTF-8."),
        "coverage": ConnectionText(
            "Inhalt",
            "vollständige Liste",
            "Eine vollständige Liste enthält alle Personen; wer fehlt, ist ausgeschieden. Wählen Sie „nur"
            " Änderungen“, wenn Ihr System nichts anderes liefern kann.",
        ),
        "every": ConnectionText("Wie oft", "täglich", "Wie oft eine neue Datei bereitsteht."),
        "on": ConnectionText("Wochentag", "Montag", "Nur bei wöchentlicher Lieferung."),
        "at": ConnectionText(
            "Uhrzeit", "05:30", "Wann die Datei spätestens bereitsteht, nach Ihrer Uhr, von 00:00 bis 23:59."
        ),
        "timezone": ConnectionText(
            "Zeitzone", "Europe/Berlin", "Zu dieser Uhrzeit. Nach ihr beginnt auch ein Tag der Beschäftigung."
        ),
        "identity": ConnectionText(
            "Kennung",
            "Personalnummer",
            "Woran eine Person dauerhaft zu erkennen ist. Es muss das sein, was Ihr Single Sign-on an Qooper"
            " sendet.",
        ),
        "owners": ConnectionText(
            "Ansprechpersonen",
            "hr-systeme@muster.example",
            "E-Mail-Adressen der Personen, die wir benachrichtigen, wenn eine Datei ausbleibt oder fehlerhaft"
            " ist. Mehrere: je eine pro Zeile.",
        ),
    },
    secrets=(
        "So geben Sie uns den Zugang, ohne dass in dieser Datei etwas Geheimes steht",
        (
            "Privater Schlüssel (empfohlen): Wir erzeugen das Schlüsselpaar und schicken Ihnen den"
            " öffentlichen Teil per E-Mail. Ihre IT trägt ihn in die Datei authorized_keys des Zugangs"
            " ein. Nichts Geheimes wird verschickt."
        ),
        (
            "Wenn Sie ein Kennwort verwenden, wählen Sie eines nur für diesen Zugang, und geben Sie es"
            " uns auf einem anderen Weg als in dieser Datei, etwa über einen Link Ihres Passwortmanagers"
            " oder am Telefon. Niemals per E-Mail."
        ),
        "Beides: Verlangt Ihr Server Schlüssel und Kennwort, gehen wir auf beide Arten vor.",
    ),
    question_header=(
        "Nr.",
        "Feld in Qooper",
        "Frage",
        "Wort oder Spalte",
        "Mögliche Antworten",
        "Ihre Antwort",
        "Code",
    ),
    questions={
        "which_column": "Welche Spalte Ihrer Datei enthält das Feld „{label}“?",
        "is_it": "Enthält diese Spalte das Feld „{label}“? Wenn ja, wählen Sie die Spalte.",
        "date_format": "Wie sind die Datumsangaben im Feld „{label}“ geschrieben? In der Musterdatei"
        " steht kein Datum, das nur in einem dieser Formate möglich ist.",
        "status_words": "Behält eine Person mit diesem Wort ihr Konto?",
        "name_order": "In welcher Reihenfolge stehen die Namen im Feld „{label}“? Steht der Nachname ohne"
        " Komma vorn, lassen sich die Namen nicht trennen.",
        "manager": "Was enthält die Spalte für das Feld „{label}“: die Personalnummer oder die E-Mail?",
        "identifier": "Woran ist eine Person dauerhaft zu erkennen?",
    },
    no_questions="Es sind keine Fragen offen.",
    choices={
        "auth": {"password": "Kennwort", "key": "privater Schlüssel", "key_and_password": "beides"},
        "format": {"csv": "CSV", "excel": "Excel", "json": "JSON"},
        "coverage": {"full_snapshot": "vollständige Liste", "delta": "nur Änderungen"},
        "every": {"day": "täglich", "week": "wöchentlich"},
        "on": {
            "monday": "Montag",
            "tuesday": "Dienstag",
            "wednesday": "Mittwoch",
            "thursday": "Donnerstag",
            "friday": "Freitag",
            "saturday": "Samstag",
            "sunday": "Sonntag",
        },
        "identity": {"employee_id": "Personalnummer", "email": "E-Mail"},
        "refers_to": {"employee_id": "Personalnummer", "email": "E-Mail"},
        "order": {"first_last": "Vorname Nachname", "last_first": "Nachname, Vorname"},
        "meaning": {"active": "behält das Konto", "inactive": "wird deaktiviert"},
        "separator": {
            ";": "Semikolon",
            ",": "Komma",
            "|": "senkrechter Strich",
            "/": "Schrägstrich",
            "\n": "Zeilenumbruch",
        },
        "column": {"": "keine"},
    },
    day_formats=("TT.MM.JJJJ", "JJJJ-MM-TT", "TT/MM/JJJJ", "MM/TT/JJJJ", "TT.MM.JJ", "JJJJMMTT"),
    example=(
        (
            "Personalnummer", "E-Mail", "Vorname", "Nachname", "Position", "Abteilung", "Standort",
            "Telefon", "Eintritt", "Austritt", "Status", "Personalnummer Führungskraft",
            "Fähigkeiten",
        ),
        (
            "001203", "helene.brandt@muster.example", "Helene", "Brandt", "Leiterin Kundenservice",
            "Kundenservice", "Berlin", "+49 30 23125 101", "01.09.2014", "", "aktiv", "",
            "Coaching; Finanzen",
        ),
        (
            "004711", "maria.garcia@muster.example", "Maria", "Garcia", "Teamleiterin",
            "Kundenservice", "Berlin", "+49 30 23125 142", "15.03.2021", "", "aktiv", "001203",
            "Verhandeln; Spanisch",
        ),
        (
            "004980", "jonas.weiss@muster.example", "Jonas", "Weiß", "Sachbearbeiter",
            "Kundenservice", "Hamburg", "+49 40 66969 117", "01.06.2023", "", "Elternzeit",
            "004711", "Datenanalyse",
        ),
        (
            "000862", "paul.oeztuerk@muster.example", "Paul", "Öztürk", "Ingenieur",
            "Produktentwicklung", "Hamburg", "+49 40 66969 163", "07.01.2019", "31.10.2026",
            "ausgeschieden", "001203", "",
        ),
    ),
)  # fmt: skip
