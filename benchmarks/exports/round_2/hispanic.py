"""Fresh exports in Spanish: Spain, Chile, Mexico.

Belongs here and does not: as in `north_america.py`.
"""

from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    last_first,
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
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d/%m/%Y"

# From general knowledge: Workday with Spanish as the language of the user.
WORKDAY_ES = export(
    "workday_trabajadores",
    "Workday (español)",
    "es",
    cols(
        "ID de empleado=employee_id | Trabajador=full_name | Nombre=first_name | Apellidos=last_name | "
        "Correo electrónico principal - Trabajo=email | "
        "Correo electrónico principal - Particular=personal_email | "
        "Teléfono principal - Trabajo=phone | Puesto=position_id | Nombre del puesto=title | "
        "Perfil de puesto=job_code | Organización de supervisión=department | Centro de coste=cost_center | "
        "Ubicación=location | Tipo de trabajador=employment_type | Estado del trabajador=status | "
        "Fecha de contratación=hire_date | Fecha de contratación original=original_hire_date | "
        "Fecha de cese=termination_date | Gerente=manager_name | ID de empleado del gerente=manager_id | "
        "Fecha de nacimiento=birth_date",
        {
            "Correo electrónico principal - Particular": of("personal_email"),
            "Puesto": lambda person, rng: f"P-{person.other_number}",
            "Tipo de trabajador": one_of("Empleado", "Empleado", "Trabajador contingente"),
            "Estado del trabajador": state("Activo", "De permiso", "Activo", "Cesado"),
        },
    ),
    {
        "email": "Correo electrónico principal - Trabajo",
        "employee_id": "ID de empleado",
        "first_name": "Nombre",
        "last_name": "Apellidos",
        "title": "Nombre del puesto",
        "department": "Organización de supervisión",
        "location": "Ubicación",
        "phone": "Teléfono principal - Trabajo",
        "hire_date": "Fecha de contratación",
        "termination_date": "Fecha de cese",
        "status": "Estado del trabajador",
        "manager": "ID de empleado del gerente",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    status={"Activo": "active", "De permiso": "leave", "Cesado": "inactive"},
    order="first_last",
    full_name_instead=("Trabajador",),
    note="`Puesto` is the number of a position, `Nombre del puesto` the title; `Nombre` the first name",
)

# From general knowledge.
ENDALIA = export(
    "endalia_empleados",
    "Endalia HR",
    "es",
    cols(
        "Cód. empleado=employee_id | Empleado=full_name | NIF=national_id | Sexo=gender | "
        "F. nacimiento=birth_date | F. antigüedad=original_hire_date | F. alta=hire_date | "
        "F. baja=termination_date | Motivo baja=termination_reason | Situación=status | Empresa=company | "
        "Centro de trabajo=location | Área=division | Departamento=department | Puesto de trabajo=title | "
        "Categoría=other | Email corporativo=email | Email personal=personal_email | "
        "Tfno. empresa=phone | Tfno. particular=personal_phone | Responsable directo=manager_name | "
        "Cód. responsable directo=manager_id | Retribución fija anual=pay",
        {
            "Cód. empleado": number("{:06}"),
            "Empleado": last_first,
            "NIF": pattern("########X"),
            "Sexo": gender("M", "H"),
            "F. nacimiento": day("born_on", _DMY),
            "F. antigüedad": day("first_hired_on", _DMY),
            "F. alta": day("hired_on", _DMY),
            "F. baja": day("last_day", _DMY),
            "Motivo baja": state("", "", "", "Baja voluntaria"),
            "Situación": state("En activo", "Excedencia", "En activo", "Baja"),
            "Empresa": fixed("Aldaba S.A."),
            "Categoría": one_of("Grupo 1", "Grupo 2", "Grupo 3"),
            "Cód. responsable directo": manager_number("{:06}"),
            "Retribución fija anual": pay("{:.2f}", comma=True),
        },
    ),
    {
        "email": "Email corporativo",
        "employee_id": "Cód. empleado",
        "full_name": "Empleado",
        "title": "Puesto de trabajo",
        "department": "Departamento",
        "location": "Centro de trabajo",
        "phone": "Tfno. empresa",
        "hire_date": "F. alta",
        "termination_date": "F. baja",
        "status": "Situación",
        "manager": "Cód. responsable directo",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"En activo": "active", "Excedencia": "leave", "Baja": "inactive"},
    order="last_first",
    note="`F.` is short for a date; `Excedencia` is unpaid leave; `alta` and `baja` are joining and leaving",
)


def _rut(person: Person, rng: Random) -> Cell:
    return pattern("1#.###.###-#")(person, rng)


def _manager_rut(person: Person, rng: Random) -> Cell:
    return _rut(person.manager, rng) if person.manager else ""


# From general knowledge: in Chile the national id (RUT) is what payroll knows a person by.
BUK = export(
    "buk_colaboradores",
    "Buk",
    "es-CL",
    cols(
        "RUT=national_id | Código Ficha=employee_id | Nombres=first_name | Apellido Paterno=last_name | "
        "Apellido Materno=second_last_name | Correo Empresa=email | Correo Personal=personal_email | "
        "Teléfono Oficina=phone | Fecha Ingreso Compañía=hire_date | Fecha Inicio Cargo=position_date | "
        "Fecha Término Contrato=termination_date | Estado=status | Cargo=title | Área=department | "
        "División=division | Sucursal=location | Tipo Contrato=employment_type | "
        "RUT Supervisor=national_id | Nombre Supervisor=manager_name | AFP=sensitive | "
        "Isapre/Fonasa=sensitive | Sueldo Base=pay | Banco=sensitive | N° Cuenta=iban",
        {
            "RUT": _rut,
            "Código Ficha": number("F{}"),
            "Apellido Materno": one_of("Rojas", "Muñoz", "Díaz", "Soto", "Contreras"),
            "Fecha Ingreso Compañía": day("hired_on", "%d-%m-%Y"),
            "Fecha Inicio Cargo": day("in_job_since", "%d-%m-%Y"),
            "Fecha Término Contrato": day("last_day", "%d-%m-%Y"),
            "Estado": state("Activo", "Activo", "Activo", "Inactivo"),
            "Tipo Contrato": one_of("Indefinido", "Indefinido", "Plazo Fijo"),
            "RUT Supervisor": _manager_rut,
            "AFP": one_of("Habitat", "Modelo", "Capital"),
            "Isapre/Fonasa": one_of("Fonasa", "Colmena"),
            "Sueldo Base": lambda person, rng: str(person.salary * 20),
            "Banco": one_of("Banco de Chile", "BancoEstado"),
            "N° Cuenta": pattern("############"),
        },
    ),
    {
        "email": "Correo Empresa",
        "employee_id": "Código Ficha",
        "first_name": "Nombres",
        "last_name": "Apellido Paterno",
        "title": "Cargo",
        "department": "Área",
        "location": "Sucursal",
        "phone": "Teléfono Oficina",
        "hire_date": "Fecha Ingreso Compañía",
        "termination_date": "Fecha Término Contrato",
        "status": "Estado",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    dates="%d-%m-%Y",
    status={"Activo": "active", "Inactivo": "inactive"},
    note="the manager is given by a national id, which is not to be used; two family names",
)

# From general knowledge.
WORKY = export(
    "worky_empleados",
    "Worky",
    "es-MX",
    cols(
        "Número de empleado=employee_id | Nombre(s)=first_name | Primer apellido=last_name | "
        "Segundo apellido=second_last_name | Correo electrónico=email | Correo alterno=personal_email | "
        "Celular=any_phone | RFC=national_id | CURP=national_id | NSS=national_id | "
        "Fecha de ingreso=hire_date | Fecha de baja=termination_date | Estatus=status | Puesto=title | "
        "Departamento=department | Centro de costos=cost_center_code | Lugar de trabajo=location | "
        "Tipo de nómina=other | Jornada=employment_type | Jefe directo=manager_name | "
        "No. empleado jefe directo=manager_id | Sueldo diario=pay | CLABE=iban",
        {
            "Número de empleado": number("{:05}"),
            "Segundo apellido": one_of("Hernández", "Cruz", "Flores", "Morales", ""),
            "Correo alterno": sometimes(0.7, of("personal_email")),
            "RFC": pattern("XAXX######XX#"),
            "CURP": pattern("XEXX######HNEXXX0#"),
            "NSS": pattern("###########"),
            "Fecha de ingreso": day("hired_on", _DMY),
            "Fecha de baja": day("last_day", _DMY),
            "Estatus": state("Activo", "Incapacidad", "Activo", "Baja"),
            "Tipo de nómina": one_of("Quincenal", "Semanal"),
            "Jornada": hours("Completa", "Parcial"),
            "No. empleado jefe directo": manager_number("{:05}"),
            "Sueldo diario": lambda person, rng: f"{person.salary / 365:.2f}",
            "CLABE": pattern("##################"),
        },
    ),
    {
        "email": "Correo electrónico",
        "employee_id": "Número de empleado",
        "first_name": "Nombre(s)",
        "last_name": "Primer apellido",
        "title": "Puesto",
        "department": "Departamento",
        "location": "Lugar de trabajo",
        "hire_date": "Fecha de ingreso",
        "termination_date": "Fecha de baja",
        "status": "Estatus",
        "manager": "No. empleado jefe directo",
    },
    refers_to="employee_id",
    dates=_DMY,
    status={"Activo": "active", "Incapacidad": "leave", "Baja": "inactive"},
    optional={"phone": ("Celular",)},
    note="three national ids; `Incapacidad` is sick leave; two family names",
)

# From general knowledge: PeopleNet names its fields in English and writes them in upper case.
META4 = export(
    "meta4_peoplenet",
    "Meta4 PeopleNet",
    "es",
    cols(
        "STD_ID_HR=employee_id | STD_OR_HR_PERIOD=other | STD_N_FIRST_NAME=first_name | "
        "STD_N_FAM_NAME_1=last_name | STD_N_MAIDEN_NAME=second_last_name | STD_SSN=national_id | "
        "STD_DT_BIRTH=birth_date | STD_DT_START=hire_date | STD_DT_END=termination_date | "
        "STD_EMAIL=email | SCO_PERSONAL_EMAIL=personal_email | STD_PHONE=phone | "
        "STD_ID_JOB_CODE=title_code | STD_N_JOB_CODE=title | "
        "STD_ID_WORK_UNIT=department_code | STD_N_WORK_UNIT=department | STD_ID_WORK_LOCAT=location_code | "
        "STD_N_WORK_LOCATION=location | SCO_ID_HR_MANAGER=manager_id | DT_LAST_UPDATE=record_date",
        {
            "STD_ID_HR": other_number(),
            "STD_OR_HR_PERIOD": fixed("1"),
            "STD_N_MAIDEN_NAME": one_of("Pérez", "Gómez", "Díaz", ""),
            "STD_SSN": pattern("28##########"),
            "STD_DT_BIRTH": day("born_on"),
            "STD_DT_START": day("hired_on", "%Y-%m-%d 00:00:00"),
            "STD_DT_END": day("last_day", "%Y-%m-%d 00:00:00", "4000-01-01 00:00:00"),
            "SCO_ID_HR_MANAGER": lambda person, rng: (
                str(person.manager.other_number) if person.manager else ""
            ),
            "DT_LAST_UPDATE": fixed("2026-10-29 23:11:05"),
        },
    ),
    {
        "email": "STD_EMAIL",
        "employee_id": "STD_ID_HR",
        "first_name": "STD_N_FIRST_NAME",
        "last_name": "STD_N_FAM_NAME_1",
        "title": "STD_N_JOB_CODE",
        "department": "STD_N_WORK_UNIT",
        "location": "STD_N_WORK_LOCATION",
        "phone": "STD_PHONE",
        "hire_date": "STD_DT_START",
        "termination_date": "STD_DT_END",
        "manager": "SCO_ID_HR_MANAGER",
    },
    form=Format(delimiter=";"),
    refers_to="employee_id",
    dates="%Y-%m-%d %H:%M:%S",
    note="names of fields; employed without an end: the year 4000; a time of day that is always midnight",
)

HISPANIC: tuple[Export, ...] = (WORKDAY_ES, ENDALIA, BUK, WORKY, META4)
