"""Exports in Spanish: Spain and Chile.

Belongs here and does not: as in `directories.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    manager_email,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    place,
    state,
)
from benchmarks.exports.model import Export, Format, export

_DMY = "%d/%m/%Y"

# From general knowledge; the help center of Holded says that its employees are organized in teams.
HOLDED = export(
    "holded_empleados",
    "Holded",
    "es",
    cols(
        "Código de empleado=employee_id | Nombre=first_name | Apellidos=last_name | Email=email | "
        "Email personal=personal_email | Teléfono de empresa=phone | Teléfono personal=personal_phone | "
        "DNI/NIE=national_id | Nº Seg. Social=national_id | Fecha de nacimiento=birth_date | "
        "Género=gender | Dirección=home_address | Código postal=home_address | Población=home_address | "
        "Puesto=title | Equipo=department | Centro de trabajo=location | Responsable=manager_name | "
        "Email del responsable=manager_email | Fecha de alta=hire_date | Fecha de baja=termination_date | "
        "Tipo de contrato=employment_type | Jornada=other | Convenio=other | Salario bruto anual=pay | "
        "IBAN=iban | Cuenta contable (465)=other | Estado=status",
        {
            "Código de empleado": number("EMP-{}"),
            "DNI/NIE": pattern("########X"),
            "Nº Seg. Social": pattern("##/########/##"),
            "Fecha de nacimiento": day("born_on", _DMY),
            "Género": gender("Mujer", "Hombre"),
            "Dirección": of("street"),
            "Código postal": of("zip_code"),
            "Población": place("city"),
            "Email del responsable": manager_email,
            "Fecha de alta": day("hired_on", _DMY),
            "Fecha de baja": day("last_day", _DMY),
            "Tipo de contrato": one_of("Indefinido", "Indefinido", "Temporal"),
            "Jornada": hours("Completa", "Parcial"),
            "Convenio": fixed("Oficinas y despachos"),
            "IBAN": pattern("ES## #### #### #### #### ####"),
            "Cuenta contable (465)": lambda person, rng: f"4650{person.row:04}",
            "Estado": state("Activo", "Excedencia", "Activo", "Baja"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Código de empleado",
        "first_name": "Nombre",
        "last_name": "Apellidos",
        "title": "Puesto",
        "department": "Equipo",
        "location": "Centro de trabajo",
        "phone": "Teléfono de empresa",
        "hire_date": "Fecha de alta",
        "termination_date": "Fecha de baja",
        "status": "Estado",
        "manager": "Email del responsable",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="email",
    dates=_DMY,
    status={"Activo": "active", "Excedencia": "leave", "Baja": "inactive"},
    note="Baja may be a sick leave too, but here everybody of that word has a last day",
)

# HCMFront: Descripción campos de la plantilla Excel (up to `Número`); the rest from general knowledge.
HCM_FRONT = export(
    "hcmfront_plantilla_colaboradores",
    "HCMFront",
    "es-CL",
    cols(
        "País de Emisión=other | Tipo de Documento=other | Número de Identificación=national_id | "
        "Código Interno=employee_id | Nombres=first_name | Apellido Paterno=last_name | "
        "Apellido Materno=other | Email Corporativo=email | Email Personal=personal_email | "
        "Teléfono Fijo=any_phone | Celular=any_phone | Dirección=home_address | Número=home_address | "
        "Comuna=home_address | Fecha de Nacimiento=birth_date | Sexo=gender | Estado Civil=sensitive | "
        "AFP=sensitive | Isapre=sensitive | Razón Social=company | Gerencia=division | "
        "Departamento=department | Cargo=title | Familia de Cargo=other | Sucursal=location | "
        "Centro de Costo=cost_center_code | Código Interno Jefatura=manager_id | Jefatura=manager_name | "
        "Fecha de Ingreso=hire_date | Fecha de Ingreso Cargo=position_date | "
        "Fecha de Término=termination_date | Causal de Término=other | Tipo de Contrato=employment_type | "
        "Estado=status | Renta Bruta=pay",
        {
            "País de Emisión": fixed("Chile"),
            "Tipo de Documento": fixed("Documento Identidad"),
            "Número de Identificación": pattern("##.###.###-#"),
            "Código Interno": number("{:06}"),
            "Teléfono Fijo": of("home_phone"),
            "Apellido Materno": one_of("Vergara", "Tapia", "Olivares", "Pizarro"),
            "Dirección": of("street"),
            "Número": lambda person, rng: person.row * 3 + 11,
            "Comuna": place("city"),
            "Fecha de Nacimiento": day("born_on", _DMY),
            "Sexo": gender("Femenino", "Masculino"),
            "Estado Civil": one_of("Soltero/a", "Casado/a"),
            "AFP": one_of("Habitat", "Modelo", "Provida"),
            "Isapre": one_of("Fonasa", "Colmena"),
            "Razón Social": fixed("Araucaria Energía SpA"),
            "Familia de Cargo": one_of("Profesional", "Administrativo", "Operativo"),
            "Código Interno Jefatura": manager_number("{:06}"),
            "Jefatura": manager_name,
            "Fecha de Ingreso": day("hired_on", _DMY),
            "Fecha de Ingreso Cargo": day("in_job_since", _DMY),
            "Fecha de Término": day("last_day", _DMY),
            "Causal de Término": state("", "", "", "Art. 159 N°2"),
            "Tipo de Contrato": one_of("Indefinido", "Indefinido", "Plazo Fijo"),
            "Estado": state("Vigente", "Licencia", "Vigente", "Finiquitado"),
            "Renta Bruta": lambda person, rng: person.salary * 40,
        },
    ),
    {
        "email": "Email Corporativo",
        "employee_id": "Código Interno",
        "first_name": "Nombres",
        "last_name": "Apellido Paterno",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Sucursal",
        "hire_date": "Fecha de Ingreso",
        "termination_date": "Fecha de Término",
        "status": "Estado",
        "manager": "Código Interno Jefatura",
    },
    form=Format(kind="excel"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Vigente": "active", "Licencia": "leave", "Finiquitado": "inactive"},
    optional={"phone": ("Teléfono Fijo", "Celular")},
    note="two last names in two columns; the number of identification is that of the state",
)

HISPANIC: tuple[Export, ...] = (HOLDED, HCM_FRONT)
