"""Exports in Spanish and Portuguese: Mexico, Spain, and Brazil.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    pay,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d/%m/%Y"


def _mother(person: Person, rng: object) -> Cell:
    return ("Salazar", "Vega", "Cordero", "Luna", "Rivas")[person.number % 5]


# From general knowledge: the catalogue of workers of a Mexican payroll program, with fields of the customer.
NOI = export(
    "noi_catalogo_trabajadores",
    "NOI (Aspel)",
    "es-MX",
    cols(
        "Clave=employee_id | Apellido paterno=last_name | Apellido materno=second_last_name | "
        "Nombre(s)=first_name | R.F.C.=national_id | C.U.R.P.=national_id | "
        "Núm. de seguridad social=national_id | Sexo=gender | Fecha de nacimiento=birth_date | "
        "Estatus=status | Fecha de alta=hire_date | Fecha de baja=termination_date | "
        "Causa de baja=other | Tipo de contrato=employment_type | Registro patronal=other | "
        "Departamento=department | Puesto=title | Centro de trabajo=location | Turno=other | "
        "Clave del jefe inmediato=manager_id | Jefe inmediato=manager_name | "
        "Correo electrónico empresa=email | Correo electrónico personal=personal_email | "
        "Teléfono oficina=phone | Teléfono particular=personal_phone | Salario diario=pay | "
        "Cuenta CLABE=iban",
        {
            "Clave": number("{:05}"),
            "Apellido materno": _mother,
            "R.F.C.": pattern("XAXX######AB#"),
            "C.U.R.P.": pattern("XAXX######HDFRRL0#"),
            "Núm. de seguridad social": pattern("###########"),
            "Sexo": gender("Femenino", "Masculino"),
            "Fecha de nacimiento": day("born_on", _DMY),
            "Estatus": state("Alta", "Alta", "Alta", "Baja"),
            "Fecha de alta": day("hired_on", _DMY),
            "Fecha de baja": day("last_day", _DMY),
            "Causa de baja": state("", "", "", "Renuncia voluntaria"),
            "Tipo de contrato": one_of("Indeterminado", "Indeterminado", "Determinado"),
            "Registro patronal": fixed("Y5412345107"),
            "Turno": one_of("Matutino", "Vespertino", "Mixto"),
            "Clave del jefe inmediato": manager_number("{:05}"),
            "Salario diario": lambda person, rng: f"{person.salary / 100:.2f}",
            "Cuenta CLABE": pattern("##################"),
        },
    ),
    {
        "email": "Correo electrónico empresa",
        "employee_id": "Clave",
        "first_name": "Nombre(s)",
        "last_name": "Apellido paterno",
        "title": "Puesto",
        "department": "Departamento",
        "location": "Centro de trabajo",
        "phone": "Teléfono oficina",
        "hire_date": "Fecha de alta",
        "termination_date": "Fecha de baja",
        "status": "Estatus",
        "manager": "Clave del jefe inmediato",
    },
    form=Format(encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Alta": "active", "Baja": "inactive"},
    note="alta and baja are status and dates; two family names in two columns",
)

# From general knowledge: a list of workers of a Spanish payroll program.
NOMINASOL = export(
    "nominasol_trabajadores",
    "NóminaSOL",
    "es",
    cols(
        "Empresa=company | Código trabajador=employee_id | NIF=national_id | Apellidos=last_name | "
        "Nombre=first_name | Nº afiliación S.S.=national_id | Sexo=gender | F. nacimiento=birth_date | "
        "Situación=status | F. antigüedad=original_hire_date | F. alta=hire_date | "
        "F. baja=termination_date | "
        "Tipo contrato=employment_type | Categoría profesional=job_level | Puesto de trabajo=title | "
        "Departamento=department | Centro de trabajo=location | Responsable=manager_name | "
        "E-mail responsable=manager_email | E-mail corporativo=email | E-mail personal=personal_email | "
        "Teléfono trabajo=phone | Domicilio=home_address | IBAN=iban | Salario bruto anual=pay",
        {
            "Empresa": fixed("Distribuciones Alameda, S.L."),
            "Código trabajador": number("{:06}"),
            "NIF": pattern("########Z"),
            "Nº afiliación S.S.": pattern("28/########/##"),
            "Sexo": gender("M", "H"),
            "F. nacimiento": day_cell("born_on"),
            "Situación": state("En activo", "Excedencia", "En activo", "De baja en la empresa"),
            "F. antigüedad": day_cell("first_hired_on"),
            "F. alta": day_cell("hired_on"),
            "F. baja": day_cell("last_day"),
            "Tipo contrato": one_of("100", "100", "189", "402"),
            "Categoría profesional": one_of("Grupo I", "Grupo II", "Grupo III"),
            "IBAN": pattern("ES## #### #### ## ##########"),
            "Salario bruto anual": of("salary"),
        },
    ),
    {
        "email": "E-mail corporativo",
        "employee_id": "Código trabajador",
        "first_name": "Nombre",
        "last_name": "Apellidos",
        "title": "Puesto de trabajo",
        "department": "Departamento",
        "location": "Centro de trabajo",
        "phone": "Teléfono trabajo",
        "hire_date": "F. alta",
        "termination_date": "F. baja",
        "status": "Situación",
        "manager": "E-mail responsable",
    },
    form=Format(kind="excel", titles=(("Listado de trabajadores",), ("Fecha:", "02/11/2026"))),
    refers_to="email",
    dates=ANY_FORMAT,
    status={"En activo": "active", "Excedencia": "leave", "De baja en la empresa": "inactive"},
    note="M is mujer here; seniority began on another day",
)

# Pontotel: I05 - Importadores de arquivos (place of work, employer, the rows above the data); the rest from
# general knowledge.
PONTOTEL = export(
    "pontotel_empregados",
    "Pontotel",
    "pt-BR",
    cols(
        "Nome completo=full_name | CPF=national_id | PIS=national_id | Matrícula=employee_id | "
        "Local de trabalho=location | Empregador=company | Departamento=department | Cargo=title | "
        "Centro de custo=cost_center_code | Escala=other | Data de admissão=hire_date | "
        "Data de demissão=termination_date | Situação=status | Tipo de vínculo=employment_type | "
        "E-mail corporativo=email | E-mail pessoal=personal_email | Celular=any_phone | "
        "Matrícula do gestor=manager_id | Gestor=manager_name | Data de nascimento=birth_date | "
        "Gênero=gender | Salário=pay",
        {
            "CPF": pattern("###.###.###-##"),
            "PIS": pattern("###.#####.##-#"),
            "Matrícula": number("{:06}"),
            "Empregador": one_of("Ipê Alimentos S.A.", "Ipê Logística Ltda."),
            "Escala": one_of("5x2", "6x1", "12x36"),
            "Data de admissão": day("hired_on", _DMY),
            "Data de demissão": day("last_day", _DMY),
            "Situação": state("Ativo", "Afastado", "Ativo", "Demitido"),
            "Tipo de vínculo": one_of("CLT", "CLT", "Estágio", "Aprendiz"),
            "Matrícula do gestor": manager_number("{:06}"),
            "Data de nascimento": day("born_on", _DMY),
            "Gênero": gender("Feminino", "Masculino"),
            "Salário": pay("{:,.2f}", comma=True),
        },
    ),
    {
        "email": "E-mail corporativo",
        "employee_id": "Matrícula",
        "full_name": "Nome completo",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Local de trabalho",
        "hire_date": "Data de admissão",
        "termination_date": "Data de demissão",
        "status": "Situação",
        "manager": "Matrícula do gestor",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Ativo": "active", "Afastado": "leave", "Demitido": "inactive"},
    order="first_last",
    optional={"phone": ("Celular",)},
    note="a full name only; the employer is a company, not a place",
)

IBERIAN: tuple[Export, ...] = (NOI, NOMINASOL, PONTOTEL)
