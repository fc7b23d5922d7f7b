"""Held-out exports of French, Italian, Spanish and Brazilian systems.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    pay,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d/%m/%Y"
_WINDOWS = Format(delimiter=";", encoding="cp1252")

# Workday with a French user's language; labels from general knowledge.
WORKDAY_FR = export(
    "workday_effectif",
    "Workday (français)",
    "fr",
    cols(
        "Matricule=employee_id | Salarié=full_name | E-mail professionnel=email | "
        "E-mail personnel=personal_email | Intitulé du poste=title | Profil d'emploi=job_profile | "
        "Organisation hiérarchique=organization | Service=department | Site=location | "
        "Manager=manager_name | Matricule du manager=manager_id | Statut=status | "
        "Date d'embauche=hire_date | Date de début dans le poste=position_date | "
        "Date de fin de contrat=termination_date | Temps de travail=employment_type | "
        "Date de naissance=birth_date",
        {
            "Matricule": number("{:06}"),
            "Matricule du manager": manager_number("{:06}"),
            "Profil d'emploi": lambda person, rng: f"{person.title} - N{person.level}",
            "Organisation hiérarchique": lambda person, rng: f"Équipe {(person.manager or person).name}",
            "Statut": state("Actif", "En congé", "Actif", "Inactif"),
            "Date d'embauche": day_cell("hired_on"),
            "Date de début dans le poste": day_cell("in_job_since"),
            "Date de fin de contrat": day_cell("last_day"),
            "Temps de travail": hours("Temps plein", "Temps partiel"),
            "Date de naissance": day_cell("born_on"),
        },
    ),
    {
        "email": "E-mail professionnel",
        "employee_id": "Matricule",
        "full_name": "Salarié",
        "title": "Intitulé du poste",
        "department": "Service",
        "location": "Site",
        "hire_date": "Date d'embauche",
        "termination_date": "Date de fin de contrat",
        "status": "Statut",
        "manager": "Matricule du manager",
    },
    form=Format(kind="excel", titles=(("Rapport d'effectif",), ("Date d'effet", "02/11/2026"), ())),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Actif": "active", "En congé": "leave", "Inactif": "inactive"},
    order="first_last",
    note="a workbook with a title and real dates",
)

# Lucca: Décryptage : créer un fichier d'import de données utilisateurs (codes, dates, the manager's login).
LUCCA = export(
    "lucca_utilisateurs",
    "Lucca",
    "fr",
    cols(
        "login=username | employeenumber=employee_id | firstName=first_name | lastName=last_name | "
        "mail=email | legalEntity=company | department=department | manager=manager_email | "
        "dtContractStart=hire_date | dtContractEnd=termination_date | dtBirth=birth_date | "
        "culture=language | rolePrincipal=other",
        {
            "login": of("email"),
            "employeenumber": number("{:05}"),
            "legalEntity": fixed("Valmont SAS"),
            # Whoever has no manager is their own.
            "manager": lambda person, rng: (person.manager or person).email,
            "dtContractStart": day("hired_on", _DMY),
            "dtContractEnd": day("last_day", _DMY),
            "dtBirth": day("born_on", _DMY),
            "culture": one_of("fr-FR", "fr-FR", "en-GB"),
            "rolePrincipal": one_of("Collaborateur", "Collaborateur", "Manager"),
        },
    ),
    {
        "email": ("mail", "login"),
        "employee_id": "employeenumber",
        "first_name": "firstName",
        "last_name": "lastName",
        "department": "department",
        "hire_date": "dtContractStart",
        "termination_date": "dtContractEnd",
        "manager": "manager",
    },
    form=Format(delimiter=";"),
    refers_to="email",
    dates=_DMY,
    identity=("employeenumber", "login"),
    note="the manager is given by login, which is the e-mail here",
)

# Silae: parameters of CreationSalarieEmplois, under the labels of its screens.
SILAE = export(
    "silae_salaries",
    "Silae",
    "fr",
    cols(
        "Dossier=company_code | Matricule=employee_id | Civilité=salutation | Nom=last_name | "
        "Nom de naissance=birth_name | Prénom=first_name | N° sécurité sociale=national_id | "
        "Date de naissance=birth_date | Adresse=home_address | Code postal=home_address | "
        "Ville=home_address | Email=any_email | Emploi=title | Établissement=location | "
        "Date d'entrée=hire_date | Date de sortie=termination_date | Type de contrat=employment_type | "
        "Salaire de base=pay | IBAN=iban",
        {
            "Dossier": fixed("VALM01"),
            "Matricule": number("{:05}"),
            "Civilité": gender("Madame", "Monsieur"),
            "Nom": lambda person, rng: person.last_name.upper(),
            "Nom de naissance": sometimes(0.3, lambda person, rng: person.last_name.upper()),
            "N° sécurité sociale": pattern("1 ## ## ## ### ### ##"),
            "Date de naissance": day("born_on", _DMY),
            "Adresse": of("street"),
            "Code postal": of("zip_code"),
            "Ville": place("city"),
            "Email": of("personal_email"),
            "Date d'entrée": day("hired_on", _DMY),
            "Date de sortie": day("last_day", _DMY),
            "Type de contrat": one_of("CDI", "CDI", "CDD", "Apprentissage"),
            "Salaire de base": pay(comma=True),
            "IBAN": pattern("FR76################0000###"),
        },
    ),
    {
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom",
        "title": "Emploi",
        "location": "Établissement",
        "hire_date": "Date d'entrée",
        "termination_date": "Date de sortie",
    },
    form=_WINDOWS,
    dates=_DMY,
    must_ask=("email",),
    note="the only e-mails are private ones; whether people may log in with them is for the customer to say",
)

# Cegid HR, labels of a personnel list.
CEGID = export(
    "cegid_liste_personnel",
    "Cegid HR",
    "fr",
    cols(
        "Code salarié=employee_id | Nom=last_name | Prénom=first_name | Mail professionnel=email | "
        "Tél. professionnel=phone | Code service=department_code | Libellé service=department | "
        "Code emploi=title_code | Libellé emploi=title | Libellé établissement=location | "
        "Date entrée=hire_date | Date ancienneté=original_hire_date | Date sortie=termination_date | "
        "Motif sortie=termination_reason | Code salarié responsable=manager_id | "
        "Nom responsable=manager_name | Sexe=gender | Coefficient=pay",
        {
            "Code salarié": number("{:010}"),
            "Code salarié responsable": manager_number("{:010}"),
            "Date entrée": day("hired_on", _DMY),
            "Date ancienneté": day("first_hired_on", _DMY),
            "Date sortie": day("last_day", _DMY),
            "Motif sortie": state("", "", "", "Démission"),
            "Sexe": gender("F", "M"),
            "Coefficient": one_of("190", "240", "305"),
        },
    ),
    {
        "email": "Mail professionnel",
        "employee_id": "Code salarié",
        "first_name": "Prénom",
        "last_name": "Nom",
        "title": "Libellé emploi",
        "department": "Libellé service",
        "location": "Libellé établissement",
        "phone": "Tél. professionnel",
        "hire_date": "Date entrée",
        "termination_date": "Date sortie",
        "manager": "Code salarié responsable",
    },
    form=Format(delimiter="\t", encoding="utf-16"),
    refers_to="employee_id",
    dates=_DMY,
    note="tabs in UTF-16; codes next to labels",
)

# Zucchetti, labels of an Italian personnel register.
ZUCCHETTI = export(
    "zucchetti_anagrafica",
    "Zucchetti",
    "it",
    cols(
        "Codice azienda=company_code | Matricola=employee_id | Cognome=last_name | Nome=first_name | "
        "Codice fiscale=national_id | Sesso=gender | Data di nascita=birth_date | "
        "Qualifica=employment_type | Mansione=title | Codice reparto=department_code | "
        "Descrizione reparto=department | Sede di lavoro=location | Telefono aziendale=phone | "
        "Email aziendale=email | Email personale=personal_email | Data assunzione=hire_date | "
        "Data cessazione=termination_date | Matricola responsabile=manager_id | Retribuzione lorda=pay | "
        "IBAN=iban",
        {
            "Codice azienda": fixed("000123"),
            "Matricola": number("{:07}"),
            "Matricola responsabile": manager_number("{:07}"),
            "Codice fiscale": pattern("RSSMRA##A##F###Z"),
            "Sesso": gender("F", "M"),
            "Data di nascita": day("born_on", _DMY),
            "Qualifica": one_of("Impiegato", "Impiegato", "Operaio", "Quadro"),
            "Data assunzione": day("hired_on", _DMY),
            "Data cessazione": day("last_day", _DMY),
            "Retribuzione lorda": pay(comma=True),
            "IBAN": pattern("IT60X################00"),
        },
    ),
    {
        "email": "Email aziendale",
        "employee_id": "Matricola",
        "first_name": "Nome",
        "last_name": "Cognome",
        "title": "Mansione",
        "department": "Descrizione reparto",
        "location": "Sede di lavoro",
        "phone": "Telefono aziendale",
        "hire_date": "Data assunzione",
        "termination_date": "Data cessazione",
        "manager": "Matricola responsabile",
    },
    form=_WINDOWS,
    refers_to="employee_id",
    dates=_DMY,
)

# An Italian staff list with the family name first and no comma.
ORGANICO = export(
    "inaz_organico",
    "Inaz",
    "it",
    cols(
        "Matr.=employee_id | Nominativo=full_name | Ruolo=title | Ufficio=department | Filiale=location | "
        "Stato=status | Inizio rapporto=hire_date | Fine rapporto=termination_date | E-mail=email | "
        "Responsabile=manager_name",
        {
            "Nominativo": lambda person, rng: f"{person.last_name} {person.first_name}".upper(),
            "Stato": state("In forza", "Aspettativa", "In forza", "Cessato"),
            "Inizio rapporto": day("hired_on", "%d-%m-%y"),
            "Fine rapporto": day("last_day", "%d-%m-%y"),
            "Responsabile": lambda person, rng: (
                f"{person.manager.last_name} {person.manager.first_name}".upper() if person.manager else ""
            ),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Matr.",
        "title": "Ruolo",
        "department": "Ufficio",
        "location": "Filiale",
        "hire_date": "Inizio rapporto",
        "termination_date": "Fine rapporto",
        "status": "Stato",
    },
    form=Format(delimiter=";"),
    dates="%d-%m-%y",
    status={"In forza": "active", "Aspettativa": "leave", "Cessato": "inactive"},
    must_ask=("full_name",),
    note="neither order of a full name fits `ROSSI MARIO`",
)

# Factorial: Import Employees in Bulk Mode (required fields; the manager's e-mail).
FACTORIAL = export(
    "factorial_empleados",
    "Factorial",
    "es",
    cols(
        "Nombre=first_name | Apellidos=last_name | Email=email | Email personal=personal_email | "
        "Fecha de nacimiento=birth_date | DNI/NIE=national_id | Género=gender | Puesto=title | "
        "Equipo=department | Lugar de trabajo=location | Manager=manager_email | "
        "Supervisor de ausencias=second_manager | Fecha de inicio=hire_date | "
        "Fecha de fin=termination_date | Jornada=employment_type | Salario bruto anual=pay | "
        "Cuenta bancaria=iban | Teléfono=any_phone",
        {
            "Fecha de nacimiento": day_cell("born_on"),
            "DNI/NIE": pattern("########K"),
            "Género": gender("Femenino", "Masculino"),
            "Supervisor de ausencias": lambda person, rng: (
                person.manager.manager.email if person.manager and person.manager.manager else ""
            ),
            "Fecha de inicio": day_cell("hired_on"),
            "Fecha de fin": day_cell("last_day"),
            "Jornada": hours("Completa", "Parcial"),
            "Cuenta bancaria": pattern("ES## #### #### #### ####"),
        },
    ),
    {
        "email": "Email",
        "first_name": "Nombre",
        "last_name": "Apellidos",
        "title": "Puesto",
        "department": "Equipo",
        "location": "Lugar de trabajo",
        "hire_date": "Fecha de inicio",
        "termination_date": "Fecha de fin",
        "manager": "Manager",
    },
    form=Format(kind="excel"),
    refers_to="email",
    dates=ANY_FORMAT,
    optional={"phone": ("Teléfono",)},
    note="two superiors by e-mail, of whom one only approves absences",
)

ROMANCE: tuple[Export, ...] = (WORKDAY_FR, LUCCA, SILAE, CEGID, ZUCCHETTI, ORGANICO, FACTORIAL)
