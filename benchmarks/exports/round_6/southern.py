"""Exports in Portuguese (Brazil) and Italian.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    manager_email,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    state,
)
from benchmarks.exports.model import Export, Format, export

_DMY = "%d/%m/%Y"

# Comunify: Colaborador (wiki.plataforma.comunifyapp.com.br), the fields up to the schooling; the first day,
# the unit, the branch and the leader from general knowledge.
COMUNIFY = export(
    "comunify_colaboradores",
    "Comunify",
    "pt-BR",
    cols(
        "Cliente=company | Origem=other | Matrícula=employee_id | CPF=national_id | "
        "Data de Nascimento=birth_date | Data de Admissão=hire_date | "
        "Data de Desligamento=termination_date | Situação=status | Nome=first_name | Sobrenome=last_name | "
        "Como quer ser chamado=preferred_name | Sexo=gender | Raça/Cor=sensitive | Estado Civil=sensitive | "
        "Cargo=title | Setor=department | Empresa Associada/Filial=location | "
        "Matrícula do Líder=manager_id | Nome do Líder=manager_name | Celular Principal=any_phone | "
        "Celular Segundário=any_phone | E-mail corporativo=email | E-mail pessoal=personal_email | "
        "Qual e-mail deseja usar no app Comunify=other | Escolaridade=sensitive",
        {
            "Cliente": fixed("Jatobá Indústria"),
            "Origem": one_of("Importação", "Integração", "Cadastro"),
            "Matrícula": number("{:06}"),
            "CPF": pattern("###.###.###-##"),
            "Data de Nascimento": day("born_on", _DMY),
            "Data de Admissão": day("hired_on", _DMY),
            "Data de Desligamento": day("last_day", _DMY),
            "Situação": state("Ativo", "Afastado", "Ativo", "Inativo"),
            "Sexo": gender("Feminino", "Masculino"),
            "Raça/Cor": one_of("Branco", "Parda", "Preta/Negra", "Não informado"),
            "Estado Civil": one_of("Solteiro(a)", "Casado(a)", "Divorciado(a)"),
            "Matrícula do Líder": manager_number("{:06}"),
            "Celular Segundário": of("home_phone"),
            "Qual e-mail deseja usar no app Comunify": one_of("E-mail corporativo", "E-mail pessoal"),
            "Escolaridade": one_of("Ensino médio completo", "Educação superior completa"),
        },
    ),
    {
        "email": "E-mail corporativo",
        "employee_id": "Matrícula",
        "first_name": "Nome",
        "last_name": "Sobrenome",
        "title": "Cargo",
        "department": "Setor",
        "location": "Empresa Associada/Filial",
        "hire_date": "Data de Admissão",
        "termination_date": "Data de Desligamento",
        "status": "Situação",
        "manager": "Matrícula do Líder",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Ativo": "active", "Afastado": "leave", "Inativo": "inactive"},
    optional={"phone": ("Celular Principal", "Celular Segundário")},
    note="here Nome is the first name; a column says which e-mail somebody prefers",
)

# TopPonto Web: Layout de importação dos funcionários (suporte.topponto.com.br), every column and the dates.
TOPPONTO = export(
    "topponto_funcionarios",
    "TopPonto Web",
    "pt-BR",
    cols(
        "PIS=national_id | Nome=full_name | Cartão=other_id | Data Início Cartão=other_date | "
        "CTPS=national_id | Matrícula=employee_id | Data de Admissão=hire_date | "
        "Data Demissão=termination_date | Cargo=title | Departamento=department | CNPJ=company_code | "
        "CPF da Empresa=company_code | CEI=company_code",
        {
            "PIS": pattern("###.#####.##-#"),
            "Nome": of("name"),
            "Cartão": lambda person, rng: f"{person.other_number:016}",
            "Data Início Cartão": day("in_job_since", _DMY),
            "CTPS": pattern("####### ###-#"),
            "Matrícula": number("{}"),
            "Data de Admissão": day("hired_on", _DMY),
            "Data Demissão": day("last_day", _DMY),
            "CNPJ": fixed("12.345.678/0001-95"),
            "CPF da Empresa": fixed(""),
            "CEI": fixed(""),
        },
    ),
    {
        "employee_id": "Matrícula",
        "full_name": "Nome",
        "title": "Cargo",
        "department": "Departamento",
        "hire_date": "Data de Admissão",
        "termination_date": "Data Demissão",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    dates=_DMY,
    identity=("Matrícula", "Cartão"),
    order="first_last",
    note="a time clock: no e-mail at all, and here Nome is the whole name",
)

# Odoo: the Italian names of the fields of an employee (odoo/odoo, addons/hr/i18n/it.po); the place of work,
# the number, the first day and the path to the manager's e-mail from general knowledge.
ODOO = export(
    "odoo_dipendenti",
    "Odoo",
    "it",
    cols(
        "ID=other_id | Nome=full_name | Attivo=status | Email Ufficio=email | Telefono Ufficio=phone | "
        "Cellulare ufficio=mobile | Posizione lavorativa=title | Dipartimento=department | "
        "Luogo di lavoro=location | Manager=manager_name | Manager/Email Ufficio=manager_email | "
        "Mentore=manager_name | Numero di matricola=employee_id | Data di assunzione=hire_date | "
        "Data di cessazione=termination_date | Indirizzo Privato=home_address | Codice Fiscale=national_id | "
        "Num. passaporto=national_id | Nazionalità=sensitive | Stato civile=sensitive | "
        "Data di nascita=birth_date | Permesso di Lavoro N.=sensitive | Note=other | Utente=username | "
        "Data di ultima modifica=record_date",
        {
            "ID": lambda person, rng: person.row + 17,
            "Nome": of("name"),
            "Attivo": state("VERO", "VERO", "VERO", "FALSO"),
            "Manager": manager_name,
            "Manager/Email Ufficio": manager_email,
            "Mentore": one_of("Chiara Conti", "Marco Galli", ""),
            "Numero di matricola": number("{:05}"),
            "Data di assunzione": day("hired_on"),
            "Data di cessazione": day("last_day"),
            "Codice Fiscale": pattern("RSSGLI##A##F###X"),
            "Num. passaporto": fixed(""),
            "Nazionalità": one_of("Italia", "Italia", "Romania"),
            "Stato civile": one_of("Celibe/nubile", "Sposato/a", ""),
            "Permesso di Lavoro N.": fixed(""),
            "Note": fixed(""),
            "Data di ultima modifica": one_of("2026-10-30 07:12:44", "2026-09-14 15:40:01"),
        },
    ),
    {
        "email": "Email Ufficio",
        "employee_id": "Numero di matricola",
        "full_name": "Nome",
        "title": "Posizione lavorativa",
        "department": "Dipartimento",
        "location": "Luogo di lavoro",
        "phone": ("Telefono Ufficio", "Cellulare ufficio"),
        "hire_date": "Data di assunzione",
        "termination_date": "Data di cessazione",
        "status": "Attivo",
        "manager": "Manager/Email Ufficio",
    },
    refers_to="email",
    status={"VERO": "active", "FALSO": "inactive"},
    identity=("Numero di matricola", "ID"),
    order="first_last",
    note="a path to the manager's e-mail as a header; the whole name in Nome; a mentor that is a colleague",
)

SOUTHERN: tuple[Export, ...] = (COMUNIFY, TOPPONTO, ODOO)
