"""Exports in Portuguese of Brazil.

Belongs here and does not: as in `directories.py`.
"""

from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    place,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d/%m/%Y"


def _at_work(person: Person) -> bool:
    return person.number % 11 != 0


def _rm_situation(person: Person, rng: Random) -> Cell:
    if person.is_gone:
        return "Demitido"
    if person.state == "leave":
        return "Af.Previdência"
    return "Ativo" if _at_work(person) else "Férias"


def _rm_code(person: Person, rng: Random) -> Cell:
    return {"Demitido": "D", "Af.Previdência": "P", "Férias": "F"}.get(str(_rm_situation(person, rng)), "A")


# From general knowledge: a query on the tables PFUNC and PPESSOA of RM Labore, with the names of fields.
TOTVS_RM = export(
    "totvs_rm_funcionarios",
    "TOTVS RM",
    "pt-BR",
    cols(
        "CODCOLIGADA=company_code | COLIGADA=company | CHAPA=employee_id | CODPESSOA=other_id | "
        "NOME=full_name | NOMESOCIAL=preferred_name | CPF=national_id | DTNASCIMENTO=birth_date | "
        "SEXO=gender | ESTADOCIVIL=sensitive | EMAIL=email | EMAILPESSOAL=personal_email | "
        "TELEFONE1=any_phone | CODFILIAL=location_code | FILIAL=location | CODSECAO=department_code | "
        "SECAO=department | CODFUNCAO=title_code | FUNCAO=title | DATAADMISSAO=hire_date | "
        "DATADEMISSAO=termination_date | CODSITUACAO=other | SITUACAO=status | CODTIPO=other | "
        "CODSINDICATO=sensitive | CHAPAGESTOR=manager_id | NOMEGESTOR=manager_name | "
        "CENTROCUSTO=cost_center_code | SALARIO=pay | CIDADE=other",
        {
            "CODCOLIGADA": fixed("1"),
            "COLIGADA": fixed("JATOBÁ PARTICIPAÇÕES S.A."),
            "CHAPA": number("{:06}"),
            "NOME": lambda person, rng: person.name.upper(),
            "CPF": pattern("###.###.###-##"),
            "DTNASCIMENTO": day("born_on", _DMY),
            "SEXO": gender("F", "M"),
            "ESTADOCIVIL": one_of("S", "C", "D"),
            "TELEFONE1": of("home_phone"),
            "CODSECAO": lambda person, rng: f"1.{person.department_code}.{person.place.code}",
            "DATAADMISSAO": day("hired_on", _DMY),
            "DATADEMISSAO": day("last_day", _DMY),
            "CODSITUACAO": _rm_code,
            "SITUACAO": _rm_situation,
            "CODTIPO": one_of("N", "N", "T", "Z"),
            "CODSINDICATO": one_of("001", "014"),
            "CHAPAGESTOR": manager_number("{:06}"),
            "NOMEGESTOR": lambda person, rng: person.manager.name.upper() if person.manager else "",
            "SALARIO": lambda person, rng: f"{person.salary // 10},00",
            "CIDADE": place("city"),
        },
    ),
    {
        "email": "EMAIL",
        "employee_id": "CHAPA",
        "full_name": "NOME",
        "title": "FUNCAO",
        "department": "SECAO",
        "location": "FILIAL",
        "hire_date": "DATAADMISSAO",
        "termination_date": "DATADEMISSAO",
        "status": "SITUACAO",
        "manager": "CHAPAGESTOR",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Ativo": "active", "Férias": "active", "Af.Previdência": "leave", "Demitido": "inactive"},
    identity=("CHAPA", "CODPESSOA"),
    order="first_last",
    optional={"phone": ("TELEFONE1",)},
    note="a Chapa is the number of a person; who is on vacation is there",
)


def _lg_situation(person: Person, rng: Random) -> Cell:
    if person.is_gone:
        return "Rescindido"
    if person.state == "leave":
        return "Afastado"
    return "Trabalhando" if _at_work(person) else "Férias"


# From general knowledge: a report of LG lugar de gente.
LG = export(
    "lg_colaboradores",
    "LG lugar de gente",
    "pt-BR",
    cols(
        "Empresa=company | Matrícula=employee_id | Nome Completo=full_name | Nome Social=preferred_name | "
        "CPF=national_id | PIS=national_id | Data de Nascimento=birth_date | Gênero=gender | "
        "Raça/Cor=sensitive | PCD=sensitive | Data de Admissão=hire_date | "
        "Data do Último Cargo=position_date | Data de Rescisão=termination_date | "
        "Motivo da Rescisão=other | Situação=status | Estabelecimento=location | "
        "Unidade Organizacional=department | Diretoria=division | Centro de Custo=cost_center_code | "
        "Cargo=title | Cód. Posição=position_id | Matrícula do Gestor Imediato=manager_id | "
        "Gestor Imediato=manager_name | Matrícula BP=hr_manager | E-mail Corporativo=email | "
        "E-mail Particular=personal_email | Telefone Comercial=phone | Celular Particular=personal_phone | "
        "Salário Base=pay",
        {
            "Empresa": fixed("Jatobá Seguros"),
            "Matrícula": number("{:07}"),
            "CPF": pattern("###########"),
            "PIS": pattern("###.#####.##-#"),
            "Data de Nascimento": day("born_on", _DMY),
            "Gênero": gender("Feminino", "Masculino"),
            "Raça/Cor": one_of("Parda", "Branca", "Preta", "Amarela"),
            "PCD": one_of("Não", "Não", "Sim"),
            "Data de Admissão": day("hired_on", _DMY),
            "Data do Último Cargo": day("in_job_since", _DMY),
            "Data de Rescisão": day("last_day", _DMY),
            "Motivo da Rescisão": state("", "", "", "Pedido de demissão"),
            "Situação": _lg_situation,
            "Cód. Posição": lambda person, rng: f"P{person.other_number % 1_000_000:06}",
            "Matrícula do Gestor Imediato": manager_number("{:07}"),
            "Gestor Imediato": manager_name,
            "Matrícula BP": one_of("0010233", "0010412"),
            "Salário Base": lambda person, rng: f"{person.salary // 10},00",
        },
    ),
    {
        "email": "E-mail Corporativo",
        "employee_id": "Matrícula",
        "full_name": "Nome Completo",
        "title": "Cargo",
        "department": "Unidade Organizacional",
        "location": "Estabelecimento",
        "phone": "Telefone Comercial",
        "hire_date": "Data de Admissão",
        "termination_date": "Data de Rescisão",
        "status": "Situação",
        "manager": "Matrícula do Gestor Imediato",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Trabalhando": "active", "Férias": "active", "Afastado": "leave", "Rescindido": "inactive"},
    order="first_last",
    note="the number of the business partner of HR next to that of the manager",
)

BRAZILIAN: tuple[Export, ...] = (TOTVS_RM, LG)
