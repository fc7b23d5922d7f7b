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


# From general knowledge: a query of a large employer's HR system.
PLEIADES = export(
    "pleiades_extraction_salaries",
    "Pléiades NG",
    "fr",
    cols(
        "Code société=company_code | Société=company | Matricule=employee_id | Civilité=salutation | "
        "Nom d'usage=last_name | Nom de naissance=birth_name | Prénom usuel=first_name | "
        "N° de sécurité sociale=national_id | Date de naissance=birth_date | "
        "Date d'entrée dans le groupe=original_hire_date | Date d'entrée dans la société=hire_date | "
        "Date de sortie=termination_date | Motif de sortie=other | Situation=status | "
        "Nature du contrat=employment_type | Catégorie socioprofessionnelle=other | "
        "Code emploi=job_code | Libellé emploi=title | Code unité=department_code | "
        "Libellé unité d'affectation=department | Direction=division | Établissement=location | "
        "Centre de coûts=cost_center_code | Matricule du N+1=manager_id | Nom du N+1=manager_name | "
        "Matricule du N+2=second_manager | Adresse mél professionnelle=email | "
        "Téléphone professionnel=phone | Mél personnel=personal_email | Salaire annuel brut=pay",
        {
            "Code société": fixed("010"),
            "Société": one_of("Assurances du Littoral SA", "Littoral Services GIE"),
            "Matricule": number("{:08}"),
            "Civilité": gender("Mme", "M."),
            "Nom de naissance": of("last_name"),
            "N° de sécurité sociale": pattern("1 ## ## ## ### ### ##"),
            "Date de naissance": day("born_on", _DMY),
            "Date d'entrée dans le groupe": day("first_hired_on", _DMY),
            "Date d'entrée dans la société": day("hired_on", _DMY),
            "Date de sortie": day("last_day", _DMY),
            "Motif de sortie": state("", "", "", "Démission"),
            "Situation": state("En activité", "Congé parental", "En activité", "Sorti"),
            "Nature du contrat": one_of("CDI", "CDI", "CDI", "CDD", "Alternance"),
            "Catégorie socioprofessionnelle": one_of("Cadre", "Agent de maîtrise", "Employé"),
            "Matricule du N+1": manager_number("{:08}"),
            "Nom du N+1": manager_last_first,
            "Matricule du N+2": lambda person, rng: (
                f"{person.manager.manager.number:08}" if person.manager and person.manager.manager else ""
            ),
            "Salaire annuel brut": pay(comma=True),
        },
    ),
    {
        "email": "Adresse mél professionnelle",
        "employee_id": "Matricule",
        "first_name": "Prénom usuel",
        "last_name": "Nom d'usage",
        "title": "Libellé emploi",
        "department": "Libellé unité d'affectation",
        "location": "Établissement",
        "phone": "Téléphone professionnel",
        "hire_date": "Date d'entrée dans la société",
        "termination_date": "Date de sortie",
        "status": "Situation",
        "manager": "Matricule du N+1",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"En activité": "active", "Congé parental": "leave", "Sorti": "inactive"},
    note="the superior is N+1, and theirs N+2; one entered the group on another day than the company",
)

# From general knowledge: the list of employees of a payroll service of Québec.
NETHRIS = export(
    "nethris_liste_employes",
    "Nethris",
    "fr-CA",
    cols(
        "No employé=employee_id | Nom=last_name | Prénom=first_name | NAS=national_id | Sexe=gender | "
        "Langue=other | Statut de l'employé=status | Type d'emploi=employment_type | "
        "Groupe de paie=other | Titre du poste=title | Service=department | "
        "Lieu de travail=location | Date d'embauche=hire_date | Date d'ancienneté=original_hire_date | "
        "Date de départ=termination_date | No du supérieur=manager_id | "
        "Supérieur immédiat=manager_name | Courriel au travail=email | "
        "Courriel personnel=personal_email | Téléphone au travail=phone | Poste téléphonique=other | "
        "Téléphone à domicile=personal_phone | Adresse=home_address | Date de naissance=birth_date | "
        "Taux horaire=pay | Compte bancaire=iban",
        {
            "No employé": number("{:06}"),
            "NAS": pattern("2## ### ###"),
            "Sexe": gender("F", "M"),
            "Langue": one_of("Français", "Français", "Anglais"),
            "Statut de l'employé": state("Actif", "En congé", "Actif", "Départ"),
            "Type d'emploi": hours("Temps plein", "Temps partiel"),
            "Groupe de paie": one_of("Hebdomadaire", "Aux deux semaines"),
            "Date d'embauche": day("hired_on"),
            "Date d'ancienneté": day("first_hired_on"),
            "Date de départ": day("last_day"),
            "No du supérieur": manager_number("{:06}"),
            "Supérieur immédiat": manager_last_first,
            "Poste téléphonique": sometimes(0.5, lambda person, rng: str(person.number % 900 + 100)),
            "Date de naissance": day("born_on"),
            "Taux horaire": lambda person, rng: f"{person.salary / 1950:.2f}",
            "Compte bancaire": pattern("815-#####-#######"),
        },
    ),
    {
        "email": "Courriel au travail",
        "employee_id": "No employé",
        "first_name": "Prénom",
        "last_name": "Nom",
        "title": "Titre du poste",
        "department": "Service",
        "location": "Lieu de travail",
        "phone": "Téléphone au travail",
        "hire_date": "Date d'embauche",
        "termination_date": "Date de départ",
        "status": "Statut de l'employé",
        "manager": "No du supérieur",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    status={"Actif": "active", "En congé": "leave", "Départ": "inactive"},
    note="the word for a job is that for an extension too",
)

FRENCH: tuple[Export, ...] = (PLEIADES, NETHRIS)
