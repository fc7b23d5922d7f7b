"""Held-out exports of further Spanish and of Brazilian systems.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    number,
    of,
    one_of,
    pattern,
    pay,
    place,
    state,
)
from benchmarks.exports.model import Export, Format, export

_DMY = "%d/%m/%Y"
_WINDOWS = Format(delimiter=";", encoding="cp1252")

# Labels of a worker list of a3 (Wolters Kluwer).
A3 = export(
    "a3_trabajadores",
    "A3 Nom",
    "es",
    cols(
        "Cód. empresa=company_code | Cód. trabajador=employee_id | Nombre completo=full_name | "
        "NIF=national_id | NAF=national_id | Situación=status | Fecha alta=hire_date | "
        "Fecha antigüedad=original_hire_date | Fecha baja=termination_date | "
        "Centro de trabajo=location | Cód. departamento=department_code | Departamento=department | "
        "Categoría=employment_type | Puesto=title | E-mail empresa=email | Responsable=manager_name | "
        "Domicilio=home_address | Bruto anual=pay | IBAN=iban",
        {
            "Cód. empresa": fixed("00017"),
            "Cód. trabajador": number("{:06}"),
            "Nombre completo": lambda person, rng: f"{person.last_name}, {person.first_name}".upper(),
            "NIF": pattern("########K"),
            "NAF": pattern("28/########/##"),
            "Situación": state("Alta", "Alta", "Excedencia", "Baja"),
            "Fecha alta": day("hired_on", _DMY),
            "Fecha antigüedad": day("first_hired_on", _DMY),
            "Fecha baja": day("last_day", _DMY),
            "Categoría": one_of("Grupo 1", "Grupo 2", "Grupo 3"),
            "Bruto anual": pay(comma=True),
            "IBAN": pattern("ES################0000##"),
        },
    ),
    {
        "email": "E-mail empresa",
        "employee_id": "Cód. trabajador",
        "full_name": "Nombre completo",
        "title": "Puesto",
        "department": "Departamento",
        "location": "Centro de trabajo",
        "hire_date": "Fecha alta",
        "termination_date": "Fecha baja",
        "status": "Situación",
    },
    form=_WINDOWS,
    dates=_DMY,
    status={"Alta": "active", "Baja": "inactive", "Excedencia": "ask"},
    order="last_first",
    note="`Baja` comes with a last day, so it means gone and not ill; `Alta` is also a first day",
)

# MAPAL OS: Añadir varios usuarios a la vez (columns, `normalmente la dirección de correo`, DD/MM/AAAA).
MAPAL = export(
    "mapal_plantilla_usuarios",
    "MAPAL OS",
    "es",
    cols(
        "Nombre=first_name | Apellido=last_name | Estado=status | Perfil de usuario=other | "
        "Identificador externo=email | Título profesional=title | Fecha de inicio=hire_date | "
        "ID del Centro=location_code | Departamento=department",
        {
            "Estado": state("Activo", "Activo", "Activo", "Inactivo"),
            "Perfil de usuario": one_of("Empleado", "Empleado", "Gerente"),
            "Fecha de inicio": day("hired_on", _DMY),
        },
    ),
    {
        "email": "Identificador externo",
        "first_name": "Nombre",
        "last_name": "Apellido",
        "title": "Título profesional",
        "department": "Departamento",
        "hire_date": "Fecha de inicio",
        "status": "Estado",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    dates=_DMY,
    status={"Activo": "active", "Inactivo": "inactive"},
    optional={"location": ("ID del Centro",), "employee_id": ("Identificador externo",)},
    note="the e-mail is in a column that is called an identifier",
)

# TOTVS Protheus: fields of the table SRA and of its cost centers and functions.
PROTHEUS = export(
    "totvs_protheus_sra",
    "TOTVS Protheus",
    "pt-BR",
    cols(
        "RA_FILIAL=location_code | RA_MAT=employee_id | RA_NOME=full_name | RA_CIC=national_id | "
        "RA_PIS=national_id | RA_NASC=birth_date | RA_SEXO=gender | RA_ADMISSA=hire_date | "
        "RA_DEMISSA=termination_date | RA_SITFOLH=status_code | RA_CC=cost_center_code | "
        "CTT_DESC01=cost_center | RA_CODFUNC=title_code | RJ_DESC=title | RA_EMAIL=email | RA_SALARIO=pay",
        {
            "RA_FILIAL": place("code"),
            "RA_MAT": number("{:06}"),
            "RA_NOME": lambda person, rng: person.name.upper(),
            "RA_CIC": pattern("###########"),
            "RA_PIS": pattern("12#########"),
            "RA_NASC": day("born_on", "%Y%m%d"),
            "RA_SEXO": gender("F", "M"),
            "RA_ADMISSA": day("hired_on", "%Y%m%d"),
            "RA_DEMISSA": day("last_day", "%Y%m%d"),
            "RA_SITFOLH": state("", "F", "A", "D"),
            "CTT_DESC01": of("department"),
        },
    ),
    {
        "email": "RA_EMAIL",
        "employee_id": "RA_MAT",
        "full_name": "RA_NOME",
        "title": "RJ_DESC",
        "hire_date": "RA_ADMISSA",
        "termination_date": "RA_DEMISSA",
    },
    form=_WINDOWS,
    dates="%Y%m%d",
    order="first_last",
    must_ask=("status",),
    optional={"department": ("CTT_DESC01",), "location": ("RA_FILIAL",)},
    note="field codes; whoever works normally has a blank status, which no list of words can say",
)

# Senior HCM, labels of a list of employees.
SENIOR = export(
    "senior_colaboradores",
    "Senior HCM",
    "pt-BR",
    cols(
        "Empresa=company | Filial=location | Matrícula=employee_id | Colaborador=full_name | "
        "CPF=national_id | Data de Nascimento=birth_date | Sexo=gender | Admissão=hire_date | "
        "Desligamento=termination_date | Situação=status | Tipo de Contrato=employment_type | "
        "Cargo=title | Departamento=department | Centro de Custo=cost_center_code | "
        "E-mail Corporativo=email | E-mail Particular=personal_email | Celular=any_phone | "
        "Gestor=manager_name | Matrícula do Gestor=manager_id | Salário=pay",
        {
            "Empresa": fixed("Jatobá Indústria S.A."),
            "CPF": pattern("###.###.###-##"),
            "Data de Nascimento": day("born_on", _DMY),
            "Sexo": gender("Feminino", "Masculino"),
            "Admissão": day("hired_on", _DMY),
            "Desligamento": day("last_day", _DMY, "00/00/0000"),
            "Situação": state("Trabalhando", "Auxílio Doença", "Férias", "Demitido"),
            "Tipo de Contrato": one_of("CLT", "CLT", "Estágio", "Aprendiz"),
            "Salário": pay("R$ {:,.2f}", comma=True),
        },
    ),
    {
        "email": "E-mail Corporativo",
        "employee_id": "Matrícula",
        "full_name": "Colaborador",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Filial",
        "hire_date": "Admissão",
        "termination_date": "Desligamento",
        "status": "Situação",
        "manager": "Matrícula do Gestor",
    },
    form=Format(delimiter=";"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Trabalhando": "active", "Férias": "active", "Auxílio Doença": "leave", "Demitido": "inactive"},
    order="first_last",
    optional={"phone": ("Celular",)},
    note="no last day is 00/00/0000",
)

IBERIAN: tuple[Export, ...] = (A3, MAPAL, PROTHEUS, SENIOR)
