"""Last exports in Spanish: Spain and Mexico.

Belongs here and does not: as in `american.py`.
"""

from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    gender,
    hours,
    last_first,
    manager_email,
    manager_number,
    number,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

# Sesame HR: Instructions for a correct import of employees (code, names, kind and number of the identity
# document, birthday, children, disability); the Spanish labels and the rest from general knowledge.
SESAME = export(
    "sesame_empleados",
    "Sesame HR",
    "es",
    cols(
        "Código=employee_id | Nombre=first_name | Apellidos=last_name | "
        "Tipo de identificación=sensitive | Nº de identificación=national_id | "
        "Fecha de nacimiento=birth_date | Género=gender | Nacionalidad=sensitive | "
        "Nº de hijos=sensitive | Grado de discapacidad=sensitive | Email=email | "
        "Email personal=personal_email | Teléfono=any_phone | PIN=other | Cargo=title | "
        "Departamento=department | Centro=location | Responsable=manager_name | "
        "Email del responsable=manager_email | Fecha de inicio=hire_date | Fecha de fin=termination_date | "
        "Estado=status | Jornada=employment_type",
        {
            "Código": number(),
            "Tipo de identificación": one_of("DNI", "DNI", "NIE"),
            "Nº de identificación": pattern("########T"),
            "Género": gender("Mujer", "Hombre"),
            "Nacionalidad": one_of("Española", "Española", "Colombiana"),
            "Nº de hijos": one_of("", "1", "2"),
            "Grado de discapacidad": one_of("", "", "", "33"),
            "PIN": pattern("####"),
            "Email del responsable": manager_email,
            "Estado": state("Activo", "Activo", "Activo", "Desactivado"),
            "Jornada": hours("Completa", "Parcial"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Código",
        "first_name": "Nombre",
        "last_name": "Apellidos",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Centro",
        "hire_date": "Fecha de inicio",
        "termination_date": "Fecha de fin",
        "status": "Estado",
        "manager": "Email del responsable",
    },
    refers_to="email",
    status={"Activo": "active", "Desactivado": "inactive"},
    optional={"phone": ("Teléfono",)},
    note="a code and a PIN; three columns about family and health",
)

# From general knowledge: a list of a payroll bureau, in capitals and with short words.
PLANTILLA = export(
    "gestoria_listado_plantilla",
    "list of a payroll bureau",
    "es",
    cols(
        "COD. EMP.=company_code | COD. TRAB.=employee_id | APELLIDOS, NOMBRE=full_name | "
        "N.I.F.=national_id | Nº AFIL. S.S.=national_id | F. NACIM.=birth_date | "
        "F. ANTIG.=original_hire_date | F. ALTA=hire_date | F. BAJA=termination_date | "
        "TIPO CONTR.=employment_type | GR. COTIZ.=other | CATEGORÍA=other | PUESTO=title | "
        "DPTO.=department | C. TRABAJO=location | SIT.=status | COD. RESP.=manager_id | "
        "E-MAIL EMPRESA=email | TFNO. EMPRESA=phone | TFNO. PARTIC.=personal_phone | "
        "CTA. BANCARIA=iban | BRUTO ANUAL=pay",
        {
            "COD. EMP.": lambda person, rng: "0012",
            "COD. TRAB.": number("{:06}"),
            "APELLIDOS, NOMBRE": last_first,
            "N.I.F.": pattern("########Z"),
            "Nº AFIL. S.S.": pattern("28/########/##"),
            "F. NACIM.": day_cell("born_on"),
            "F. ANTIG.": day_cell("first_hired_on"),
            "F. ALTA": day_cell("hired_on"),
            "F. BAJA": day_cell("last_day"),
            "TIPO CONTR.": one_of("100", "200", "402"),
            "GR. COTIZ.": one_of("01", "05", "07"),
            "CATEGORÍA": one_of("TITULADO SUPERIOR", "OFICIAL 1ª", "AUXILIAR"),
            "SIT.": state("ALTA", "I.T.", "EXCED.", "BAJA"),
            "COD. RESP.": manager_number("{:06}"),
            "CTA. BANCARIA": pattern("ES## #### #### #### #### ####"),
        },
    ),
    {
        "email": "E-MAIL EMPRESA",
        "employee_id": "COD. TRAB.",
        "full_name": "APELLIDOS, NOMBRE",
        "title": "PUESTO",
        "department": "DPTO.",
        "location": "C. TRABAJO",
        "phone": "TFNO. EMPRESA",
        "hire_date": "F. ALTA",
        "termination_date": "F. BAJA",
        "status": "SIT.",
        "manager": "COD. RESP.",
    },
    form=Format(
        kind="excel",
        titles=(("LISTADO DE PLANTILLA A FECHA 02/11/2026",), ("ALDABA SERVICIOS, S.L.",)),
        trailer=("", "TOTAL TRABAJADORES: {people}"),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    order="last_first",
    status={"ALTA": "active", "I.T.": "leave", "EXCED.": "ask", "BAJA": "inactive"},
    note="I.T. is sick leave; whether an unpaid leave of years keeps the account must be asked",
)


def _contpaqi_state(person: Person, rng: Random) -> Cell:
    if person.is_gone:
        return "B"
    return "R" if person.first_hired_on != person.hired_on else "A"


# CONTPAQi: Nóminas, course manual (code of the employee, departments, jobs); the rest from general knowledge.
CONTPAQI = export(
    "contpaqi_empleados",
    "CONTPAQi Nóminas",
    "es-MX",
    cols(
        "Código=employee_id | Apellido paterno=last_name | Apellido materno=second_last_name | "
        "Nombre=first_name | Fecha de alta=hire_date | Fecha de baja=termination_date | "
        "Causa de baja=other | Estado del empleado=status | Departamento=department | Puesto=title | "
        "Sucursal=location | Registro patronal=company_code | Tipo de contrato=employment_type | "
        "Salario diario=pay | R.F.C.=national_id | C.U.R.P.=national_id | N.S.S.=national_id | "
        "Clabe interbancaria=iban | Correo electrónico=email | Correo personal=personal_email | "
        "Tel. oficina=phone | Jefe inmediato (código)=manager_id | Sexo=gender",
        {
            "Código": number("{:05}"),
            "Apellido materno": one_of("Hernández", "Cruz", "Flores", "Reyes", ""),
            "Fecha de alta": day("hired_on", "%d/%m/%Y"),
            "Fecha de baja": day("last_day", "%d/%m/%Y"),
            "Causa de baja": state("", "", "", "Separación voluntaria"),
            "Estado del empleado": _contpaqi_state,
            "Registro patronal": one_of("Y5412345103", "Y5498765107"),
            "Tipo de contrato": one_of("01", "01", "02"),
            "Salario diario": lambda person, rng: f"{person.salary / 365:.2f}",
            "R.F.C.": pattern("XAXX######XX#"),
            "C.U.R.P.": pattern("XEXX######HNEXXX0#"),
            "N.S.S.": pattern("###########"),
            "Clabe interbancaria": pattern("##################"),
            "Correo personal": sometimes(0.5, lambda person, rng: person.personal_email),
            "Jefe inmediato (código)": manager_number("{:05}"),
            "Sexo": gender("F", "M"),
        },
    ),
    {
        "email": "Correo electrónico",
        "employee_id": "Código",
        "first_name": "Nombre",
        "last_name": "Apellido paterno",
        "title": "Puesto",
        "department": "Departamento",
        "location": "Sucursal",
        "phone": "Tel. oficina",
        "hire_date": "Fecha de alta",
        "termination_date": "Fecha de baja",
        "status": "Estado del empleado",
        "manager": "Jefe inmediato (código)",
    },
    form=Format(encoding="cp1252"),
    refers_to="employee_id",
    dates="%d/%m/%Y",
    status={"A": "active", "R": "leave", "B": "inactive"},
    note="A, B and R stand for Alta, Baja and Reingreso: who came back is there, and may be asked about",
)

HISPANIC: tuple[Export, ...] = (SESAME, PLANTILLA, CONTPAQI)
