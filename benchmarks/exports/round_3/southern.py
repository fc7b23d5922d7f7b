"""Last exports in Italian and Portuguese.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    gender,
    hours,
    manager_email,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

_DMY = "%d/%m/%Y"

# Dipendenti in Cloud: Visualizza, modifica dipendenti inseriti (all of the columns of the export).
DIPENDENTI = export(
    "dipendenti_in_cloud",
    "Dipendenti in Cloud",
    "it",
    cols(
        "Cognome=last_name | Nome=first_name | Codice Fiscale=national_id | Data di nascita=birth_date | "
        "Matricola=employee_id | Gruppo=department | Mansione=title | IBAN=iban | Telefono=any_phone | "
        "Email=email | Indirizzo=home_address | Attivo (Vero/Falso)=status",
        {
            "Codice Fiscale": pattern("RSSMRA##A##H501#"),
            "Data di nascita": day("born_on", _DMY),
            "Matricola": number("{:04}"),
            "IBAN": pattern("IT##X####################"),
            "Attivo (Vero/Falso)": state("VERO", "VERO", "VERO", "FALSO"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Matricola",
        "first_name": "Nome",
        "last_name": "Cognome",
        "title": "Mansione",
        "status": "Attivo (Vero/Falso)",
    },
    form=Format(kind="excel"),
    dates={},
    status={"VERO": "active", "FALSO": "inactive"},
    optional={"phone": ("Telefono",), "department": ("Gruppo",)},
    note="no date but that of birth, no manager; a group is mostly a department",
)

# From general knowledge: an extract for the head office, from a payroll system.
ORGANICO = export(
    "teamsystem_estrazione_organico",
    "TeamSystem HR",
    "it",
    cols(
        "Cod. Azienda=company_code | Matricola=employee_id | Cod. Badge=other_id | Cognome=last_name | "
        "Nome=first_name | Sesso=gender | C.F.=national_id | Data Nasc.=birth_date | "
        "Data Assunz.=hire_date | Data Anz. Conv.=original_hire_date | Data Cess.=termination_date | "
        "Causale Cess.=other | Qualifica=other | Livello=other | Descr. Mansione=title | "
        "CdC=cost_center_code | Descr. Reparto=department | Unità Locale=location | "
        "Matr. Resp.=manager_id | Nominativo Resp.=manager_name | Stato Rapporto=status | "
        "E-mail Az.=email | E-mail Pers.=personal_email | Tel. Int.=phone_extension | Cell. Az.=phone | "
        "% P.T.=fte | R.A.L.=pay",
        {
            "Cod. Azienda": one_of("000123"),
            "Matricola": number("{:07}"),
            "Cod. Badge": of("other_number"),
            "Sesso": gender("F", "M"),
            "C.F.": pattern("RSSMRA##A##H501#"),
            "Data Nasc.": day("born_on", _DMY),
            "Data Assunz.": day("hired_on", _DMY),
            "Data Anz. Conv.": day("first_hired_on", _DMY),
            "Data Cess.": day("last_day", _DMY),
            "Causale Cess.": state("", "", "", "Dimissioni"),
            "Qualifica": one_of("Impiegato", "Operaio", "Quadro"),
            "Livello": one_of("B2", "C3", "D1"),
            "Matr. Resp.": manager_number("{:07}"),
            "Stato Rapporto": state("In forza", "Aspettativa", "In forza", "Cessato"),
            "Tel. Int.": one_of("214", "377"),
            "Cell. Az.": of("mobile"),
            "% P.T.": hours("100,00", "62,50"),
            "R.A.L.": pay("{:,.2f}", comma=True),
        },
    ),
    {
        "email": "E-mail Az.",
        "employee_id": "Matricola",
        "first_name": "Nome",
        "last_name": "Cognome",
        "title": "Descr. Mansione",
        "department": "Descr. Reparto",
        "location": "Unità Locale",
        "phone": "Cell. Az.",
        "hire_date": "Data Assunz.",
        "termination_date": "Data Cess.",
        "status": "Stato Rapporto",
        "manager": "Matr. Resp.",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"In forza": "active", "Aspettativa": "leave", "Cessato": "inactive"},
    note="short words throughout; `Qualifica` is a class of employees, `Descr. Mansione` the job",
)

# Sólides: Como cadastrar e editar colaboradores (Nome, E-mail, CPF, Estrangeiro, Cargo, Data da Admissão,
# Início da Vigência); the rest from general knowledge.
SOLIDES = export(
    "solides_colaboradores",
    "Sólides DP",
    "pt-BR",
    cols(
        "Matrícula=employee_id | Nome=full_name | CPF=national_id | PIS=national_id | "
        "Data de Nascimento=birth_date | Estrangeiro=sensitive | E-mail=email | "
        "E-mail Pessoal=personal_email | Telefone Celular=any_phone | Cargo=title | "
        "Cód. Cargo=title_code | Departamento=department | Filial=location | Escala=other | "
        "Gestor=manager_name | E-mail do Gestor=manager_email | Data da Admissão=hire_date | "
        "Início da Vigência=other_date | Data da Demissão=termination_date | Situação=status | "
        "Salário=pay | Nome da Mãe=sensitive",
        {
            "Matrícula": number("{:06}"),
            "CPF": pattern("###.###.###-##"),
            "PIS": pattern("###.#####.##-#"),
            "Data de Nascimento": day("born_on", _DMY),
            "Estrangeiro": one_of("Não", "Não", "Não", "Sim"),
            "Escala": one_of("5x2", "6x1", "12x36"),
            "E-mail do Gestor": manager_email,
            "Data da Admissão": day("hired_on", _DMY),
            "Início da Vigência": day("in_job_since", _DMY),
            "Data da Demissão": day("last_day", _DMY),
            "Situação": state("Ativo", "Afastado", "Ativo", "Demitido"),
            "Salário": pay("R$ {:,.2f}", comma=True),
            "Nome da Mãe": one_of("Maria da Silva", "Josefa Pereira", "Ana Souza"),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Matrícula",
        "full_name": "Nome",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Filial",
        "hire_date": "Data da Admissão",
        "termination_date": "Data da Demissão",
        "status": "Situação",
        "manager": "E-mail do Gestor",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="email",
    dates=_DMY,
    order="first_last",
    status={"Ativo": "active", "Afastado": "leave", "Demitido": "inactive"},
    optional={"phone": ("Telefone Celular",)},
    note="the mother's name and three national ids, as usual in Brazil",
)

# From general knowledge: the staff of a Portuguese company, from its business software.
PRIMAVERA = export(
    "primavera_funcionarios",
    "Primavera (Cegid)",
    "pt-PT",
    cols(
        "N.º Func.=employee_id | Nome Completo=full_name | Nome Abrev.=other | NIF=national_id | "
        "NISS=national_id | N.º CC=national_id | Data Nasc.=birth_date | Est. Civil=sensitive | "
        "Data Admissão=hire_date | Data Antiguidade=original_hire_date | Data Demissão=termination_date | "
        "Motivo Saída=other | Tipo Contrato=employment_type | Categoria Prof.=title | "
        "Departamento=department | Estabelecimento=location | Centro Custo=cost_center_code | "
        "Chefia (N.º Func.)=manager_id | Situação=status | Email Profissional=email | "
        "Email Particular=personal_email | Telem. Empresa=phone | Telem. Pessoal=personal_phone | "
        "Vencimento Base=pay",
        {
            "Nome Abrev.": lambda person, rng: f"{person.first_name[0]}. {person.last_name}",
            "NIF": pattern("2########"),
            "NISS": pattern("1##########"),
            "N.º CC": pattern("######## # ZX#"),
            "Data Nasc.": day("born_on", "%d-%m-%Y"),
            "Est. Civil": one_of("Casado(a)", "Solteiro(a)"),
            "Data Admissão": day("hired_on", "%d-%m-%Y"),
            "Data Antiguidade": day("first_hired_on", "%d-%m-%Y"),
            "Data Demissão": day("last_day", "%d-%m-%Y"),
            "Motivo Saída": state("", "", "", "Denúncia pelo trabalhador"),
            "Tipo Contrato": one_of("Sem termo", "Sem termo", "Termo certo"),
            "Situação": state("No ativo", "Baixa prolongada", "Suspenso", "Saiu"),
            "Telem. Empresa": of("mobile"),
            "Telem. Pessoal": sometimes(0.5, of("home_phone")),
            "Vencimento Base": pay(comma=True),
        },
    ),
    {
        "email": "Email Profissional",
        "employee_id": "N.º Func.",
        "full_name": "Nome Completo",
        "title": "Categoria Prof.",
        "department": "Departamento",
        "location": "Estabelecimento",
        "phone": "Telem. Empresa",
        "hire_date": "Data Admissão",
        "termination_date": "Data Demissão",
        "status": "Situação",
        "manager": "Chefia (N.º Func.)",
    },
    form=Format(kind="excel", titles=(("Listagem de Funcionários",), ("Azulejo, S.A.", "02-11-2026"))),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    order="first_last",
    status={"No ativo": "active", "Baixa prolongada": "leave", "Suspenso": "ask", "Saiu": "inactive"},
    note="dates as text in a workbook; the words are those of Portugal",
)

SOUTHERN: tuple[Export, ...] = (DIPENDENTI, ORGANICO, SOLIDES, PRIMAVERA)
