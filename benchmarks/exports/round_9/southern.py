"""Exports in Spanish, Portuguese of Brazil, and Italian.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    gender,
    hours,
    manager_email,
    manager_number,
    number,
    one_of,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d/%m/%Y"


def _second_email(person: Person, rng: object) -> Cell:
    above = person.manager.manager if person.manager else None
    return above.email if above else ""


# Woffu help: "Excel de importación masiva" (e-mails of the one who is responsible and of the supervisor,
# position, department, work centre); the rest from general knowledge.
WOFFU = export(
    "woffu_usuarios",
    "Woffu",
    "es",
    cols(
        "Nombre=first_name | Apellidos=last_name | Email=email | NIF=national_id | "
        "Código empleado=employee_id | Cargo=title | Departamento=department | "
        "Centro de trabajo=location | Email responsable=manager_email | Email supervisor=second_manager | "
        "Fecha de alta=hire_date | Fecha de baja=termination_date | Calendario=other | Horario=other | "
        "Fecha de nacimiento=birth_date | Teléfono=any_phone | Idioma=other",
        {
            "NIF": pattern("########K"),
            "Código empleado": number("{:05}"),
            "Email responsable": manager_email,
            "Email supervisor": _second_email,
            "Fecha de alta": day_cell("hired_on"),
            "Fecha de baja": day_cell("last_day"),
            "Calendario": one_of("Madrid 2026", "Barcelona 2026"),
            "Horario": hours("Jornada completa", "Media jornada"),
            "Fecha de nacimiento": day_cell("born_on"),
            "Idioma": one_of("es", "ca"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Código empleado",
        "first_name": "Nombre",
        "last_name": "Apellidos",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Centro de trabajo",
        "hire_date": "Fecha de alta",
        "termination_date": "Fecha de baja",
        "manager": "Email responsable",
    },
    form=Format(kind="excel"),
    refers_to="email",
    dates=ANY_FORMAT,
    optional={"phone": ("Teléfono",)},
    note="the supervisor confirms after the one who is responsible, who is the direct manager",
)

# From general knowledge: the base of employees of a talent platform, of a company in Chile.
RANKMI = export(
    "rankmi_colaboradores",
    "Rankmi",
    "es-CL",
    cols(
        "RUT=national_id | ID Colaborador=employee_id | Nombres=first_name | Apellidos=last_name | "
        "Correo corporativo=email | Correo personal=personal_email | Cargo=title | "
        "Familia de cargo=other | Gerencia=division | Área=department | Sucursal=location | País=country | "
        "Fecha de ingreso=hire_date | Fecha de egreso=termination_date | Estado=status | "
        "ID Jefatura=manager_id | Nombre jefatura=manager_name | Tipo de contrato=other | "
        "Teléfono corporativo=phone | Género=gender | Fecha de nacimiento=birth_date | Renta bruta=pay",
        {
            "RUT": pattern("##.###.###-#"),
            "ID Colaborador": number("C{}"),
            "Familia de cargo": one_of("Administrativos", "Profesionales", "Operativos"),
            "Fecha de ingreso": day("hired_on", "%d-%m-%Y"),
            "Fecha de egreso": day("last_day", "%d-%m-%Y"),
            "Estado": state("Activo", "Licencia", "Activo", "Desvinculado"),
            "ID Jefatura": manager_number("C{}"),
            "Tipo de contrato": one_of("Indefinido", "Indefinido", "Plazo fijo"),
            "Género": gender("Femenino", "Masculino"),
            "Fecha de nacimiento": day("born_on", "%d-%m-%Y"),
            "Renta bruta": pay("{:.0f}"),
        },
    ),
    {
        "email": "Correo corporativo",
        "employee_id": "ID Colaborador",
        "first_name": "Nombres",
        "last_name": "Apellidos",
        "title": "Cargo",
        "department": "Área",
        "location": "Sucursal",
        "phone": "Teléfono corporativo",
        "hire_date": "Fecha de ingreso",
        "termination_date": "Fecha de egreso",
        "status": "Estado",
        "manager": "ID Jefatura",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    status={"Activo": "active", "Licencia": "leave", "Desvinculado": "inactive"},
    note="the RUT is a national number; an area is part of a gerencia",
)

# From general knowledge: a report of the personnel module of a Brazilian ERP.
SANKHYA = export(
    "sankhya_funcionarios",
    "Sankhya Gestão de Pessoas",
    "pt-BR",
    cols(
        "Cód. Empresa=company_code | Filial=location | Matrícula=employee_id | Nome=full_name | "
        "Nome Social=preferred_name | CPF=national_id | Cargo=title | CBO=job_code | "
        "Departamento=department | Centro de Resultado=cost_center | Data de Admissão=hire_date | "
        "Data de Demissão=termination_date | Situação=status | Vínculo=other | "
        "Matrícula do Gestor=manager_id | Gestor=manager_name | E-mail Corporativo=email | "
        "E-mail Pessoal=personal_email | Telefone Comercial=phone | Celular=any_phone | "
        "Data de Nascimento=birth_date | Sexo=gender | Raça/Cor=sensitive | Salário=pay",
        {
            "Cód. Empresa": one_of("1", "1", "3"),
            "Matrícula": number("{:06}"),
            "CPF": pattern("###.###.###-##"),
            "CBO": one_of("2124-05", "4110-10", "5211-10"),
            "Data de Admissão": day("hired_on", _DMY),
            "Data de Demissão": day("last_day", _DMY),
            "Situação": state("Ativo", "Afastado", "Ativo", "Demitido"),
            "Vínculo": one_of("CLT", "CLT", "Estagiário"),
            "Matrícula do Gestor": manager_number("{:06}"),
            "Data de Nascimento": day("born_on", _DMY),
            "Sexo": gender("F", "M"),
            "Raça/Cor": one_of("Branca", "Parda", "Preta"),
            "Salário": pay("{:,.2f}", comma=True),
        },
    ),
    {
        "email": "E-mail Corporativo",
        "employee_id": "Matrícula",
        "full_name": "Nome",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Filial",
        "phone": "Telefone Comercial",
        "hire_date": "Data de Admissão",
        "termination_date": "Data de Demissão",
        "status": "Situação",
        "manager": "Matrícula do Gestor",
    },
    form=Format(delimiter=";", encoding="latin-1"),
    refers_to="employee_id",
    order="first_last",
    dates=_DMY,
    status={"Ativo": "active", "Afastado": "leave", "Demitido": "inactive"},
    note="a whole name in one column, and a second one for those who go by another",
)

# From general knowledge: the list of employees of an Italian payroll program, in Excel.
RANOCCHI = export(
    "ranocchi_elenco_dipendenti",
    "Ranocchi GIS Paghe",
    "it",
    cols(
        "Ditta=company_code | Matricola=employee_id | Cognome=last_name | Nome=first_name | "
        "Codice Fiscale=national_id | Sesso=gender | Data di nascita=birth_date | "
        "Data assunzione=hire_date | Data anzianità=original_hire_date | "
        "Data cessazione=termination_date | Stato=status | Tipo rapporto=other | Livello=other | "
        "Qualifica=other | Mansione=title | Reparto=department | Centro di costo=cost_center_code | "
        "Sede di lavoro=location | Responsabile=manager_name | Matricola responsabile=manager_id | "
        "E-mail aziendale=email | E-mail personale=personal_email | Telefono ufficio=phone | "
        "Cellulare personale=personal_phone | RAL=pay | IBAN=iban",
        {
            "Ditta": one_of("0012", "0012", "0015"),
            "Matricola": number("{:07}"),
            "Codice Fiscale": pattern("RSSMRA##A##H###X"),
            "Sesso": gender("F", "M"),
            "Data di nascita": day("born_on", _DMY),
            "Data assunzione": day("hired_on", _DMY),
            "Data anzianità": day("first_hired_on", _DMY),
            "Data cessazione": day("last_day", _DMY),
            "Stato": state("In forza", "Aspettativa", "In forza", "Cessato"),
            "Tipo rapporto": one_of("Tempo indeterminato", "Tempo determinato"),
            "Livello": one_of("3S", "5", "Q"),
            "Qualifica": one_of("Impiegato", "Operaio", "Quadro"),
            "Matricola responsabile": manager_number("{:07}"),
            "RAL": pay(comma=True),
            "IBAN": sometimes(0.9, pattern("IT##X##########")),
        },
    ),
    {
        "email": "E-mail aziendale",
        "employee_id": "Matricola",
        "first_name": "Nome",
        "last_name": "Cognome",
        "title": "Mansione",
        "department": "Reparto",
        "location": "Sede di lavoro",
        "phone": "Telefono ufficio",
        "hire_date": "Data assunzione",
        "termination_date": "Data cessazione",
        "status": "Stato",
        "manager": "Matricola responsabile",
    },
    form=Format(kind="excel", titles=(("Elenco dipendenti", "", "02/11/2026"),)),
    refers_to="employee_id",
    dates=_DMY,
    status={"In forza": "active", "Aspettativa": "leave", "Cessato": "inactive"},
    note="`Qualifica` is the legal class of an employee, `Mansione` what they do; dates are text",
)

SOUTHERN: tuple[Export, ...] = (WOFFU, RANKMI, SANKHYA, RANOCCHI)
