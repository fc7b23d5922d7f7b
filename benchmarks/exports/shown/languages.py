"""Exports of German, Swiss, Dutch, French and Argentine systems.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    manager_number,
    manager_other_number,
    number,
    of,
    one_of,
    other_number,
    pattern,
    pay,
    place,
    row,
    sometimes,
)
from benchmarks.exports.model import Export, Format, export

_DMY = "%d.%m.%Y"
_WINDOWS = Format(delimiter=";", encoding="cp1252")

# Generators of master data for LODAS's ASCII import (public repositories); dates are ttmmjj.
LODAS = export(
    "datev_lodas_stammdaten",
    "DATEV LODAS",
    "de",
    cols(
        "pnr#psd=employee_id | pnr_betriebliche#psd=employee_id | duevo_familienname#psd=last_name | "
        "duevo_vorname#psd=first_name | duevo_titel#psd=salutation | gebname#psd=birth_name | "
        "geburtsdatum_ttmmjj#psd=birth_date | geschlecht#psd=gender | "
        "staatsangehoerigkeit#psd=sensitive | familienstand#psd=sensitive | "
        "sozialversicherung_nr#psd=national_id | adresse_strassenname#psd=home_address | "
        "adresse_strasse_nr#psd=home_address | adresse_plz#psd=home_address | "
        "adresse_ort#psd=home_address | eintrittdatum#psd=hire_date | "
        "austrittdatum#psd=termination_date | arbeitsverhaeltnis#psd=employment_type",
        {
            "pnr#psd": row,
            "pnr_betriebliche#psd": number(),
            "duevo_titel#psd": sometimes(0.05, fixed("Dr.")),
            "gebname#psd": sometimes(0.2, of("last_name")),
            "geburtsdatum_ttmmjj#psd": day("born_on", "%d%m%y"),
            "geschlecht#psd": gender("W", "M"),
            "staatsangehoerigkeit#psd": one_of("000", "000", "163"),
            "familienstand#psd": one_of("0", "1", "2"),
            "sozialversicherung_nr#psd": pattern("65######K###"),
            "adresse_strassenname#psd": lambda person, rng: person.street.rpartition(" ")[0],
            "adresse_strasse_nr#psd": lambda person, rng: person.street.rpartition(" ")[2],
            "adresse_plz#psd": of("zip_code"),
            "adresse_ort#psd": place("city"),
            "eintrittdatum#psd": day("hired_on", "%d%m%y"),
            "austrittdatum#psd": day("last_day", "%d%m%y"),
            "arbeitsverhaeltnis#psd": one_of("1", "1", "2"),
        },
    ),
    {
        "employee_id": ("pnr#psd", "pnr_betriebliche#psd"),
        "first_name": "duevo_vorname#psd",
        "last_name": "duevo_familienname#psd",
        "hire_date": "eintrittdatum#psd",
        "termination_date": "austrittdatum#psd",
    },
    form=_WINDOWS,
    dates="%d%m%y",
    note="payroll data: two personnel numbers, six-digit dates, no e-mail, much that is private",
)

# Header of a customer's ABAP report (public repository), with SAP's personnel number.
SAP_HCM = export(
    "sap_hcm_report",
    "SAP HCM (custom ABAP report)",
    "de",
    cols(
        "Personalnummer=employee_id | Vorname=first_name | Nachname=last_name | Geschlecht=gender | "
        "Geburtsdatum=birth_date | Planstelle=position_id | Stelle=title | "
        "Mitarbeitergruppe=employment_type | Mitarbeiterkreis=employment_type | Abrechnungskreis=other | "
        "Teilzeitkennzeichen=employment_type | Beschaeftigungsgrad_Prozent=fte | "
        "Eintrittsdatum=hire_date | Austrittsdatum=termination_date | Bruttolohn=pay | "
        "Krankheitstage_Gesamt=sensitive",
        {
            "Personalnummer": number("{:08}"),
            "Geschlecht": gender("weiblich", "männlich"),
            "Geburtsdatum": day("born_on", _DMY),
            "Planstelle": other_number("5{}"),
            "Mitarbeitergruppe": one_of("Angestellte", "Gewerbliche", "Auszubildende"),
            "Mitarbeiterkreis": one_of("Tarif", "AT", "Leitende"),
            "Abrechnungskreis": one_of("D1", "D2"),
            "Teilzeitkennzeichen": hours("", "X"),
            "Beschaeftigungsgrad_Prozent": hours("100,00", "60,00"),
            "Eintrittsdatum": day("hired_on", _DMY),
            "Austrittsdatum": day("last_day", _DMY, "31.12.9999"),
            "Bruttolohn": pay("{:,.2f}", comma=True),
            "Krankheitstage_Gesamt": one_of("0", "3", "12"),
        },
    ),
    {
        "employee_id": "Personalnummer",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Stelle",
        "hire_date": "Eintrittsdatum",
        "termination_date": "Austrittsdatum",
    },
    form=_WINDOWS,
    dates=_DMY,
    note="the position's number is longer and as unique as the person's",
)

# Fields of the HelloID source connector for HRworks, with the personnel number that ManagerID refers to.
HRWORKS = export(
    "hrworks_personen",
    "HRworks",
    "de",
    cols(
        "personnelNumber=employee_id | firstName=first_name | lastName=last_name | email=email | "
        "birthday=birth_date | gender=gender | officePhoneNumber=phone | companyMobilePhoneNumber=mobile | "
        "organizationUnitID=department_code | organizationUnitName=department | position=title | "
        "costCenterID=cost_center_code | costCenterName=cost_center | ManagerID=manager_id",
        {"gender": gender("weiblich", "maennlich")},
    ),
    {
        "email": "email",
        "employee_id": "personnelNumber",
        "first_name": "firstName",
        "last_name": "lastName",
        "title": "position",
        "department": "organizationUnitName",
        "phone": ("officePhoneNumber", "companyMobilePhoneNumber"),
        "manager": "ManagerID",
    },
    form=Format(kind="json"),
    refers_to="employee_id",
)

# Fields of the HelloID source connector for SwissSalary.
SWISS_SALARY = export(
    "swisssalary_export",
    "SwissSalary",
    "de-CH",
    cols(
        "EmployeeNo=employee_id | LastName=last_name | FirstName=first_name | languageCode=language | "
        "phoneNoBusiness=phone | mobilePhoneNoBusiness=mobile | phoneNoPrivate=personal_phone | "
        "DepartmentCode=department_code | DepartmentName=department | LocationCode=location_code | "
        "LocationName=location | ManagerExternalId=manager_id | TitleName=title | GB=division_code | "
        "GBBezeichnung=division",
        {
            "EmployeeNo": number("{:06}"),
            "ManagerExternalId": manager_number("{:06}"),
            "languageCode": one_of("DES", "DES", "FRS", "ITS"),
            "GB": lambda person, rng: f"GB{len(person.division)}",
        },
    ),
    {
        "employee_id": "EmployeeNo",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "TitleName",
        "department": "DepartmentName",
        "location": "LocationName",
        "phone": ("phoneNoBusiness", "mobilePhoneNoBusiness"),
        "manager": "ManagerExternalId",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    note="codes next to names; no e-mail",
)

_PREFIX = one_of("", "", "van", "de", "van der", "ter")

# Fields of the HelloID source connector for Visma DBS, with a personnel number.
VISMA = export(
    "visma_dbs_personen",
    "Visma DBS",
    "nl",
    cols(
        "pers_nr=employee_id | naam=last_name | voorv=name_prefix | voorl=initials | voorn=first_name | "
        "roepnaam=preferred_name | pp_naam=partner_name | dat_geb=birth_date | u_emailaddress=email | "
        "tp_phone=phone | OrgUnitID=department_code | FunctionID=title_code | FunctionName=title | "
        "DateFrom=hire_date | DateTo=termination_date | et_desc=employment_type",
        {
            "pers_nr": number("{:07}"),
            "voorv": _PREFIX,
            "roepnaam": of("first_name"),
            "pp_naam": sometimes(0.2, of("last_name")),
            "dat_geb": day("born_on", "%d-%m-%Y"),
            "DateFrom": day("hired_on", "%d-%m-%Y"),
            "DateTo": day("last_day", "%d-%m-%Y"),
            "et_desc": one_of("Onbepaalde tijd", "Bepaalde tijd", "Stagiair", "Vrijwilliger"),
        },
    ),
    {
        "email": "u_emailaddress",
        "employee_id": "pers_nr",
        "first_name": ("voorn", "roepnaam"),
        "last_name": "naam",
        "title": "FunctionName",
        "phone": "tp_phone",
        "hire_date": "DateFrom",
        "termination_date": "DateTo",
    },
    form=Format(delimiter=";"),
    dates="%d-%m-%Y",
    optional={"department": ("OrgUnitID",)},
    note="the prefix of the name has a column of its own; the department has only a code",
)

# Fields of the HelloID source connector for Nmbrs, with both numbers that its API gives an employee.
NMBRS = export(
    "nmbrs_medewerkers",
    "Nmbrs",
    "nl",
    cols(
        "EmployeeId=other_id | EmployeeNumber=employee_id | Initials=initials | NickName=preferred_name | "
        "Prefix=name_prefix | LastName=last_name | PartnerPrefix=name_prefix | "
        "PartnerLastName=partner_name | EmailWork=email | TelephoneMobileWork=phone | "
        "CurrentDepartment.Code=department_code | CurrentDepartment.Description=department | "
        "CurrentManager.EmployeeID=manager_id | CurrentFunction.Code=title_code | "
        "CurrentFunction.Description=title | StartDate=hire_date | HoursPerWeek=fte",
        {
            "NickName": of("first_name"),
            "Prefix": _PREFIX,
            "PartnerPrefix": sometimes(0.1, fixed("de")),
            "PartnerLastName": sometimes(0.2, of("last_name")),
            "TelephoneMobileWork": of("mobile"),
            "CurrentManager.EmployeeID": manager_other_number("0"),
            "StartDate": day("hired_on", "%Y-%m-%dT00:00:00"),
            "HoursPerWeek": hours("36", "24"),
        },
    ),
    {
        "email": "EmailWork",
        "employee_id": "EmployeeId",
        "first_name": "NickName",
        "last_name": "LastName",
        "title": "CurrentFunction.Description",
        "department": "CurrentDepartment.Description",
        "phone": "TelephoneMobileWork",
        "hire_date": "StartDate",
        "manager": "CurrentManager.EmployeeID",
    },
    refers_to="employee_id",
    dates="%Y-%m-%dT%H:%M:%S",
    note="managers refer to EmployeeId, not to EmployeeNumber, as the values show",
)

# Fields of the HelloID source connector for Ciril, with the external id that ManagerExternalID refers to.
CIRIL = export(
    "ciril_agents",
    "Ciril",
    "fr",
    cols(
        "ExternalID=employee_id | FamillyName=last_name | FamillyNamePartner=partner_name | "
        "GivenName=first_name | Gender=gender | Mobile=phone | NumBadge=other_id | PoleName=division | "
        "DirectionName=department | ServiceName=team | TitleName=title | ManagerExternalID=manager_id | "
        "StartDate=hire_date | EndDate=termination_date | Status=employment_type",
        {
            "ExternalID": number("{:06}"),
            "ManagerExternalID": manager_number("{:06}"),
            "FamillyNamePartner": sometimes(0.2, of("last_name")),
            "Gender": gender("Mme", "M."),
            "Mobile": of("mobile"),
            "PoleName": lambda person, rng: f"Pôle {person.division}",
            "DirectionName": lambda person, rng: f"Direction {person.department}",
            "ServiceName": one_of("Service accueil", "Service technique", "Service administratif"),
            "StartDate": day("hired_on", "%d/%m/%Y"),
            "EndDate": day("last_day", "%d/%m/%Y"),
            "Status": one_of("Titulaire", "Titulaire", "Contractuel", "Stagiaire"),
        },
    ),
    {
        "employee_id": "ExternalID",
        "first_name": "GivenName",
        "last_name": "FamillyName",
        "title": "TitleName",
        "department": ("DirectionName", "ServiceName"),
        "phone": "Mobile",
        "hire_date": "StartDate",
        "termination_date": "EndDate",
        "manager": "ManagerExternalID",
    },
    form=_WINDOWS,
    refers_to="employee_id",
    dates="%d/%m/%Y",
    note="`Status` is the kind of contract; no e-mail",
)

# Header of a payroll report (public repository), with the columns that such a payroll usually has.
RHPRO = export(
    "rhpro_legajos",
    "RHPro (attributed by its table names)",
    "es-AR",
    cols(
        "Legajo=employee_id | Apellido=last_name | Nombre=first_name | CUIL=national_id | "
        "Sector=department | Puesto=title | Lugar de trabajo=location | Fecha de ingreso=hire_date | "
        "Fecha de egreso=termination_date | Correo electrónico=email | Sueldo básico=pay",
        {
            "Legajo": number("{:06}"),
            "CUIL": pattern("20-########-#"),
            "Fecha de ingreso": day("hired_on", "%d/%m/%Y"),
            "Fecha de egreso": day("last_day", "%d/%m/%Y"),
            "Sueldo básico": pay(comma=True),
        },
    ),
    {
        "email": "Correo electrónico",
        "employee_id": "Legajo",
        "first_name": "Nombre",
        "last_name": "Apellido",
        "title": "Puesto",
        "department": "Sector",
        "location": "Lugar de trabajo",
        "hire_date": "Fecha de ingreso",
        "termination_date": "Fecha de egreso",
    },
    form=_WINDOWS,
    dates="%d/%m/%Y",
)

LANGUAGES: tuple[Export, ...] = (LODAS, SAP_HCM, HRWORKS, SWISS_SALARY, VISMA, NMBRS, CIRIL, RHPRO)
