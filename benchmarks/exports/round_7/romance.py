"""Exports in French, Spanish, Portuguese and Italian, on both sides of the Atlantic.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_email,
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
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d/%m/%Y"

# From general knowledge: a query of the HR suite of large French employers.
HR_ACCESS = export(
    "hr_access_effectif",
    "HR Access",
    "fr",
    cols(
        "Matricule=employee_id | Civilité=salutation | Nom d'usage=last_name | Nom de naissance=birth_name | "
        "Prénom=first_name | Société=company | Code établissement=company_code | "
        "Code unité organisationnelle=department_code | Unité organisationnelle=department | "
        "Libellé emploi=title | Classification=other | Nature de contrat=employment_type | "
        "Lieu de travail=location | Date d'entrée groupe=original_hire_date | "
        "Date d'entrée société=hire_date | Date de sortie=termination_date | Motif de sortie=other | "
        "Situation administrative=status | Matricule responsable hiérarchique=manager_id | "
        "Responsable hiérarchique=manager_name | Gestionnaire RH=hr_manager | "
        "Adresse électronique professionnelle=email | Téléphone professionnel=phone | "
        "Adresse électronique personnelle=personal_email | Date de naissance=birth_date | "
        "N° de sécurité sociale=national_id | Salaire de base annuel=pay",
        {
            "Matricule": number("{:08}"),
            "Civilité": gender("Madame", "Monsieur"),
            "Nom de naissance": of("last_name"),
            "Société": fixed("VALMONT FRANCE SAS"),
            "Code établissement": one_of("00012", "00038", "00046"),
            "Classification": one_of("Cadre 3A", "ETAM F", "Cadre 2"),
            "Nature de contrat": one_of("CDI", "CDI", "CDD", "Alternance"),
            "Date d'entrée groupe": day("first_hired_on", _DMY),
            "Date d'entrée société": day("hired_on", _DMY),
            "Date de sortie": day("last_day", _DMY),
            "Motif de sortie": state("", "", "", "Démission"),
            "Situation administrative": state("Présent", "Contrat suspendu", "Présent", "Sorti"),
            "Matricule responsable hiérarchique": manager_number("{:08}"),
            "Responsable hiérarchique": manager_last_first,
            "Gestionnaire RH": one_of("PERRIN Anne", "LEROY Marc"),
            "Date de naissance": day("born_on", _DMY),
            "N° de sécurité sociale": pattern("1 ## ## ## ### ### ##"),
            "Salaire de base annuel": pay(comma=True),
        },
    ),
    {
        "email": "Adresse électronique professionnelle",
        "employee_id": "Matricule",
        "first_name": "Prénom",
        "last_name": "Nom d'usage",
        "title": "Libellé emploi",
        "department": "Unité organisationnelle",
        "location": "Lieu de travail",
        "phone": "Téléphone professionnel",
        "hire_date": "Date d'entrée société",
        "termination_date": "Date de sortie",
        "status": "Situation administrative",
        "manager": "Matricule responsable hiérarchique",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Présent": "active", "Contrat suspendu": "leave", "Sorti": "inactive"},
    note="the entry into the group and that into the company",
)

# From general knowledge: the list of employees of a payroll service of Québec.
EMPLOYEUR_D = export(
    "employeur_d_liste_employes",
    "Employeur D",
    "fr-CA",
    cols(
        "No d'employé=employee_id | Nom de famille=last_name | Prénom=first_name | "
        "Statut de l'employé=status | Type d'emploi=employment_type | Date d'embauche=hire_date | "
        "Date d'ancienneté=original_hire_date | Date de fin d'emploi=termination_date | "
        "Titre du poste=title | Service=department | Division=division | Lieu de travail=location | "
        "No d'employé du supérieur=manager_id | Supérieur immédiat=manager_name | "
        "Courriel au travail=email | Courriel personnel=personal_email | Téléphone au travail=phone | "
        "Cellulaire=any_phone | "
        "NAS=national_id | Date de naissance=birth_date | Taux horaire=pay",
        {
            "No d'employé": number("{:05}"),
            "Statut de l'employé": state("Actif", "En congé", "Mis à pied", "Fin d'emploi"),
            "Type d'emploi": hours("Permanent temps plein", "Permanent temps partiel"),
            "No d'employé du supérieur": manager_number("{:05}"),
            "Supérieur immédiat": manager_last_first,
            "NAS": pattern("### ### ###"),
            "Taux horaire": one_of("29,40", "36,15", "42,80"),
        },
    ),
    {
        "email": "Courriel au travail",
        "employee_id": "No d'employé",
        "first_name": "Prénom",
        "last_name": "Nom de famille",
        "title": "Titre du poste",
        "department": "Service",
        "location": "Lieu de travail",
        "phone": "Téléphone au travail",
        "hire_date": "Date d'embauche",
        "termination_date": "Date de fin d'emploi",
        "status": "Statut de l'employé",
        "manager": "No d'employé du supérieur",
    },
    form=Format(kind="excel"),
    refers_to="employee_id",
    status={"Actif": "active", "En congé": "leave", "Mis à pied": "ask", "Fin d'emploi": "inactive"},
    note="words of Québec; who is laid off may be called back",
)

# From general knowledge: the report of workers of a payroll program that is common in Mexico.
ASPEL_NOI = export(
    "aspel_noi_trabajadores",
    "Aspel NOI",
    "es-MX",
    cols(
        "Clave=employee_id | Nombre=first_name | Apellido paterno=last_name | Apellido materno=other_name | "
        "R.F.C.=national_id | C.U.R.P.=national_id | Núm. seguro social=national_id | "
        "Departamento=department | Puesto=title | Centro de trabajo=location | Fecha de alta=hire_date | "
        "Fecha de baja=termination_date | Estatus=status | Tipo de contrato=employment_type | "
        "Clave del jefe=manager_id | Jefe inmediato=manager_name | Correo electrónico empresa=email | "
        "Correo electrónico personal=personal_email | Teléfono oficina=phone | Salario diario=pay | "
        "CLABE=iban",
        {
            "Clave": number("{:06}"),
            "Apellido materno": one_of("López", "Ramírez", "Torres", "Mendoza", "Cruz"),
            "R.F.C.": pattern("XAXX######AB#"),
            "C.U.R.P.": pattern("XEXX######HNEXXXA#"),
            "Núm. seguro social": pattern("###########"),
            "Fecha de alta": day_cell("hired_on"),
            "Fecha de baja": day_cell("last_day"),
            "Estatus": state("Alta", "Alta", "Alta", "Baja"),
            "Tipo de contrato": one_of("Indeterminado", "Determinado"),
            "Clave del jefe": manager_number("{:06}"),
            "Salario diario": one_of("612.40", "845.00", "1,204.75"),
            "CLABE": pattern("##################"),
        },
    ),
    {
        "email": "Correo electrónico empresa",
        "employee_id": "Clave",
        "first_name": "Nombre",
        "last_name": "Apellido paterno",
        "title": "Puesto",
        "department": "Departamento",
        "location": "Centro de trabajo",
        "phone": "Teléfono oficina",
        "hire_date": "Fecha de alta",
        "termination_date": "Fecha de baja",
        "status": "Estatus",
        "manager": "Clave del jefe",
    },
    form=Format(kind="excel", titles=(("Reporte de trabajadores",), ("Sierra Alta S.A. de C.V.",), ())),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Alta": "active", "Baja": "inactive"},
    note="two last names in two columns; alta and baja are words of dates and of the status",
)

# GeoVictoria's manual (that the RUT and the e-mail identify a user); the columns from general knowledge.
GEOVICTORIA = export(
    "geovictoria_usuarios",
    "GeoVictoria",
    "es-CL",
    cols(
        "RUT=national_id | Código de empleado=employee_id | Nombres=first_name | Apellidos=last_name | "
        "Correo corporativo=email | Teléfono=any_phone | Grupo=department | Cargo=title | "
        "Sucursal=location | Empresa=company | Centro de costo=cost_center_code | "
        "Fecha inicio contrato=hire_date | Fecha fin contrato=termination_date | Estado=status | "
        "Correo jefatura=manager_email | Nombre jefatura=manager_name | Turno=other | "
        "Perfil=other | Horas semanales=other",
        {
            "RUT": pattern("##.###.###-#"),
            "Código de empleado": number("{}"),
            "Empresa": fixed("Comercial Andes SpA"),
            "Fecha inicio contrato": day("hired_on", "%d-%m-%Y"),
            "Fecha fin contrato": day("last_day", "%d-%m-%Y"),
            "Estado": state("Habilitado", "Habilitado", "Habilitado", "Deshabilitado"),
            "Correo jefatura": manager_email,
            "Turno": one_of("Administrativo", "Mañana", "Tarde"),
            "Perfil": one_of("Trabajador", "Trabajador", "Supervisor"),
            "Horas semanales": hours("44", "30"),
        },
    ),
    {
        "email": "Correo corporativo",
        "employee_id": "Código de empleado",
        "first_name": "Nombres",
        "last_name": "Apellidos",
        "title": "Cargo",
        "department": "Grupo",
        "location": "Sucursal",
        "hire_date": "Fecha inicio contrato",
        "termination_date": "Fecha fin contrato",
        "status": "Estado",
        "manager": "Correo jefatura",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="email",
    dates="%d-%m-%Y",
    status={"Habilitado": "active", "Deshabilitado": "inactive"},
    optional={"phone": ("Teléfono",)},
    note="the unit is called a group; the contract's first and last day; whoever is gone is disabled",
)

# From general knowledge: the export of people of a Brazilian platform of engagement.
FEEDZ = export(
    "feedz_colaboradores",
    "Feedz",
    "pt-BR",
    cols(
        "ID Feedz=other_id | Nome completo=full_name | Apelido=preferred_name | E-mail=email | "
        "E-mail pessoal=personal_email | Matrícula=employee_id | CPF=national_id | Cargo=title | "
        "Nível=job_level | Departamento=department | Filial=location | "
        "Gestor direto=manager_name | E-mail do gestor direto=manager_email | "
        "Data de admissão=hire_date | Data de desligamento=termination_date | "
        "Motivo do desligamento=other | Status=status | Celular=any_phone | "
        "Data de nascimento=birth_date | Gênero=gender | Raça/Etnia=sensitive | Permissão=other",
        {
            "ID Feedz": lambda person, rng: f"{person.other_number % 1_000_000}",
            "Matrícula": number("{:06}"),
            "CPF": pattern("###.###.###-##"),
            "Nível": one_of("Júnior", "Pleno", "Sênior"),
            "Data de admissão": day("hired_on", _DMY),
            "Data de desligamento": day("last_day", _DMY),
            "Motivo do desligamento": state("", "", "", "Pedido de demissão"),
            "Status": state("Ativo", "Afastado", "Ativo", "Desligado"),
            "Data de nascimento": day("born_on", _DMY),
            "Gênero": gender("Feminino", "Masculino"),
            "Raça/Etnia": one_of("Branca", "Parda", "Preta", "Prefiro não informar"),
            "Permissão": one_of("Colaborador", "Colaborador", "Gestor", "Administrador"),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Matrícula",
        "full_name": "Nome completo",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Filial",
        "hire_date": "Data de admissão",
        "termination_date": "Data de desligamento",
        "status": "Status",
        "manager": "E-mail do gestor direto",
    },
    refers_to="email",
    dates=_DMY,
    status={"Ativo": "active", "Afastado": "leave", "Desligado": "inactive"},
    identity=("Matrícula", "ID Feedz"),
    order="first_last",
    optional={"phone": ("Celular",)},
    note="one column for the name",
)

# From general knowledge: the register of employees of the payroll that Brazilian accountants use.
DOMINIO = export(
    "dominio_folha_empregados",
    "Domínio Folha",
    "pt-BR",
    cols(
        "Cód. Empresa=company_code | Código=employee_id | Nome do Empregado=full_name | CPF=national_id | "
        "PIS=national_id | Admissão=hire_date | Demissão=termination_date | Situação=status | "
        "Cargo=title | CBO=title_code | Departamento=department | Centro de Custo=cost_center_code | "
        "Local de Trabalho=location | Salário=pay | Horas Mês=other | Sindicato=sensitive | "
        "Cód. Superior=manager_id | Nome do Superior=manager_name | E-mail Corporativo=email | "
        "Telefone Comercial=phone | Dt. Nascimento=birth_date",
        {
            "Cód. Empresa": fixed("118"),
            "CPF": pattern("###########"),
            "PIS": pattern("###########"),
            "Admissão": day("hired_on", _DMY),
            "Demissão": day("last_day", _DMY),
            "Situação": state("Trabalhando", "Afastado", "Férias", "Demitido"),
            "Salário": pay(comma=True),
            "Horas Mês": hours("220,00", "110,00"),
            "Sindicato": one_of("SINDPD", "SEC", "Nenhum"),
            "Dt. Nascimento": day("born_on", _DMY),
        },
    ),
    {
        "email": "E-mail Corporativo",
        "employee_id": "Código",
        "full_name": "Nome do Empregado",
        "title": "Cargo",
        "department": "Departamento",
        "location": "Local de Trabalho",
        "phone": "Telefone Comercial",
        "hire_date": "Admissão",
        "termination_date": "Demissão",
        "status": "Situação",
        "manager": "Cód. Superior",
    },
    form=Format(delimiter=";", encoding="latin-1", trailer=("Total de empregados", "{people}")),
    refers_to="employee_id",
    dates=_DMY,
    status={"Trabalhando": "active", "Afastado": "leave", "Férias": "active", "Demitido": "inactive"},
    order="first_last",
    note="who is on holiday has a status of its own; the last row is a sum",
)

# From general knowledge: the register of an Italian HR suite.
ECOSAGILE = export(
    "ecosagile_anagrafica",
    "EcosAgile",
    "it",
    cols(
        "Azienda=company | Matricola=employee_id | Cognome=last_name | Nome=first_name | "
        "Codice fiscale=national_id | Data di nascita=birth_date | Stato dipendente=status | "
        "Data assunzione=hire_date | Data anzianità convenzionale=original_hire_date | "
        "Data cessazione=termination_date | Causale cessazione=other | Posizione=title | Qualifica=other | "
        "Livello CCNL=other | Unità organizzativa=department | Centro di costo=cost_center_code | "
        "Sede di lavoro=location | Matricola responsabile=manager_id | Responsabile=manager_name | "
        "Email aziendale=email | Telefono aziendale=phone | Email personale=personal_email | "
        "Cellulare personale=personal_phone | RAL=pay",
        {
            "Azienda": fixed("Fontanelli S.p.A."),
            "Matricola": number("{:07}"),
            "Codice fiscale": pattern("RSSMRA##A##H###X"),
            "Data di nascita": day("born_on", _DMY),
            "Stato dipendente": state("In forza", "In aspettativa", "In forza", "Cessato"),
            "Data assunzione": day("hired_on", _DMY),
            "Data anzianità convenzionale": day("first_hired_on", _DMY),
            "Data cessazione": day("last_day", _DMY),
            "Causale cessazione": state("", "", "", "Dimissioni volontarie"),
            "Qualifica": one_of("Impiegato", "Quadro", "Operaio"),
            "Livello CCNL": one_of("B1", "C3", "A1"),
            "Matricola responsabile": manager_number("{:07}"),
            "Responsabile": manager_last_first,
            "Cellulare personale": sometimes(0.7, of("home_phone")),
            "RAL": pay(comma=True),
        },
    ),
    {
        "email": "Email aziendale",
        "employee_id": "Matricola",
        "first_name": "Nome",
        "last_name": "Cognome",
        "title": "Posizione",
        "department": "Unità organizzativa",
        "location": "Sede di lavoro",
        "phone": "Telefono aziendale",
        "hire_date": "Data assunzione",
        "termination_date": "Data cessazione",
        "status": "Stato dipendente",
        "manager": "Matricola responsabile",
    },
    form=Format(kind="excel", titles=(("Estrazione anagrafica dipendenti",), ("al 02/11/2026",))),
    refers_to="employee_id",
    dates=_DMY,
    status={"In forza": "active", "In aspettativa": "leave", "Cessato": "inactive"},
    note="Qualifica is the legal category, not the position",
)

ROMANCE: tuple[Export, ...] = (
    HR_ACCESS, EMPLOYEUR_D, ASPEL_NOI, GEOVICTORIA, FEEDZ, DOMINIO, ECOSAGILE,
)  # fmt: skip
