"""Fourth exports in Spanish, Portuguese and Italian.

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
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d/%m/%Y"

# From general knowledge: the people of Bizneo as its administrators export them.
BIZNEO = export(
    "bizneo_personas",
    "Bizneo HR",
    "es",
    cols(
        "ID externo=employee_id | Nombre=first_name | Apellidos=last_name | Correo de empresa=email | "
        "Correo personal=personal_email | Teléfono de empresa=phone | Teléfono personal=personal_phone | "
        "DNI/NIE=national_id | Fecha de nacimiento=birth_date | Género=gender | Estado=status | "
        "Empresa=company | Centro de trabajo=location | Departamento=department | Puesto=title | "
        "Grupo profesional=job_level | Centro de coste=cost_center | Supervisor=manager_name | "
        "Correo del supervisor=manager_email | Tipo de contrato=employment_type | "
        "Fecha de alta=hire_date | Fecha de antigüedad=original_hire_date | "
        "Fecha de baja=termination_date | Motivo de baja=other | Jornada (%)=other | "
        "Salario bruto anual=pay | N.º Seguridad Social=national_id",
        {
            "ID externo": number("{:06}"),
            "DNI/NIE": pattern("########Z"),
            "Fecha de nacimiento": day_cell("born_on"),
            "Género": gender("Mujer", "Hombre"),
            "Estado": state("Activo", "Excedencia", "Activo", "Baja"),
            "Empresa": fixed("Olivar Ibérica S.L."),
            "Grupo profesional": one_of("G3", "G4", "G5"),
            "Tipo de contrato": one_of("Indefinido", "Indefinido", "Temporal"),
            "Fecha de alta": day_cell("hired_on"),
            "Fecha de antigüedad": day_cell("first_hired_on"),
            "Fecha de baja": day_cell("last_day"),
            "Motivo de baja": state("", "", "", "Baja voluntaria"),
            "Jornada (%)": hours(100, 50),
            "Salario bruto anual": of("salary"),
            "N.º Seguridad Social": pattern("## ######## ##"),
        },
    ),
    {
        "email": "Correo de empresa",
        "employee_id": "ID externo",
        "first_name": "Nombre",
        "last_name": "Apellidos",
        "title": "Puesto",
        "department": "Departamento",
        "location": "Centro de trabajo",
        "phone": "Teléfono de empresa",
        "hire_date": "Fecha de alta",
        "termination_date": "Fecha de baja",
        "status": "Estado",
        "manager": "Correo del supervisor",
    },
    form=Format(kind="excel"),
    refers_to="email",
    dates=ANY_FORMAT,
    status={"Activo": "active", "Excedencia": "leave", "Baja": "inactive"},
    note="an external id that is the personnel number",
)


def _maternal(person: Person, rng: object) -> Cell:
    return ("Muñoz", "Rojas", "Soto", "Fuentes", "Araya", "Silva")[person.number % 6]


_RUT = pattern("##.###.###-K")

# From general knowledge: the employees of Talana in the words of Chilean payroll.
TALANA = export(
    "talana_trabajadores",
    "Talana",
    "es-CL",
    cols(
        "RUT=national_id | Cód. Ficha=employee_id | Nombres=first_name | Apellido Paterno=last_name | "
        "Apellido Materno=other_name | Sexo=gender | Fecha Nacimiento=birth_date | "
        "Nacionalidad=sensitive | Email Corporativo=email | Email Personal=personal_email | "
        "Anexo=other | Celular=any_phone | Razón Social=company | Sucursal=location | Gerencia=division | "
        "Unidad Organizacional=department | Centro de Costo=cost_center_code | Cargo=title | "
        "Familia Cargo=other | RUT Jefatura=national_id | Jefatura Directa=manager_name | "
        "Email Jefatura=manager_email | Tipo Contrato=employment_type | "
        "Fecha Ingreso Compañía=hire_date | Fecha Ingreso Cargo=position_date | "
        "Fecha Término=termination_date | Causal Término=other | Estado Contrato=status | AFP=sensitive | "
        "Salud=sensitive | Sueldo Base=pay | Banco=iban | N° Cuenta=iban",
        {
            "RUT": _RUT,
            "Cód. Ficha": number("{:06}"),
            "Apellido Materno": _maternal,
            "Sexo": gender("F", "M"),
            "Fecha Nacimiento": day("born_on", "%d-%m-%Y"),
            "Nacionalidad": one_of("Chilena", "Chilena", "Venezolana"),
            "Anexo": lambda person, rng: f"{person.other_number % 10_000:04}",
            "Razón Social": fixed("Araucaria SpA"),
            "Familia Cargo": one_of("Profesionales", "Administrativos", "Operaciones"),
            "RUT Jefatura": lambda person, rng: _RUT(person.manager, rng) if person.manager else "",
            "Tipo Contrato": one_of("Indefinido", "Indefinido", "Plazo Fijo"),
            "Fecha Ingreso Compañía": day("hired_on", "%d-%m-%Y"),
            "Fecha Ingreso Cargo": day("in_job_since", "%d-%m-%Y"),
            "Fecha Término": day("last_day", "%d-%m-%Y"),
            "Causal Término": state("", "", "", "Art. 159 N°2 Renuncia"),
            "Estado Contrato": state("Vigente", "Licencia Médica", "Vigente", "Finiquitado"),
            "AFP": one_of("Habitat", "Provida", "Modelo"),
            "Salud": one_of("Fonasa", "Isapre Colmena"),
            "Sueldo Base": pay("{:,.0f}", comma=True),
            "Banco": one_of("Banco de Chile", "BancoEstado"),
            "N° Cuenta": pattern("##########"),
        },
    ),
    {
        "email": "Email Corporativo",
        "employee_id": "Cód. Ficha",
        "first_name": "Nombres",
        "last_name": "Apellido Paterno",
        "title": "Cargo",
        "department": "Unidad Organizacional",
        "location": "Sucursal",
        "hire_date": "Fecha Ingreso Compañía",
        "termination_date": "Fecha Término",
        "status": "Estado Contrato",
        "manager": "Email Jefatura",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="email",
    dates="%d-%m-%Y",
    status={"Vigente": "active", "Licencia Médica": "leave", "Finiquitado": "inactive"},
    optional={"phone": ("Celular",)},
    note="two family names; the manager by the national id too, which is no key to use",
)

# Public code against Convenia's API (name, last name, corporate e-mail, department, position, cost center,
# dismissal), whose report has them in Portuguese; the wording from general knowledge.
CONVENIA = export(
    "convenia_colaboradores",
    "Convenia",
    "pt-BR",
    cols(
        "Nome=first_name | Sobrenome=last_name | Nome social=preferred_name | Matrícula=employee_id | "
        "CPF=national_id | RG=national_id | Data de nascimento=birth_date | Gênero=gender | "
        "Raça/Cor=sensitive | E-mail corporativo=email | E-mail alternativo=personal_email | "
        "Telefone comercial=phone | Celular pessoal=personal_phone | Data de admissão=hire_date | "
        "Tipo de vínculo=employment_type | Cargo=title | CBO=title_code | Departamento=department | "
        "Equipe=other | Centro de custo=cost_center | Local de trabalho=location | "
        "Supervisor=manager_name | Matrícula do supervisor=manager_id | Status=status | "
        "Data de desligamento=termination_date | Tipo de desligamento=other | Salário=pay | "
        "Chave Pix=iban",
        {
            "Matrícula": number("{:06}"),
            "CPF": pattern("###.###.###-##"),
            "RG": pattern("##.###.###-#"),
            "Data de nascimento": day("born_on", _DMY),
            "Gênero": gender("Feminino", "Masculino"),
            "Raça/Cor": one_of("Branca", "Parda", "Preta", "Não informado"),
            "Data de admissão": day("hired_on", _DMY),
            "Tipo de vínculo": one_of("CLT", "CLT", "Estágio"),
            "Equipe": one_of("Squad A", "Squad B", ""),
            "Matrícula do supervisor": manager_number("{:06}"),
            "Status": state("Ativo", "Afastado", "Ativo", "Desligado"),
            "Data de desligamento": day("last_day", _DMY),
            "Tipo de desligamento": state("", "", "", "Pedido de demissão"),
            "Salário": pay("R$ {:,.2f}", comma=True),
            "Chave Pix": pattern("###########"),
        },
    ),
    {
        "email": "E-mail corporativo",
        "employee_id": "Matrícula",
        "first_name": "Nome",
        "last_name": "Sobrenome",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Local de trabalho",
        "phone": "Telefone comercial",
        "hire_date": "Data de admissão",
        "termination_date": "Data de desligamento",
        "status": "Status",
        "manager": "Matrícula do supervisor",
    },
    refers_to="employee_id",
    dates=_DMY,
    status={"Ativo": "active", "Afastado": "leave", "Desligado": "inactive"},
)

# From general knowledge: a report of a payroll of the south of Brazil, with its codes next to their names.
METADADOS = export(
    "metadados_relacao_funcionarios",
    "Metadados",
    "pt-BR",
    cols(
        "Empresa=company_code | Unidade=location_code | Descrição Unidade=location | "
        "Matrícula=employee_id | Nome do Funcionário=full_name | Sexo=gender | "
        "Dt. Nascimento=birth_date | PIS=national_id | Dt. Admissão=hire_date | "
        "Dt. Rescisão=termination_date | Situação=status | Função=title_code | "
        "Descrição Função=title | Setor=department_code | Descrição Setor=department | "
        "C. Custo=cost_center_code | Descrição C. Custo=cost_center | Sindicato=sensitive | "
        "Líder Imediato=manager_id | Nome do Líder=manager_name | E-mail Empresa=email | "
        "Ramal=other | Horas Mês=other | Salário Nominal=pay",
        {
            "Empresa": fixed(1),
            "Matrícula": lambda person, rng: person.number,
            "Sexo": gender("F", "M"),
            "Dt. Nascimento": day_cell("born_on"),
            "PIS": pattern("###.#####.##-#"),
            "Dt. Admissão": day_cell("hired_on"),
            "Dt. Rescisão": day_cell("last_day"),
            "Situação": state("Trabalhando", "Afastado", "Trabalhando", "Demitido"),
            "Sindicato": one_of("Metalúrgicos", "Comerciários"),
            "Líder Imediato": lambda person, rng: person.manager.number if person.manager else "",
            "Ramal": lambda person, rng: f"{person.other_number % 10_000:04}",
            "Horas Mês": hours(220, 110),
            "Salário Nominal": lambda person, rng: round(person.salary / 13, 2),
        },
    ),
    {
        "email": "E-mail Empresa",
        "employee_id": "Matrícula",
        "full_name": "Nome do Funcionário",
        "title": "Descrição Função",
        "department": "Descrição Setor",
        "location": "Descrição Unidade",
        "hire_date": "Dt. Admissão",
        "termination_date": "Dt. Rescisão",
        "status": "Situação",
        "manager": "Líder Imediato",
    },
    form=Format(
        kind="excel",
        titles=(("RELAÇÃO DE FUNCIONÁRIOS",), ("Período: 10/2026", "", "Emissão: 02/11/2026")),
        trailer=("Total de funcionários: {people}",),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Trabalhando": "active", "Afastado": "leave", "Demitido": "inactive"},
    order="first_last",
    note="the leader's column holds the number, another one the name",
)

# From general knowledge: the collaborators of Fluida, which counts presence and keeps contracts.
FLUIDA = export(
    "fluida_collaboratori",
    "Fluida",
    "it",
    cols(
        "Nome=first_name | Cognome=last_name | Codice fiscale=national_id | Matricola=employee_id | "
        "Email aziendale=email | Email personale=personal_email | Cellulare aziendale=mobile | "
        "Cellulare personale=personal_phone | Data di nascita=birth_date | Sesso=gender | Sede=location | "
        "Reparto=department | Mansione=title | Inquadramento=job_level | Gruppo=other | "
        "Tipo di contratto=employment_type | Data inizio rapporto=hire_date | "
        "Data fine rapporto=termination_date | Scadenza contratto=planned_end | Ore settimanali=other | "
        "Responsabile=manager_name | Email responsabile=manager_email | Stato=status | "
        "Categoria protetta=sensitive | RAL=pay",
        {
            "Codice fiscale": pattern("RSSMRA##A##H###X"),
            "Matricola": number("{:05}"),
            "Data di nascita": day("born_on", _DMY),
            "Sesso": gender("F", "M"),
            "Inquadramento": one_of("Quadro", "Impiegato 2° livello", "Operaio 4° livello"),
            "Gruppo": one_of("Full time", "Turnisti", "Smart working"),
            "Tipo di contratto": one_of("Indeterminato", "Indeterminato", "Determinato"),
            "Data inizio rapporto": day("hired_on", _DMY),
            "Data fine rapporto": day("last_day", _DMY),
            "Scadenza contratto": sometimes(0.1, one_of("31/12/2026", "30/06/2027")),
            "Ore settimanali": hours("40", "24"),
            "Responsabile": manager_last_first,
            "Stato": state("Attivo", "In aspettativa", "Attivo", "Cessato"),
            "Categoria protetta": one_of("No", "No", "Sì"),
        },
    ),
    {
        "email": "Email aziendale",
        "employee_id": "Matricola",
        "first_name": "Nome",
        "last_name": "Cognome",
        "title": "Mansione",
        "department": "Reparto",
        "location": "Sede",
        "phone": "Cellulare aziendale",
        "hire_date": "Data inizio rapporto",
        "termination_date": "Data fine rapporto",
        "status": "Stato",
        "manager": "Email responsabile",
    },
    form=Format(delimiter=";"),
    refers_to="email",
    dates=_DMY,
    status={"Attivo": "active", "In aspettativa": "leave", "Cessato": "inactive"},
    note="the only phone for work is a mobile one; the end of a term is no last day",
)

SOUTHERN: tuple[Export, ...] = (BIZNEO, TALANA, CONVENIA, METADADOS, FLUIDA)
