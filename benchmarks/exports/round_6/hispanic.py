"""Exports in Spanish: Chile and Spain.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    manager_email,
    number,
    of,
    one_of,
    pattern,
    pay,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person


def _rut(person: Person) -> str:
    return f"{person.other_number % 15_000_000 + 6_000_000}-{person.number % 10}"


# HCMFront: Descripción campos de la plantilla Excel (support.hcmfront.com), the fields up to the number of
# the house; the rest from general knowledge.
HCMFRONT = export(
    "hcmfront_colaboradores",
    "HCMFront",
    "es-CL",
    cols(
        "País de Emisión=other | Tipo de Documento=other | Número de Identificación=national_id | "
        "Nombres=first_name | Apellido Paterno=last_name | Apellido Materno=second_last_name | "
        "Email Corporativo=email | Email Personal=personal_email | Teléfono Fijo=any_phone | "
        "Celular=any_phone | Dirección=home_address | Número=home_address | Comuna=home_address | "
        "Fecha de Nacimiento=birth_date | Género=gender | Nacionalidad=sensitive | Empresa=company | "
        "Código de Ficha=employee_id | Cargo=title | Familia de Cargo=other | Área=department | "
        "Centro de Costo=cost_center_code | Sucursal=location | Fecha de Ingreso=hire_date | "
        "Fecha Inicio Cargo=position_date | Fecha de Desvinculación=termination_date | "
        "Causal de Término=termination_reason | Estado=status | Tipo de Contrato=employment_type | "
        "Número de Identificación Jefatura=national_id | Nombre Jefatura=manager_name | AFP=sensitive | "
        "Isapre=sensitive | Sueldo Base=pay",
        {
            "País de Emisión": fixed("Chile"),
            "Tipo de Documento": fixed("Documento Identidad"),
            "Número de Identificación": lambda person, rng: _rut(person),
            "Apellido Materno": one_of("Rojas", "Soto", "Fuentes", "Araya", "Silva"),
            "Teléfono Fijo": of("phone"),
            "Dirección": of("street"),
            "Número": lambda person, rng: person.number % 900 + 10,
            "Comuna": place("city"),
            "Fecha de Nacimiento": day_cell("born_on"),
            "Género": gender("Femenino", "Masculino"),
            "Nacionalidad": fixed("Chilena"),
            "Empresa": fixed("Araucaria S.A."),
            "Código de Ficha": number("{:06}"),
            "Familia de Cargo": one_of("Administrativos", "Profesionales", "Operaciones"),
            "Fecha de Ingreso": day_cell("hired_on"),
            "Fecha Inicio Cargo": day_cell("in_job_since"),
            "Fecha de Desvinculación": day_cell("last_day"),
            "Causal de Término": state("", "", "", "Art. 159 N°2 Renuncia"),
            "Estado": state("Vigente", "Con licencia médica", "Vigente", "Finiquitado"),
            "Tipo de Contrato": one_of("Indefinido", "Indefinido", "Plazo fijo"),
            "Número de Identificación Jefatura": lambda person, rng: (
                _rut(person.manager) if person.manager else ""
            ),
            "AFP": one_of("Habitat", "Modelo", "Provida"),
            "Isapre": one_of("Fonasa", "Colmena", "Banmédica"),
            "Sueldo Base": pay("{:.0f}"),
        },
    ),
    {
        "email": "Email Corporativo",
        "employee_id": "Código de Ficha",
        "first_name": "Nombres",
        "last_name": "Apellido Paterno",
        "title": "Cargo",
        "department": "Área",
        "location": "Sucursal",
        "hire_date": "Fecha de Ingreso",
        "termination_date": "Fecha de Desvinculación",
        "status": "Estado",
    },
    form=Format(kind="excel"),
    dates=ANY_FORMAT,
    status={"Vigente": "active", "Con licencia médica": "leave", "Finiquitado": "inactive"},
    optional={"phone": ("Teléfono Fijo", "Celular")},
    note="who leads somebody is said by the number of an identity card, which nobody may use",
)


def _absent(person: Person, rng: object) -> Cell:
    return "Sí" if person.is_gone else "No"


# aTurnos: Importación/Altas de trabajadores (básico), the columns up to the telephone; the others are a
# customer's own data of people, from general knowledge.
ATURNOS = export(
    "aturnos_trabajadores",
    "aTurnos",
    "es",
    cols(
        "Nombre=full_name | Mail=email | Fecha de alta=hire_date | Categoría=title | Especialidades=other | "
        "Localización=location | Teléfono=any_phone | Nº empleado=employee_id | Departamento=department | "
        "Mail responsable=manager_email | Fecha de baja=termination_date | Baja=status | NIF=national_id | "
        "Jornada=employment_type | Color=other",
        {
            "Nombre": of("name"),
            "Fecha de alta": day("hired_on", "%d/%m/%Y"),
            "Especialidades": sometimes(0.3, one_of("Primeros auxilios", "Carretillero", "Prevención")),
            "Nº empleado": number("{}"),
            "Mail responsable": manager_email,
            "Fecha de baja": day("last_day", "%d/%m/%Y"),
            "Baja": _absent,
            "NIF": pattern("########K"),
            "Jornada": one_of("Completa", "Completa", "Parcial"),
            "Color": one_of("#2E86C1", "#28B463", "#CA6F1E"),
        },
    ),
    {
        "email": "Mail",
        "employee_id": "Nº empleado",
        "full_name": "Nombre",
        "title": "Categoría",
        "department": "Departamento",
        "location": "Localización",
        "hire_date": "Fecha de alta",
        "termination_date": "Fecha de baja",
        "status": "Baja",
        "manager": "Mail responsable",
    },
    form=Format(delimiter=";", encoding="latin-1"),
    refers_to="email",
    dates="%d/%m/%Y",
    status={"No": "active", "Sí": "inactive"},
    order="first_last",
    optional={"phone": ("Teléfono",)},
    note="the whole name in a column that is mostly that of the first one; yes says that somebody is gone",
)

HISPANIC: tuple[Export, ...] = (HCMFRONT, ATURNOS)
