"""Fourth exports in French.

Belongs here and does not: as in `payroll.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person
from benchmarks.exports.round_4.campus import by_department, by_title

# From general knowledge: a list of the employees of a payroll, with what its law wants on it.
NIBELIS = export(
    "nibelis_liste_salaries",
    "Nibelis",
    "fr",
    cols(
        "Société=company | Matricule=employee_id | Civilité=salutation | Nom d'usage=last_name | "
        "Nom de naissance=birth_name | Prénom=first_name | Date de naissance=birth_date | "
        "N° de sécurité sociale=national_id | Nationalité=sensitive | Établissement=location | "
        "Service=department | Code analytique=cost_center_code | Emploi=title | "
        "Catégorie professionnelle=other | Coefficient=other | Nature du contrat=employment_type | "
        "Date d'entrée=hire_date | Date d'ancienneté=original_hire_date | "
        "Date de fin de période d'essai=other_date | Date de sortie=termination_date | "
        "Motif de sortie=other | Situation=status | Matricule du responsable=manager_id | "
        "Nom du responsable=manager_name | E-mail professionnel=email | "
        "E-mail personnel=personal_email | Téléphone professionnel=phone | "
        "Téléphone portable personnel=personal_phone | Salaire de base=pay | IBAN=iban",
        {
            "Société": fixed("Groupe Vauclair SAS"),
            "Matricule": number("{:06}"),
            "Civilité": gender("Mme", "M."),
            "Nom de naissance": of("last_name"),
            "Date de naissance": day_cell("born_on"),
            "N° de sécurité sociale": pattern("1 ## ## ## ### ### ##"),
            "Nationalité": one_of("Française", "Française", "Portugaise"),
            "Catégorie professionnelle": one_of("Cadre", "Agent de maîtrise", "Employé"),
            "Coefficient": one_of("215", "270", "335"),
            "Nature du contrat": one_of("CDI", "CDI", "CDD", "Apprentissage"),
            "Date d'entrée": day_cell("hired_on"),
            "Date d'ancienneté": day_cell("first_hired_on"),
            "Date de fin de période d'essai": fixed(""),
            "Date de sortie": day_cell("last_day"),
            "Motif de sortie": state("", "", "", "Démission"),
            "Situation": state("Présent", "Contrat suspendu", "Présent", "Sorti"),
            "Matricule du responsable": manager_number("{:06}"),
            "Nom du responsable": manager_last_first,
            "Salaire de base": lambda person, rng: round(person.salary / 12, 2),
            "IBAN": pattern("FR76 #### #### #### ####"),
        },
    ),
    {
        "email": "E-mail professionnel",
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom d'usage",
        "title": "Emploi",
        "department": "Service",
        "location": "Établissement",
        "phone": "Téléphone professionnel",
        "hire_date": "Date d'entrée",
        "termination_date": "Date de sortie",
        "status": "Situation",
        "manager": "Matricule du responsable",
    },
    form=Format(kind="excel", titles=(("Liste des salariés au 02/11/2026",), ("Édité par : RH",), ())),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Présent": "active", "Contrat suspendu": "leave", "Sorti": "inactive"},
    note="a name in use and a name at birth, mostly the same",
)


def _section(person: Person, rng: object) -> Cell:
    return f"{person.division} / {person.department}"


# Kelio: Échange de données (`Nom`, `Prénom`, `Matricule`, `N° de badge`, the forms of a date); the rest from
# general knowledge.
KELIO = export(
    "kelio_salaries",
    "Kelio",
    "fr",
    cols(
        "Nom=last_name | Prénom=first_name | Matricule=employee_id | N° de badge=other_id | "
        "Code section=department_code | Section=department | Chemin de section=department_path | "
        "Emploi=title | Population=other | Lieu de travail=location | "
        "Responsable hiérarchique (matricule)=manager_id | Responsable hiérarchique=manager_name | "
        "Valideur des absences=other_manager | Date d'entrée=hire_date | "
        "Date de sortie=termination_date | Archivé=status | Profil horaire=other | "
        "Adresse e-mail prof.=email | Tél. prof.=phone | Portable prof.=mobile",
        {
            "Matricule": number("{:08}"),
            "N° de badge": lambda person, rng: f"{person.other_number:010}",
            "Chemin de section": _section,
            "Population": one_of("Administratif", "Production", "Forfait jour"),
            "Responsable hiérarchique (matricule)": manager_number("{:08}"),
            "Responsable hiérarchique": manager_last_first,
            "Valideur des absences": one_of("SERVICE RH", "RESPONSABLE"),
            "Date d'entrée": day("hired_on", "%d%m%Y"),
            "Date de sortie": day("last_day", "%d%m%Y"),
            "Archivé": state("Non", "Non", "Non", "Oui"),
            "Profil horaire": hours("39H00", "24H00"),
        },
    ),
    {
        "email": "Adresse e-mail prof.",
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom",
        "title": "Emploi",
        "department": ("Section", "Chemin de section"),
        "location": "Lieu de travail",
        "phone": ("Tél. prof.", "Portable prof."),
        "hire_date": "Date d'entrée",
        "termination_date": "Date de sortie",
        "status": "Archivé",
        "manager": "Responsable hiérarchique (matricule)",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates="%d%m%Y",
    status={"Non": "active", "Oui": "inactive"},
    identity=("Matricule",),
    note="dates without separators; whoever is archived is gone",
)

_SERVICES = (
    "URGENCES", "CARDIOLOGIE", "PHARMACIE", "DIRECTION DES RESSOURCES HUMAINES", "BLOC OPERATOIRE",
    "PEDIATRIE", "LABORATOIRE", "IMAGERIE MEDICALE", "GERIATRIE", "RESTAURATION",
    "SERVICES TECHNIQUES", "MATERNITE",
)  # fmt: skip
_METIERS = (
    "Infirmier en soins généraux", "Aide-soignant", "Cadre de santé", "Assistant médico-administratif",
    "Sage-femme", "Technicien de laboratoire", "Manipulateur radio", "Agent de restauration",
    "Préparateur en pharmacie", "Médecin praticien hospitalier", "Gestionnaire RH",
)  # fmt: skip

# Tools4ever: connector to Cpage (`CodeService`, `LibelleService`, `CodeMetier`, `LibelleMetier`,
# `DateDebutContrat`, `DateDeFin`); the rest from general knowledge, after the same pattern.
CPAGE = export(
    "cpage_agents_hopital",
    "CPAGE",
    "fr",
    cols(
        "MatriculeAgent=employee_id | Civilite=salutation | NomUsage=last_name | "
        "NomPatronymique=birth_name | Prenom=first_name | DateNaissance=birth_date | CodePole=other | "
        "LibellePole=division | CodeService=department_code | LibelleService=department | CodeUF=other | "
        "CodeMetier=title_code | LibelleMetier=title | CodeGrade=other | LibelleGrade=job_level | "
        "StatutAgent=employment_type | PositionAdministrative=status | DateEntreeEtab=hire_date | "
        "DateDebutContrat=position_date | DateDeFin=termination_date | TempsTravail=other | "
        "LibelleSite=location | MatriculeCadre=manager_id | NomCadre=manager_name | MailPro=email | "
        "TelPro=phone | NumeroRPPS=other_id | IndiceMajore=pay",
        {
            "MatriculeAgent": number("{:07}"),
            "Civilite": gender("MME", "M"),
            "NomUsage": lambda person, rng: person.last_name.upper(),
            "NomPatronymique": lambda person, rng: person.last_name.upper(),
            "DateNaissance": day("born_on", "%d/%m/%Y"),
            "CodePole": lambda person, rng: f"P{len(person.division):02}",
            "LibellePole": by_department("POLE MEDECINE", "POLE CHIRURGIE", "POLE LOGISTIQUE"),
            "LibelleService": by_department(*_SERVICES),
            "CodeUF": lambda person, rng: f"{int(person.department_code) + len(person.place.name):04}",
            "LibelleMetier": by_title(*_METIERS),
            "CodeGrade": one_of("2154", "3014", "1121"),
            "LibelleGrade": one_of("Grade 1", "Grade 2", "Classe supérieure"),
            "StatutAgent": one_of("Titulaire", "Titulaire", "Stagiaire", "CDI", "CDD"),
            "PositionAdministrative": state("Activité", "Congé parental", "Disponibilité", "Radiation"),
            "DateEntreeEtab": day("hired_on", "%d/%m/%Y"),
            "DateDebutContrat": day("in_job_since", "%d/%m/%Y"),
            "DateDeFin": day("last_day", "%d/%m/%Y"),
            "TempsTravail": hours("100", "80"),
            "LibelleSite": lambda person, rng: f"CH {person.place.city.upper()}",
            "MatriculeCadre": manager_number("{:07}"),
            "NomCadre": manager_last_first,
            "NumeroRPPS": sometimes(0.2, pattern("1##########")),
            "IndiceMajore": one_of("412", "503", "621"),
        },
    ),
    {
        "email": "MailPro",
        "employee_id": "MatriculeAgent",
        "first_name": "Prenom",
        "last_name": "NomUsage",
        "title": "LibelleMetier",
        "department": "LibelleService",
        "location": "LibelleSite",
        "phone": "TelPro",
        "hire_date": "DateEntreeEtab",
        "termination_date": "DateDeFin",
        "status": "PositionAdministrative",
        "manager": "MatriculeCadre",
    },
    form=Format(delimiter=";"),
    refers_to="employee_id",
    dates="%d/%m/%Y",
    status={
        "Activité": "active",
        "Congé parental": "leave",
        "Disponibilité": "ask",
        "Radiation": "inactive",
    },
    note="a public hospital: poles, services and units; an unpaid absence that may last ten years",
)

FRENCH: tuple[Export, ...] = (NIBELIS, KELIO, CPAGE)
