"""Exports in French: France and Québec.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

_DMY = "%d/%m/%Y"

# From general knowledge: an extraction of the HR system of a French industrial group.
PLEIADES = export(
    "sopra_hr_pleiades_extraction",
    "Sopra HR Pléiades",
    "fr",
    cols(
        "Société=company | Matricule=employee_id | Civilité=salutation | Nom usuel=last_name | "
        "Nom de naissance=birth_name | Prénom=first_name | Date de naissance=birth_date | "
        "Date d'entrée=hire_date | Date d'ancienneté=original_hire_date | Date de sortie=termination_date | "
        "Motif de sortie=other | Situation du salarié=status | Nature du contrat=employment_type | "
        "Code emploi=job_code | Libellé emploi=title | Code service=department_code | "
        "Libellé service=department | Établissement=other | Lieu de travail=location | "
        "Centre de coût=cost_center_code | Matricule du responsable=manager_id | "
        "Nom du responsable=manager_name | Adresse e-mail professionnelle=email | "
        "Téléphone professionnel=phone | Téléphone personnel=personal_phone | "
        "N° de sécurité sociale=national_id | Salaire de base=pay",
        {
            "Société": fixed("VALMONT INDUSTRIES SAS"),
            "Matricule": number("{:08}"),
            "Civilité": gender("Mme", "M."),
            "Nom de naissance": of("last_name"),
            "Date de naissance": day("born_on", _DMY),
            "Date d'entrée": day("hired_on", _DMY),
            "Date d'ancienneté": day("first_hired_on", _DMY),
            "Date de sortie": day("last_day", _DMY),
            "Motif de sortie": state("", "", "", "Démission"),
            "Situation du salarié": state("Présent", "Suspendu", "Présent", "Sorti"),
            "Nature du contrat": one_of("CDI", "CDI", "CDD"),
            "Établissement": one_of("00012", "00045", "00078"),
            "Matricule du responsable": manager_number("{:08}"),
            "Nom du responsable": manager_last_first,
            "N° de sécurité sociale": pattern("1 ## ## ## ### ### ##"),
            "Salaire de base": pay(comma=True),
        },
    ),
    {
        "email": "Adresse e-mail professionnelle",
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom usuel",
        "title": "Libellé emploi",
        "department": "Libellé service",
        "location": "Lieu de travail",
        "phone": "Téléphone professionnel",
        "hire_date": "Date d'entrée",
        "termination_date": "Date de sortie",
        "status": "Situation du salarié",
        "manager": "Matricule du responsable",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Présent": "active", "Suspendu": "leave", "Sorti": "inactive"},
    note="a code and its label for each thing; the contract of whoever is away is suspended",
)

# From general knowledge: a report of the HR system of a public body in Québec.
SIGMA_RH = export(
    "sigma_rh_employes",
    "SIGMA-RH",
    "fr-CA",
    cols(
        "No employé=employee_id | Nom=last_name | Prénom=first_name | Courriel au travail=email | "
        "Courriel personnel=personal_email | Téléphone au travail=phone | Poste téléphonique=other | "
        "Titre d'emploi=title | Classe d'emploi=job_code | Direction=division | Service=department | "
        "Lieu de travail=location | No employé du supérieur=manager_id | "
        "Supérieur immédiat=manager_name | Date d'embauche=hire_date | "
        "Date d'ancienneté=original_hire_date | Date de fin d'emploi=termination_date | "
        "Statut d'emploi=employment_type | État=status | Syndicat=sensitive | NAS=national_id | "
        "Date de naissance=birth_date | Langue de correspondance=other",
        {
            "Poste téléphonique": pattern("####"),
            "Supérieur immédiat": manager_last_first,
            "Statut d'emploi": hours("Permanent temps complet", "Permanent temps partiel"),
            "État": state("Actif", "En congé", "Actif", "Terminé"),
            "Syndicat": sometimes(0.6, one_of("CSN", "FTQ", "APTS")),
            "NAS": pattern("### ### ###"),
            "Langue de correspondance": one_of("Français", "Français", "Anglais"),
        },
    ),
    {
        "email": "Courriel au travail",
        "employee_id": "No employé",
        "first_name": "Prénom",
        "last_name": "Nom",
        "title": "Titre d'emploi",
        "department": "Service",
        "location": "Lieu de travail",
        "phone": "Téléphone au travail",
        "hire_date": "Date d'embauche",
        "termination_date": "Date de fin d'emploi",
        "status": "État",
        "manager": "No employé du supérieur",
    },
    form=Format(delimiter="\t", encoding="utf-16"),
    refers_to="employee_id",
    status={"Actif": "active", "En congé": "leave", "Terminé": "inactive"},
    note="`Statut d'emploi` is permanent or not; `État` says who is employed",
)

FRENCH: tuple[Export, ...] = (PLEIADES, SIGMA_RH)
