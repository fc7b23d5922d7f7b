"""Fresh exports in French and Portuguese.

Belongs here and does not: as in `north_america.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    other_number,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d/%m/%Y"

# From general knowledge: a list of the personnel in a workbook, with a row of totals.
SAGE_PAIE = export(
    "sage_paie_liste",
    "Sage Paie & RH",
    "fr",
    cols(
        "Matricule=employee_id | Civilité=salutation | Nom=last_name | Prénom=first_name | "
        "Nom de jeune fille=birth_name | N° Sécurité sociale=national_id | Date de naissance=birth_date | "
        "Date d'entrée=hire_date | Date d'ancienneté=original_hire_date | Date de sortie=termination_date | "
        "Motif de sortie=termination_reason | Emploi=title | Qualification=other | Coefficient=other | "
        "Département=department | Établissement=location | Nature du contrat=employment_type | "
        "Mail professionnel=email | Mail personnel=personal_email | Tél. professionnel=phone | "
        "Salaire de base=pay",
        {
            "Matricule": number("{:06}"),
            "Civilité": gender("Mme", "M."),
            "Nom de jeune fille": sometimes(0.2, of("last_name")),
            "N° Sécurité sociale": pattern("1 ## ## ## ### ### ##"),
            "Date de naissance": day_cell("born_on"),
            "Date d'entrée": day_cell("hired_on"),
            "Date d'ancienneté": day_cell("first_hired_on"),
            "Date de sortie": day_cell("last_day"),
            "Motif de sortie": state("", "", "", "Démission"),
            "Qualification": one_of("Employé", "Agent de maîtrise", "Cadre"),
            "Coefficient": one_of("190", "240", "305"),
            "Nature du contrat": one_of("CDI", "CDI", "CDD", "Apprentissage"),
            "Salaire de base": of("salary"),
        },
    ),
    {
        "email": "Mail professionnel",
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom",
        "title": "Emploi",
        "department": "Département",
        "location": "Établissement",
        "phone": "Tél. professionnel",
        "hire_date": "Date d'entrée",
        "termination_date": "Date de sortie",
    },
    form=Format(
        kind="excel",
        titles=(("Liste du personnel",), ("Société", "VALMONT SAS"), ("Édité le", "02/11/2026")),
        trailer=("Total effectif", "{people}"),
    ),
    dates=ANY_FORMAT,
    note="a workbook with titles and a row of totals; no manager and no status",
)

# From general knowledge.
EURECIA = export(
    "eurecia_utilisateurs",
    "Eurécia",
    "fr",
    cols(
        "Identifiant=username | N° de matricule=employee_id | Nom de famille=last_name | "
        "Nom d'usage=other_last_name | Prénom=first_name | E-mail=email | E-mail perso.=personal_email | "
        "Téléphone bureau=phone | Portable perso.=personal_phone | Société=company | Service=department | "
        "Site de travail=location | Intitulé de poste=title | Type de contrat=employment_type | "
        "Date d'arrivée=hire_date | Fin de période d'essai=record_date | Date de départ=termination_date | "
        "Responsable hiérarchique=manager_name | E-mail du responsable=manager_email | "
        "Valideur congés=other_manager | Compte actif=status",
        {
            "N° de matricule": number("VA{}"),
            "Nom d'usage": sometimes(0.08, of("last_name")),
            "Société": fixed("Valmont SAS"),
            "Type de contrat": one_of("CDI", "CDI", "CDD", "Stage"),
            "Date d'arrivée": day("hired_on", _DMY),
            "Fin de période d'essai": day("in_job_since", _DMY),
            "Date de départ": day("last_day", _DMY),
            "Responsable hiérarchique": manager_last_first,
            "Valideur congés": lambda person, rng: (
                person.manager.manager.email if person.manager and person.manager.manager else ""
            ),
            "Compte actif": state("Oui", "Oui", "Oui", "Non"),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "N° de matricule",
        "first_name": "Prénom",
        "last_name": "Nom de famille",
        "title": "Intitulé de poste",
        "department": "Service",
        "location": "Site de travail",
        "phone": "Téléphone bureau",
        "hire_date": "Date d'arrivée",
        "termination_date": "Date de départ",
        "status": "Compte actif",
        "manager": "E-mail du responsable",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="email",
    dates=_DMY,
    status={"Oui": "active", "Non": "inactive"},
    note="who approves leave is the manager's manager; the used name is mostly blank",
)

# Gupy: Fluxo de integração de Colaboradores (cpf … cell_phone); the other keys from general knowledge.
GUPY = export(
    "gupy_colaboradores",
    "Gupy",
    "pt-BR",
    cols(
        "id=other_id | cpf=national_id | email=email | internal_number=employee_id | name=full_name | "
        "social_name=preferred_name | birth_name=birth_name | cell_phone=any_phone | "
        "/position/code=title_code | /position/name=title | /department/code=department_code | "
        "/department/name=department | /branch/name=location | /manager/email=manager_email | "
        "/manager/name=manager_name | admission_date=hire_date | resignation_date=termination_date | "
        "active=status | birth_date=birth_date",
        {
            "id": other_number(),
            "cpf": pattern("###########"),
            "internal_number": number("{:06}"),
            "social_name": sometimes(0.03, of("name")),
            "birth_name": of("name"),
            "active": state("true", "true", "true", "false"),
        },
    ),
    {
        "email": "email",
        "employee_id": "internal_number",
        "full_name": "name",
        "title": "/position/name",
        "department": "/department/name",
        "location": "/branch/name",
        "hire_date": "admission_date",
        "termination_date": "resignation_date",
        "status": "active",
        "manager": "/manager/email",
    },
    form=Format(kind="json", records=("results",)),
    refers_to="email",
    status={"true": "active", "false": "inactive"},
    identity=("internal_number", "id"),
    order="first_last",
    optional={"phone": ("cell_phone",)},
    note="nested objects; the national id is as unique as the number",
)

# From general knowledge: the labels of fields in a report with Portuguese as the language of the user.
SAP_EC = export(
    "successfactors_relatorio_pt",
    "SAP SuccessFactors Employee Central (relatório ad hoc)",
    "pt-BR",
    cols(
        "ID do usuário=employee_id | Nome=first_name | Sobrenome=last_name | "
        "E-mail comercial=email | E-mail pessoal=personal_email | Telefone comercial=phone | "
        "CPF=national_id | Status do funcionário=status | Título do cargo=title | "
        "Código do cargo=job_code | Empresa=company | Unidade de negócios=division | "
        "Departamento=department | Centro de custo=cost_center_code | Local=location | "
        "Data de admissão=hire_date | Data de início no cargo=position_date | "
        "Data de rescisão=termination_date | Motivo da rescisão=termination_reason | "
        "Superior imediato=manager_name | ID do superior imediato=manager_id | "
        "ID do parceiro de RH=other_manager | Raça/cor=sensitive | Salário=pay",
        {
            "CPF": pattern("###.###.###-##"),
            "Status do funcionário": state("Ativo", "Licença remunerada", "Suspenso", "Desligado"),
            "Empresa": fixed("Jatobá Indústria S.A."),
            "Data de admissão": day("hired_on", _DMY),
            "Data de início no cargo": day("in_job_since", _DMY),
            "Data de rescisão": day("last_day", _DMY),
            "Motivo da rescisão": state("", "", "", "Pedido de demissão"),
            "ID do superior imediato": manager_number("{}", "NO_MANAGER"),
            "ID do parceiro de RH": fixed("90017"),
            "Raça/cor": one_of("Branca", "Parda", "Preta", "Não informado"),
            "Salário": pay("{:.2f}", comma=True),
        },
    ),
    {
        "email": "E-mail comercial",
        "employee_id": "ID do usuário",
        "first_name": "Nome",
        "last_name": "Sobrenome",
        "title": "Título do cargo",
        "department": "Departamento",
        "location": "Local",
        "phone": "Telefone comercial",
        "hire_date": "Data de admissão",
        "termination_date": "Data de rescisão",
        "status": "Status do funcionário",
        "manager": "ID do superior imediato",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Ativo": "active", "Licença remunerada": "leave", "Suspenso": "ask", "Desligado": "inactive"},
    note="the partner of HR is no manager; whether a suspended person keeps the account must be asked",
)

ROMANCE: tuple[Export, ...] = (SAGE_PAIE, EURECIA, GUPY, SAP_EC)
