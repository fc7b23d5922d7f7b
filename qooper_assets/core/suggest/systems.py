"""HR systems that are recognized by their headers, and how each uses a header in a way of its own.

Belongs here: the headers that give a system away, and its traps. Does not: words that mean the same
everywhere (`lexicon/`).

Sources are named with each system: field lists of its connectors and exports.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from qooper_assets.core.suggest.header_words import fold
from qooper_assets.core.suggest.headers import OTHER, SENSITIVE


class System(NamedTuple):
    """One HR system, or one of its exports."""

    name: str
    signature: frozenset[str]
    """Normalized headers of which at least `signature_min` are in its files and hardly in others."""
    signature_min: int
    meanings: Mapping[str, str]
    """Normalized header → meaning, where it is not what its words say."""
    traps: tuple[str, ...] = ()
    """What has to be known about its files."""


def _system(
    name: str, signature: str, signature_min: int, meanings: Mapping[str, str], *traps: str
) -> System:
    return System(
        name,
        frozenset(map(key, signature.split(","))),
        signature_min,
        {key(header): meaning for header, meaning in meanings.items()},
        traps,
    )


def key(header: str) -> str:
    """A header without case, blanks and punctuation."""
    return "".join(letter for letter in fold(header) if letter.isalnum())


SYSTEMS = (
    # Attributes of RFC 4519, RFC 2798 (inetOrgPerson) and eduPerson, as an LDAP server exports them.
    _system(
        "LDAP directory",
        "uid,ou,cn,sn,entryUUID,departmentNumber,mailAlternateAddress,eduPersonAffiliation,"
        "eduPersonPrincipalName,inetUserStatus,modifyTimestamp",
        5,
        {
            "uid": "username",
            "ou": "department",
            "cn": "full_name",
            "l": "location",
            "o": "company",
            "mailAlternateAddress": OTHER,
            "physicalDeliveryOfficeName": OTHER,
        },
        "l is the place, and physicalDeliveryOfficeName a room",
        "manager holds a distinguished name, which is no ID of a person",
    ),
    # Import and export format of user data: the person key is USERID, EMPID a number of one employment.
    _system(
        "SAP SuccessFactors",
        "STATUS,USERID,USERNAME,MI,BIZ_PHONE,CUSTOM_MANAGER,MATRIX_MANAGER,REVIEW_FREQ,ADDR1,HR,JOBCODE,DEFAULT_LOCALE",
        5,
        {
            "USERID": "employee_id",
            "EMPID": "other_id",
            "USERNAME": "username",
            "HR": OTHER,
            "MANAGER": "manager_id",
            "Area": "department",
            "Store / Site / Department": "location",
            "Employee Id": "other_id",
            "User ID": "employee_id",
            "MATRIX_MANAGER": OTHER,
            "CUSTOM_MANAGER": OTHER,
            "PROXY": OTHER,
        },
        "has two header rows: the second one holds the labels",
        "NO_MANAGER stands for nobody in MANAGER",
        "USERID identifies a person; EMPID is a number of one employment",
    ),
    # The same file with labels that an administrator has chosen, and USERID as it is.
    _system(
        "SAP SuccessFactors (labels)",
        "USERID,Human Resource,Business Phone,Business Fax,Post Code,Time Zone,Review Frequency,Middle Name,"
        "Store / Site / Department",
        4,
        {
            "USERID": "employee_id",
            "Employee Id": "other_id",
            "Manager": "manager_id",
            "Human Resource": OTHER,
            "Area": "department",
            "Store / Site / Department": "location",
        },
        "USERID identifies a person; Employee Id is a number of one employment",
    ),
    _system(
        "SAP SuccessFactors (OData)",
        "userId,BusinessEmail,BusinessPhone,employmentStartDate,PrivateEmail,employmentEndDate,personIdExternal",
        3,
        {"userId": "employee_id", "personIdExternal": "employee_id", "userId_manager": "manager_id"},
    ),
    # Connector for HR Core: one person has an EEID, an employee number and the id of a company.
    _system(
        "UKG Pro",
        "EEID,CoID code,Date in Job,Last Day Worked,As Of (Employment Status),"
        "Last Hire Date (Employment Status),Suspension,Terminated",
        3,
        {
            "Last Hire Date (Employment Status)": "hire_date",
            "EEID": "other_id",
            "Terminated": "termination_date",
            "Last Day Worked": OTHER,
            "Alternate e-mail": "personal_email",
        },
        "has several start dates: that of the employment is Last Hire Date",
        "EEID is internal; the employee number is what people know",
    ),
    _system(
        "UKG Pro (API)",
        "employeeNumber,emailAddressAlternate,employeeStatusCode,orgLevel1,orgLevel2,supervisorID,lastHireDate",
        3,
        {"supervisorID": "manager_id", "lastHireDate": "hire_date"},
        "employeeStatusCode is A, L, T or S",
    ),
    # Reports: Employment Status is how somebody is employed, Status whether.
    _system("BambooHR", "Employee #,Reports To,Employment Status,Reports To Email", 2, {}),
    # HR for municipalities, French: Status is how somebody is employed.
    _system(
        "Ciril",
        "FamillyName,FamillyNamePartner,NumBadge,DirectionName,PoleName,ServiceName",
        3,
        {
            "Status": "employment_type",
            "ServiceName": "team",
            "DirectionName": "department",
            "Mobile": "phone",
        },
        "Status is how somebody is employed, not whether",
        "NumBadge is the number of a badge, not of a person",
    ),
    _system(
        "HRworks",
        "organizationUnitName,organizationUnitID,companyMobilePhoneNumber,officePhoneNumber,costCenterID",
        3,
        {"organizationUnitName": "department", "companyMobilePhoneNumber": "mobile"},
    ),
    # Payroll import, ASCII: pnr is the number in payroll, pnr_betriebliche that of the employer.
    _system(
        "DATEV LODAS",
        "pnr#psd,duevo_familienname#psd,duevo_vorname#psd,eintrittdatum#psd,duevo_titel#psd",
        2,
        {"duevo_titel#psd": OTHER, "pnr_betriebliche#psd": "other_id"},
        "dates are written ttmmjj or tt.mm.jjjj",
    ),
    # HR for the Netherlands: names come in parts.
    _system(
        "Visma DBS",
        "u_emailaddress,tp_phone,dat_geb,voorv,voorn,voorl,pp_naam,et_desc",
        3,
        {
            "naam": "last_name",
            "voorn": "first_name",
            "tp_phone": "phone",
            "u_emailaddress": "email",
            "FunctionName": "title",
            "et_desc": "employment_type",
            "pp_naam": OTHER,
            "DateFrom": "hire_date",
            "DateTo": "termination_date",
        },
    ),
    _system(
        "Nmbrs",
        "EmailWork,TelephoneMobileWork,PartnerLastName,PartnerPrefix,CurrentDepartment.Description,"
        "CurrentFunction.Description",
        3,
        {
            "CurrentManager.EmployeeID": "manager_id",
            "CurrentFunction.Description": "title",
            "Prefix": OTHER,
            "StartDate": "hire_date",
        },
    ),
    _system(
        "Darwinbox",
        "company_email_id,designation_name,office_area,direct_manager_employee_id,l2_manager_employee_id,"
        "hrbp_employee_id,date_of_exit,group_company_code",
        3,
        {"office_area": OTHER, "personal_mobile_no": "personal_phone"},
    ),
    _system(
        "CatalystOne",
        "AccountStatus,DateOfHiring,DateOfTermination,DepartmentNumber,JobLocation,MobilePhone",
        4,
        {"MobilePhone": "phone", "Manager": "manager"},
    ),
    # Fields of the table SRA (employees) and of those joined with it.
    _system(
        "TOTVS Protheus",
        "RA_MAT,RA_NOME,RA_ADMISSA,RA_DEMISSA,RA_EMAIL,RA_SITFOLH,RJ_DESC,CTT_DESC,RA_CIC,RA_NASC",
        3,
        {
            "RA_MAT": "employee_id",
            "RA_NOME": "full_name",
            "RA_NOMECMP": "full_name",
            "RA_ADMISSA": "hire_date",
            "RA_DEMISSA": "termination_date",
            "RA_EMAIL": "email",
            "RA_SITFOLH": "status",
            "RJ_DESC": "title",
            "CTT_DESC": "cost_center",
            "RA_CIC": SENSITIVE,
            "RA_NASC": SENSITIVE,
        },
        "RA_SITFOLH is blank for active people, A for absent ones, F for holidays and D for leavers",
    ),
    _system(
        "Meta4 PeopleNet",
        "STD_ID_HR,STD_N_FIRST_NAME,STD_N_FAM_NAME_1,STD_N_WORK_UNIT,STD_N_WORK_LOCATION,STD_DT_START,STD_EMAIL",
        3,
        {
            "STD_ID_HR": "employee_id",
            "STD_N_FIRST_NAME": "first_name",
            "STD_N_FAM_NAME_1": "last_name",
            "STD_N_JOB_CODE": "title",
            "STD_N_WORK_UNIT": "department",
            "STD_N_WORK_LOCATION": "location",
            "STD_DT_START": "hire_date",
            "STD_DT_END": "termination_date",
            "STD_EMAIL": "email",
            "SCO_ID_HR_MANAGER": "manager_id",
        },
        "a last day of 4000-01-01 means none",
    ),
    _system(
        "Frontier chris21",
        "detnumber,detsurname,detg1name1,detdatejnd,detemail,posreptonumber,posdept_desc,terdate",
        3,
        {
            "detnumber": "employee_id",
            "detsurname": "last_name",
            "detg1name1": "first_name",
            "detdatejnd": "hire_date",
            "terdate": "termination_date",
            "detemail": "email",
            "postitle": "title",
            "posdept_desc": "department",
            "posloc_desc": "location",
            "posreptonumber": "manager_id",
        },
    ),
    _system(
        "Lucca",
        "dtContractStart,dtContractEnd,legalEntity,employeeNumber,csp",
        2,
        {"dtContractStart": "hire_date", "dtContractEnd": "termination_date"},
    ),
    _system(
        "AFAS",
        "Medewerker,Geboortenaam,Organisatorische_eenheid_omschrijving,Roepnaam,Voorvoegsel,Mobielnr_werk,"
        "Telefoonnr_werk",
        3,
        {"Geboortenaam": "last_name", "Medewerker": "employee_id"},
    ),
    _system(
        "Gusto",
        "employee email,employee work email,employee jobs[0] title,employee jobs[0] hire date,"
        "gusto_employee_id,employee workphone",
        2,
        {"employee email": "personal_email", "employee jobs[0] hire date": "hire_date"},
        "employee email is the private address",
    ),
    _system(
        "Zoho People",
        "EmailID,EmployeeID,DateofJoining,ReportingTo,Designation,EmployeeStatus",
        4,
        {"Mobile": "personal_phone", "ReportingTo": "manager"},
    ),
)


def recognize(headers: Iterable[str]) -> System | None:
    """Find the system that wrote these headers; None if no system is sure."""
    keys = set(map(key, headers))
    fits = [
        (len(system.signature & keys), system)
        for system in SYSTEMS
        if len(system.signature & keys) >= system.signature_min
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None
