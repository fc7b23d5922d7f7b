"""Exports in French: France and Québec.

Belongs here and does not: as in `directories.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_last_first,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d/%m/%Y"

# From general knowledge: an extraction of Talentia HR.
TALENTIA = export(
    "talentia_extraction_collaborateurs",
    "Talentia HR",
    "fr",
    cols(
        "Matricule=employee_id | Civilité=salutation | Nom d'usage=last_name | "
        "Nom de naissance=birth_name | Prénom=first_name | Date de naissance=birth_date | "
        "N° de sécurité sociale=national_id | Société=company | Établissement=location | "
        "Unité organisationnelle=department | Centre de coût=cost_center_code | Poste=title | "
        "Classification=job_level | Date d'entrée groupe=original_hire_date | "
        "Date d'entrée société=hire_date | Date de sortie=termination_date | Motif de sortie=other | "
        "Nature du contrat=employment_type | Temps de travail=other | Situation du collaborateur=status | "
        "Matricule N+1=manager_id | Nom N+1=manager_name | Matricule N+2=second_manager | "
        "E-mail professionnel=email | E-mail personnel=personal_email | Tél. fixe pro=phone | "
        "Portable pro=mobile | Salaire annuel brut=pay | RQTH=sensitive",
        {
            "Matricule": number("{:08}"),
            "Civilité": gender("Mme", "M."),
            "Nom de naissance": sometimes(0.3, of("last_name")),
            "Date de naissance": day_cell("born_on"),
            "N° de sécurité sociale": pattern("# ## ## ## ### ### ##"),
            "Société": fixed("VALMONT SAS"),
            "Date d'entrée groupe": day_cell("first_hired_on"),
            "Date d'entrée société": day_cell("hired_on"),
            "Date de sortie": day_cell("last_day"),
            "Motif de sortie": state("", "", "", "Démission"),
            "Nature du contrat": one_of("CDI", "CDI", "CDD", "Alternance"),
            "Temps de travail": hours("Temps plein", "Temps partiel"),
            "Situation du collaborateur": state("Présent", "Contrat suspendu", "Présent", "Sorti"),
            "Matricule N+1": manager_number("{:08}"),
            "Nom N+1": manager_last_first,
            "Matricule N+2": lambda person, rng: (
                f"{person.manager.manager.number:08}" if person.manager and person.manager.manager else ""
            ),
            "Salaire annuel brut": lambda person, rng: person.salary,
            "RQTH": one_of("Non", "Non", "Oui"),
        },
    ),
    {
        "email": "E-mail professionnel",
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom d'usage",
        "title": "Poste",
        "department": "Unité organisationnelle",
        "location": "Établissement",
        "phone": ("Tél. fixe pro", "Portable pro"),
        "hire_date": "Date d'entrée société",
        "termination_date": "Date de sortie",
        "status": "Situation du collaborateur",
        "manager": "Matricule N+1",
    },
    form=Format(kind="excel", titles=(("Extraction des collaborateurs",), ("Éditée le 02/11/2026",), ())),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Présent": "active", "Contrat suspendu": "leave", "Sorti": "inactive"},
    note="two levels of managers by number; an entry into the group before that into the company",
)

# From general knowledge: a file that Octime, a program of working time in hospitals, hands to others.
OCTIME = export(
    "octime_export_agents",
    "Octime",
    "fr",
    cols(
        "MATRICULE=employee_id | NOM=last_name | PRENOM=first_name | NOM_PATRO=birth_name | SEXE=gender | "
        "DATE_NAIS=birth_date | DATE_ENTREE=hire_date | DATE_SORTIE=termination_date | "
        "CODE_SERVICE=department_code | LIB_SERVICE=department | CODE_SITE=location_code | "
        "LIB_SITE=location | CODE_METIER=title_code | LIB_METIER=title | TYPE_CONTRAT=employment_type | "
        "QUOTITE=fte | MAT_RESP=manager_id | NOM_RESP=manager_name | MAIL_PRO=email | TEL_PRO=phone | "
        "NUM_BADGE=other_id | CYCLE=other | ACTIF=status | DATE_MAJ=record_date",
        {
            "MATRICULE": number("{:06}"),
            "NOM": lambda person, rng: person.last_name.upper(),
            "NOM_PATRO": sometimes(0.3, lambda person, rng: person.last_name.upper()),
            "SEXE": gender("F", "M"),
            "DATE_NAIS": day("born_on", _DMY),
            "DATE_ENTREE": day("hired_on", _DMY),
            "DATE_SORTIE": day("last_day", _DMY, "31/12/2099"),
            "TYPE_CONTRAT": one_of("TIT", "CDI", "CDD"),
            "QUOTITE": hours("100", "80"),
            "MAT_RESP": manager_number("{:06}"),
            "NUM_BADGE": sometimes(0.9, of("other_number")),
            "CYCLE": one_of("JOUR 38H", "NUIT 32H30", "12H ALT"),
            "ACTIF": state("O", "O", "O", "N"),
            "DATE_MAJ": one_of("30/10/2026", "02/11/2026"),
        },
    ),
    {
        "email": "MAIL_PRO",
        "employee_id": "MATRICULE",
        "first_name": "PRENOM",
        "last_name": "NOM",
        "title": "LIB_METIER",
        "department": "LIB_SERVICE",
        "location": "LIB_SITE",
        "phone": "TEL_PRO",
        "hire_date": "DATE_ENTREE",
        "termination_date": "DATE_SORTIE",
        "status": "ACTIF",
        "manager": "MAT_RESP",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"O": "active", "N": "inactive"},
    note="who has no last day has one in 2099; a code and its label for everything",
)

# From general knowledge: an extraction for a health center in Québec.
LOGIBEC = export(
    "logibec_employes",
    "Logibec",
    "fr-CA",
    cols(
        "No employé=employee_id | Nom=last_name | Prénom=first_name | Courriel=email | "
        "Courriel personnel=personal_email | Titre d'emploi=title | Code titre d'emploi=title_code | "
        "Service=department | Centre d'activité=cost_center_code | Direction=division | "
        "Installation=location | Statut=employment_type | État d'emploi=status | Quart=other | "
        "Syndicat=sensitive | Date d'embauche=hire_date | Date d'ancienneté=original_hire_date | "
        "Date de fin d'emploi=termination_date | Supérieur immédiat=manager_name | "
        "No employé du supérieur=manager_id | Téléphone au travail=phone | Poste tél.=other | "
        "Cellulaire personnel=personal_phone | NAS=national_id | Date de naissance=birth_date | "
        "Taux horaire=pay | No permis=other_id",
        {
            "No employé": number("{:07}"),
            "Statut": hours("TCR", "TPR"),
            "État d'emploi": state("Actif", "Congé sans solde", "Actif", "Fin d'emploi"),
            "Quart": one_of("Jour", "Soir", "Nuit"),
            "Syndicat": one_of("FIQ", "APTS", "SCFP", "Cadre"),
            "Supérieur immédiat": manager_name,
            "No employé du supérieur": manager_number("{:07}"),
            "Poste tél.": one_of("2214", "4071", ""),
            "NAS": pattern("### ### ###"),
            "Taux horaire": lambda person, rng: f"{person.salary / 1950:.2f}".replace(".", ","),
            "No permis": sometimes(0.4, of("other_number")),
        },
    ),
    {
        "email": "Courriel",
        "employee_id": "No employé",
        "first_name": "Prénom",
        "last_name": "Nom",
        "title": "Titre d'emploi",
        "department": "Service",
        "location": "Installation",
        "phone": "Téléphone au travail",
        "hire_date": "Date d'embauche",
        "termination_date": "Date de fin d'emploi",
        "status": "État d'emploi",
        "manager": "No employé du supérieur",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    status={"Actif": "active", "Congé sans solde": "leave", "Fin d'emploi": "inactive"},
    note="the Statut says full time or part time; a Poste is an extension of the phone",
)

FRENCH: tuple[Export, ...] = (TALENTIA, OCTIME, LOGIBEC)
