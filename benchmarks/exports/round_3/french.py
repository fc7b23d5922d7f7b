"""Last exports in French.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_email,
    of,
    one_of,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d/%m/%Y"

# Atimeüs: Import des collaborateurs (all but the job, the e-mail, and who is responsible).
ATIMEUS = export(
    "atimeus_collaborateurs",
    "Atimeüs",
    "fr",
    cols(
        "Matricule=employee_id | Nom=last_name | Prénom=first_name | Date de naissance=birth_date | "
        "Date d'entrée=hire_date | Date d'ancienneté=original_hire_date | "
        "Date de sortie=termination_date | Référence externe=other_id | Email=email | "
        "Division=division | Lieu de rattachement=location | Profil=other | "
        "Intitulé de poste=title | Genre=gender | Actif ?=status | TACE cible=other | "
        "Nom de voie=home_address | Code postal=home_address | Ville=home_address | N° de poste=phone | "
        "N° de téléphone pro=mobile | N° de téléphone perso=personal_phone | Email perso=personal_email | "
        "Fournisseur=other | Niveau d'expérience=other | Responsable=manager_name | "
        "Email responsable=manager_email",
        {
            "Matricule": lambda person, rng: f"V{person.number}",
            "Date de naissance": day("born_on", _DMY),
            "Date d'entrée": day("hired_on", _DMY),
            "Date d'ancienneté": day("first_hired_on", _DMY),
            "Date de sortie": day("last_day", _DMY),
            "Division": of("department"),
            "Profil": one_of("Collaborateur", "Collaborateur", "Manager", "Administrateur"),
            "Genre": gender("Femme", "Homme"),
            "Actif ?": state("Oui", "Oui", "Oui", "Non"),
            "TACE cible": hours("0,83", "0,60"),
            "Nom de voie": of("street"),
            "Code postal": of("zip_code"),
            "Ville": lambda person, rng: person.place.city,
            "Fournisseur": fixed(""),
            "Niveau d'expérience": one_of("Junior", "Confirmé", "Sénior"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom",
        "title": "Intitulé de poste",
        "department": "Division",
        "location": "Lieu de rattachement",
        "phone": ("N° de téléphone pro", "N° de poste"),
        "hire_date": "Date d'entrée",
        "termination_date": "Date de sortie",
        "status": "Actif ?",
        "manager": "Email responsable",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="email",
    dates=_DMY,
    status={"Oui": "active", "Non": "inactive"},
    identity=("Matricule", "Référence externe"),
    note="`Profil` is a right, not a job; `Ville` is that of the home; `Division` holds departments",
)

# PayFit: Ajouter un collaborateur (`nom d'usage`, `date de début de contrat`); the rest from general
# knowledge.
PAYFIT = export(
    "payfit_export_collaborateurs",
    "PayFit",
    "fr",
    cols(
        "Matricule=employee_id | Titre=salutation | Prénom=first_name | Nom de naissance=birth_name | "
        "Nom d'usage=last_name | E-mail personnel=personal_email | E-mail professionnel=email | "
        "Téléphone=any_phone | Numéro de Sécurité Sociale=national_id | Nationalité=sensitive | "
        "Intitulé du poste=title | Équipe=department | Établissement=location | "
        "Nature du contrat=employment_type | Statut=other | Date de début de contrat=hire_date | "
        "Fin de période d'essai=record_date | Date de fin de contrat=termination_date | "
        "Manager=manager_name | IBAN=iban | Salaire annuel brut=pay",
        {
            "Titre": gender("Mme", "M."),
            "Nom de naissance": of("last_name"),
            "Numéro de Sécurité Sociale": pattern("2 ## ## ## ### ### ##"),
            "Nationalité": one_of("Française", "Française", "Italienne"),
            "Nature du contrat": one_of("CDI", "CDI", "CDD", "Apprentissage"),
            "Statut": one_of("Cadre", "Non cadre", "Agent de maîtrise"),
            "Date de début de contrat": day_cell("hired_on"),
            "Fin de période d'essai": sometimes(0.1, day_cell("in_job_since")),
            "Date de fin de contrat": day_cell("last_day"),
            "IBAN": pattern("FR## #### #### #### #### ####"),
            "Salaire annuel brut": pay(),
        },
    ),
    {
        "email": "E-mail professionnel",
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom d'usage",
        "title": "Intitulé du poste",
        "department": "Équipe",
        "location": "Établissement",
        "hire_date": "Date de début de contrat",
        "termination_date": "Date de fin de contrat",
    },
    form=Format(kind="excel"),
    dates=ANY_FORMAT,
    optional={"phone": ("Téléphone",)},
    note="`Statut` is a class of employees, `Titre` a form of address; the manager is but a name",
)

# From general knowledge: a list that HR of a French branch keeps for its head office.
EFFECTIF = export(
    "fichier_effectif_mentorat",
    "list of a French branch",
    "fr",
    cols(
        "N° salarié=employee_id | NOM Prénom=full_name | Mail pro=email | Tél. pro=phone | "
        "Fonction=title | CSP=other | Direction=division | Service=department | Site=location | "
        "Date anc.=original_hire_date | Date entrée=hire_date | Sortie le=termination_date | "
        "Situation=status | N+1=manager_name | Mail N+1=manager_email | "
        "Mail RRH=other_email | Tps travail=employment_type | RQTH=sensitive",
        {
            "N° salarié": lambda person, rng: f"{person.number:08}",
            "NOM Prénom": lambda person, rng: f"{person.last_name.upper()} {person.first_name}",
            "CSP": one_of("Cadre", "ETAM", "Ouvrier"),
            "Date anc.": day("first_hired_on", "%d/%m/%y"),
            "Date entrée": day("hired_on", "%d/%m/%y"),
            "Sortie le": day("last_day", "%d/%m/%y"),
            "Situation": state("Présent", "Absence longue durée", "Présent", "Sorti"),
            "Mail N+1": manager_email,
            "Mail RRH": one_of("rrh.siege@valmont.example", "rrh.usines@valmont.example"),
            "Tps travail": hours("TC", "TP"),
            "RQTH": one_of("N", "N", "N", "O"),
        },
    ),
    {
        "email": "Mail pro",
        "employee_id": "N° salarié",
        "title": "Fonction",
        "department": ("Service", "Direction"),
        "location": "Site",
        "phone": "Tél. pro",
        "hire_date": "Date entrée",
        "termination_date": "Sortie le",
        "status": "Situation",
        "manager": "Mail N+1",
    },
    form=Format(delimiter=";", encoding="cp1252", titles=(("Effectif au 02/11/2026",),)),
    refers_to="email",
    dates="%d/%m/%y",
    status={"Présent": "active", "Absence longue durée": "leave", "Sorti": "inactive"},
    must_ask=("full_name",),
    note="N+1 is the manager; neither order of a full name fits `MARTIN Camille`",
)

FRENCH: tuple[Export, ...] = (ATIMEUS, PAYFIT, EFFECTIF)
