"""Exports in French.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    gender,
    hours,
    manager_email,
    manager_last_first,
    number,
    of,
    one_of,
    pattern,
    pay,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d/%m/%Y"


def _code(person: Person) -> str:
    return f"{person.row:03}"


# Gestimum ERP: Structure du fichier de salariés (docs.gestimum.com), the fields and their lengths; those with
# `XXX_` are a customer's own, from general knowledge.
GESTIMUM = export(
    "gestimum_salaries",
    "Gestimum ERP",
    "fr",
    cols(
        "SAL_CODE=employee_id | SAL_CIVILE=salutation | SAL_PRENOM=first_name | SAL_NOM=last_name | "
        "SAL_FONCT=title | SAL_CRITE1=other | SAL_CRITE2=other | SAL_RUE=home_address | "
        "SAL_COMP=home_address | SAL_CP=home_address | SAL_VILLE=home_address | PAY_CODE=other | "
        "SAL_TELB=phone | SAL_TELD=personal_phone | SAL_TELM=mobile | SAL_EMAIL=email | SAL_HCOUT=pay | "
        "REP_CODE=other_id | SAL_DDEF=other | SAL_TDA=other | XXX_SERVICE=department | XXX_SITE=location | "
        "XXX_ENTREE=hire_date | XXX_SORTIE=termination_date | XXX_RESP=manager_id | XXX_NUM_SS=national_id",
        {
            "SAL_CODE": lambda person, rng: _code(person),
            "SAL_CIVILE": gender("Mme", "M."),
            "SAL_CRITE1": one_of("CADRE", "ETAM", "OUVRIER"),
            "SAL_CRITE2": BLANK,
            "SAL_RUE": of("street"),
            "SAL_COMP": BLANK,
            "SAL_CP": of("zip_code"),
            "SAL_VILLE": place("city"),
            "PAY_CODE": fixed("FRA"),
            "SAL_HCOUT": pay("{:.2f}", comma=True),
            "REP_CODE": sometimes(0.1, lambda person, rng: f"R{person.row % 90 + 10}"),
            "SAL_DDEF": one_of("DEP", "D02"),
            "SAL_TDA": one_of("0", "1"),
            "XXX_ENTREE": day("hired_on", _DMY),
            "XXX_SORTIE": day("last_day", _DMY),
            "XXX_RESP": lambda person, rng: _code(person.manager) if person.manager else "",
            "XXX_NUM_SS": pattern("# ## ## ## ### ### ##"),
        },
    ),
    {
        "email": "SAL_EMAIL",
        "employee_id": "SAL_CODE",
        "first_name": "SAL_PRENOM",
        "last_name": "SAL_NOM",
        "title": "SAL_FONCT",
        "department": "XXX_SERVICE",
        "location": "XXX_SITE",
        "phone": ("SAL_TELB", "SAL_TELM"),
        "hire_date": "XXX_ENTREE",
        "termination_date": "XXX_SORTIE",
        "manager": "XXX_RESP",
    },
    form=Format(delimiter="\t", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    note=(
        "fields of a table: the bureau's telephone and that of the domicile differ by a letter; codes "
        "of three signs"
    ),
)

# From general knowledge: the export of a French platform for skills, which has a row of English names of
# fields (Simbel help: Créez et mettez à jour votre base utilisateurs) and one of French ones below.
SIMBEL = export(
    "simbel_utilisateurs",
    "Simbel",
    "fr",
    cols(
        "external_id=employee_id | first_name=first_name | last_name=last_name | email=email | "
        "personal_email=personal_email | phone=any_phone | locale=other | job_title=title | "
        "job_family=other | entity=company | department=department | team=division | "
        "work_location=location | manager_email=manager_email | hr_referent_email=other_email | "
        "entry_date=hire_date | position_date=position_date | exit_date=termination_date | "
        "contract_type=employment_type | active=status | gender=gender | birth_date=birth_date | "
        "last_login=record_date",
        {
            "external_id": number("{:06}"),
            "locale": fixed("fr"),
            "job_family": one_of("Fonctions support", "Production", "Commerce"),
            "entity": fixed("Valmont SAS"),
            "hr_referent_email": one_of("rrh.siege@valmont.example", "rrh.sites@valmont.example"),
            "manager_email": manager_email,
            "entry_date": day("hired_on", _DMY),
            "position_date": day("in_job_since", _DMY),
            "exit_date": day("last_day", _DMY),
            "contract_type": one_of("CDI", "CDI", "CDD", "Alternance"),
            "active": state("oui", "oui", "oui", "non"),
            "gender": gender("F", "H"),
            "birth_date": day("born_on", _DMY),
            "last_login": one_of("28/10/2026", "03/09/2026", ""),
        },
    ),
    {
        "email": "email",
        "employee_id": "external_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "job_title",
        "department": "department",
        "location": "work_location",
        "hire_date": "entry_date",
        "termination_date": "exit_date",
        "status": "active",
        "manager": "manager_email",
    },
    form=Format(
        delimiter=";",
        encoding="utf-8-sig",
        labels=(
            "Identifiant externe",
            "Prénom",
            "Nom",
            "Email",
            "Email personnel",
            "Téléphone",
            "Langue",
            "Intitulé de poste",
            "Famille de métiers",
            "Entité",
            "Service",
            "Équipe",
            "Lieu de travail",
            "Email du manager",
            "Email du référent RH",
            "Date d'entrée",
            "Date de prise de poste",
            "Date de sortie",
            "Type de contrat",
            "Actif",
            "Genre",
            "Date de naissance",
            "Dernière connexion",
        ),
    ),
    refers_to="email",
    dates=_DMY,
    status={"oui": "active", "non": "inactive"},
    optional={"phone": ("phone",)},
    note="the second row says in French what the first says in English",
)

# From general knowledge: the list of employees of a French planning system for shops and restaurants.
SKELLO = export(
    "skello_liste_employes",
    "Skello",
    "fr",
    cols(
        "Matricule de paie=employee_id | Nom de famille=last_name | Nom de naissance=birth_name | "
        "Prénom=first_name | Adresse e-mail=email | Numéro de téléphone=any_phone | Établissement=location | "
        "Équipe=department | Poste=title | Niveau d'accès=other | Type de contrat=employment_type | "
        "Volume horaire hebdomadaire=other | Date d'embauche=hire_date | "
        "Date d'ancienneté=original_hire_date | Fin de période d'essai=planned_end | "
        "Date de sortie=termination_date | Statut=status | Responsable=manager_name | "
        "Date de naissance=birth_date | Lieu de naissance=sensitive | "
        "Numéro de sécurité sociale=national_id | Titre de séjour=sensitive | IBAN=iban | "
        "Salaire brut mensuel=pay | Contact d'urgence=sensitive",
        {
            "Matricule de paie": number("{:05}"),
            "Nom de naissance": sometimes(0.2, of("last_name")),
            "Niveau d'accès": lambda person, rng: "Manager" if person.level < 5 else "Employé",
            "Type de contrat": one_of("CDI", "CDD", "Extra", "Apprentissage"),
            "Volume horaire hebdomadaire": hours("35", "24"),
            "Date d'embauche": day("hired_on", _DMY),
            "Date d'ancienneté": day("first_hired_on", _DMY),
            "Fin de période d'essai": day("hired_on", "28/%m/%Y"),
            "Date de sortie": day("last_day", _DMY),
            "Statut": state("Présent", "Absence longue durée", "Présent", "Sorti"),
            "Responsable": manager_last_first,
            "Date de naissance": day("born_on", _DMY),
            "Lieu de naissance": place("city"),
            "Numéro de sécurité sociale": pattern("# ## ## ## ### ### ##"),
            "Titre de séjour": one_of("", "", "", "Carte de résident"),
            "IBAN": pattern("FR## #### #### #### #### #### ###"),
            "Salaire brut mensuel": pay("{:.2f}", comma=True),
            "Contact d'urgence": one_of("06 39 98 00 11", "06 39 98 00 27", ""),
        },
    ),
    {
        "email": "Adresse e-mail",
        "employee_id": "Matricule de paie",
        "first_name": "Prénom",
        "last_name": "Nom de famille",
        "title": "Poste",
        "department": "Équipe",
        "location": "Établissement",
        "hire_date": "Date d'embauche",
        "termination_date": "Date de sortie",
        "status": "Statut",
    },
    form=Format(delimiter=";"),
    dates=_DMY,
    status={"Présent": "active", "Absence longue durée": "leave", "Sorti": "inactive"},
    optional={"phone": ("Numéro de téléphone",)},
    note="managers by name only; two names of a family, four days",
)


FRENCH: tuple[Export, ...] = (GESTIMUM, SIMBEL, SKELLO)
