"""The words of the companies of rarer locales, and the index of all.

Belongs here and does not: as in `words.py`.
"""

from dataclasses import replace

from benchmarks.exports.words import AMERICAN, BRITISH, DUTCH, FRENCH, GERMAN, Words, name_list, places, split
from benchmarks.exports.words_more import BRAZILIAN, SPANISH, SWEDISH, WORDS
from qooper_assets.demo.names import WORLD

CANADIAN = replace(
    AMERICAN,
    domain="riviere-rouge.example",
    given=AMERICAN.given + WORLD.pools[3].given,
    family=AMERICAN.family + WORLD.pools[3].family,
    places=places(
        "Montréal/MTL/Montréal/Canada/514-555-01##|Québec/QUE/Québec/Canada/418-555-01##|"
        "Ottawa/OTT/Ottawa/Canada/613-555-01##|Toronto/TOR/Toronto/Canada/416-555-01##|"
        "Calgary/CGY/Calgary/Canada/403-555-01##|Vancouver/VAN/Vancouver/Canada/604-555-01##"
    ),
    mobile="438-555-01##",
    zip_code="H#A #B#",
    streets=split("rue Sherbrooke|Bank Street|Main Street"),
    private_hosts=split("gmail.com|videotron.ca|sympatico.ca"),
)

AUSTRALIAN = replace(
    BRITISH,
    domain="wattlebird.example",
    places=places(
        "Sydney CBD/SYD/Sydney/Australia/(02) 5550 ####|Melbourne/MEL/Melbourne/Australia/(03) 5550 ####|"
        "Brisbane/BNE/Brisbane/Australia/(07) 5550 ####|Perth/PER/Perth/Australia/(08) 5550 ####|"
        "Adelaide/ADL/Adelaide/Australia/(08) 7010 ####|Hobart/HBA/Hobart/Australia/(03) 7010 ####"
    ),
    mobile="0491 570 ###",
    zip_code="2###",
    streets=split("George Street|Banksia Road|Harbour Parade"),
    private_hosts=split("gmail.com|bigpond.com|outlook.com"),
)

BELGIAN = replace(
    DUTCH,
    domain="scheldehof.example",
    places=places(
        "Gent/GNT/Gent/België/09 555 01 ##|Antwerpen/ANR/Antwerpen/België/03 555 01 ##|"
        "Brussel/BRU/Brussel/België/02 555 01 ##|Leuven/LEU/Leuven/België/016 55 01 ##|"
        "Brugge/BRG/Brugge/België/050 55 01 ##|Luik/LGG/Luik/België/04 555 01 ##"
    ),
    mobile="0470 55 01 ##",
    zip_code="9###",
    private_hosts=split("gmail.com|telenet.be|skynet.be"),
)

DANISH = replace(
    SWEDISH,
    domain="havnegaard.example",
    given=name_list("Mads, Freja, Søren, Mette, Jørgen, Kirsten, Anders, Signe, Rasmus, Bente, Åge, Ida"),
    family=name_list(
        "Nielsen, Jensen, Sørensen, Kjær, Østergaard, Møller, Bach, Lund, Højgaard, Krogh, Skov, Dahl"
    ),
    heads=split("Driftschef|Økonomichef|HR-chef|Afdelingsleder"),
    titles=split(
        "Systemudvikler|Bogholder|Sygeplejerske|Projektleder|Sagsbehandler|Lønkonsulent|Lagermedarbejder|"
        "Jurist|Controller|Kommunikationsmedarbejder|Servicetekniker|Sælger|Indkøber|Receptionist|"
        "Elektriker|Pædagog|Kok|Chauffør"
    ),
    departments=split(
        "Ledelse|Økonomi|HR|Indkøb|Salg|Marketing|Produktion|Kvalitet|Logistik|IT|Jura|Kundeservice"
    ),
    divisions=split("Stab|Øst|Vest"),
    places=places(
        "København/CPH/København/Danmark/32 55 01 ##|Aarhus/AAR/Aarhus/Danmark/86 55 01 ##|"
        "Odense/ODE/Odense/Danmark/65 55 01 ##|Aalborg/AAL/Aalborg/Danmark/98 55 01 ##|"
        "Esbjerg/EBJ/Esbjerg/Danmark/75 55 01 ##|Roskilde/RKE/Roskilde/Danmark/46 55 01 ##"
    ),
    mobile="40 55 01 ##",
    zip_code="####",
    streets=split("Nørregade|Skovvej|Havnegade"),
    private_hosts=split("gmail.com|hotmail.dk|mail.dk"),
)

CHILEAN = replace(
    SPANISH,
    domain="araucaria.example",
    family=name_list(
        "González, Muñoz, Rojas, Díaz, Pérez, Soto, Contreras, Silva, Sepúlveda, Morales, Araya, Fuentes"
    ),
    places=places(
        "Casa Matriz Santiago/SCL/Santiago/Chile/+56 2 2555 01##|"
        "Valparaíso/VAP/Valparaíso/Chile/+56 32 255 01##|"
        "Concepción/CCP/Concepción/Chile/+56 41 255 01##|Antofagasta/ANF/Antofagasta/Chile/+56 55 255 01##|"
        "Temuco/ZCO/Temuco/Chile/+56 45 255 01##|La Serena/LSC/La Serena/Chile/+56 51 255 01##"
    ),
    mobile="+56 9 5555 01##",
    zip_code="8######",
    private_hosts=split("gmail.com|hotmail.cl|vtr.net"),
)

MEXICAN = replace(
    SPANISH,
    domain="maguey.example",
    family=name_list(
        "Hernández, García, Martínez, López, Ramírez, Cruz, Flores, Gómez, Ordóñez, Núñez, Ibarra, Peña"
    ),
    places=places(
        "Corporativo CDMX/CMX/Ciudad de México/México/55 5555 01##|"
        "Planta Monterrey/MTY/Monterrey/México/81 5555 01##|"
        "CEDIS Querétaro/QRO/Querétaro/México/442 555 01##|"
        "Guadalajara/GDL/Guadalajara/México/33 5555 01##|Puebla/PBC/Puebla/México/222 555 01##|"
        "Mérida/MID/Mérida/México/999 555 01##"
    ),
    mobile="55 5555 01##",
    zip_code="0####",
    private_hosts=split("gmail.com|hotmail.com|prodigy.net.mx"),
)

POLISH = Words(
    domain="brzozowski.example",
    given=WORLD.pools[6].given + name_list("Anna, Piotr, Katarzyna, Tomasz, Agnieszka, Marcin, Ewa, Jakub"),
    family=WORLD.pools[6].family + name_list("Kowalczyk, Lewandowski, Maj, Duda, Sikora, Baran, Pawlak"),
    heads=split("Dyrektor operacyjny|Kierownik działu|Dyrektor finansowy|Brygadzista"),
    titles=split(
        "Programista|Księgowa|Specjalista ds. kadr|Magazynier|Operator maszyn|Analityk danych|Handlowiec|"
        "Kierownik projektu|Radca prawny|Technik utrzymania ruchu|Kontroler jakości|Kierowca|"
        "Asystentka zarządu|Specjalista ds. zakupów|Recepcjonistka|"
        "Inżynier procesu|Spawacz|Grafik|Administrator systemów"
    ),
    departments=split(
        "Zarząd|Finanse|Kadry|Zakupy|Sprzedaż|Marketing|Produkcja|Jakość|Logistyka|IT|Dział prawny|Serwis"
    ),
    divisions=split("Centrala|Zakład|Handel"),
    places=places(
        "Warszawa/WAW/Warszawa/Polska/22 555 01 ##|Kraków/KRK/Kraków/Polska/12 555 01 ##|"
        "Zakład Łódź/LDZ/Łódź/Polska/42 555 01 ##|Wrocław/WRO/Wrocław/Polska/71 555 01 ##|"
        "Gdańsk/GDN/Gdańsk/Polska/58 555 01 ##|Poznań/POZ/Poznań/Polska/61 555 01 ##"
    ),
    mobile="501 555 ###",
    zip_code="0#-###",
    streets=split("ul. Lipowa|ul. Dworcowa|al. Jana Pawła II"),
    private_hosts=split("gmail.com|wp.pl|onet.pl|o2.pl"),
)

CZECH = Words(
    domain="vltavin.example",
    given=name_list("Jan, Jana, Petr, Lenka, Tomáš, Hana, Jiří, Věra, Ondřej, Kateřina, Zdeněk, Šárka"),
    family=name_list(
        "Novák, Svoboda, Dvořák, Černý, Procházka, Kučera, Veselý, Horák, Němec, Pokorný, Šťastný, Říha"
    ),
    heads=split("Provozní ředitel|Vedoucí oddělení|Finanční ředitelka|Mistr"),
    titles=split(
        "Programátor|Účetní|Personalistka|Skladník|Seřizovač|Analytik|Obchodní zástupce|Projektový manažer|"
        "Právník|Údržbář|Kontrolor kvality|Řidič|Asistentka|Nákupčí|Recepční|Technolog|Svářeč|Mzdová účetní"
    ),
    departments=split(
        "Vedení|Finance|Personální|Nákup|Prodej|Marketing|Výroba|Kvalita|Logistika|IT|Právní|Servis"
    ),
    divisions=split("Centrála|Závod|Obchod"),
    places=places(
        "Praha/PRG/Praha/Česko/255 501 ###|Brno/BRQ/Brno/Česko/555 501 ###|"
        "Ostrava/OSR/Ostrava/Česko/595 501 ###|Plzeň/PLZ/Plzeň/Česko/377 501 ###|"
        "Olomouc/OLO/Olomouc/Česko/585 501 ###|Liberec/LIB/Liberec/Česko/485 501 ###"
    ),
    mobile="601 555 ###",
    zip_code="1## 00",
    streets=split("Dlouhá|Nádražní|Masarykova"),
    private_hosts=split("seznam.cz|gmail.com|centrum.cz"),
)

TURKISH = Words(
    domain="cinarli.example",
    given=WORLD.pools[7].given + name_list("Mehmet, Elif, Murat, Zeynep, Emre, Deniz"),
    family=WORLD.pools[7].family + name_list("Demir, Kaya, Aydin, Arslan, Polat, Koç"),
    heads=split("Operasyon Müdürü|Finans Müdürü|Ekip Lideri|İK Müdürü"),
    titles=split(
        "Yazılım Mühendisi|Muhasebe Uzmanı|İK Uzmanı|Depo Görevlisi|Makine Operatörü|Veri Analisti|"
        "Satış Temsilcisi|Proje Yöneticisi|Avukat|Bakım Teknisyeni|Kalite Kontrol Uzmanı|Şoför|"
        "Yönetici Asistanı|Satın Alma Uzmanı|Resepsiyonist|Üretim Mühendisi"
    ),
    departments=split(
        "Yönetim|Finans|İnsan Kaynakları|Satın Alma|Satış|Pazarlama|Üretim|Kalite|Lojistik|Bilgi İşlem|Hukuk"
    ),
    divisions=split("Merkez|Fabrika|Ticaret"),
    places=places(
        "İstanbul Merkez/IST/İstanbul/Türkiye/0212 555 01 ##|Ankara/ANK/Ankara/Türkiye/0312 555 01 ##|"
        "İzmir/IZM/İzmir/Türkiye/0232 555 01 ##|Bursa Fabrika/BTZ/Bursa/Türkiye/0224 555 01 ##|"
        "Adana/ADA/Adana/Türkiye/0322 555 01 ##|Gebze/GBZ/Kocaeli/Türkiye/0262 555 01 ##"
    ),
    mobile="0532 555 01 ##",
    zip_code="34###",
    streets=split("Atatürk Cad. No:|Gül Sok. No:|İstiklal Cad. No:"),
    private_hosts=split("gmail.com|hotmail.com|mynet.com"),
)

CHINESE = Words(
    domain="yunhe.example",
    given=WORLD.pools[16].given
    + name_list("磊=lei, 芳=fang, 洋=yang, 雪梅=xuemei, 志强=zhiqiang, 婷婷=tingting"),
    family=WORLD.pools[16].family + name_list("周=zhou, 吴=wu, 孙=sun, 朱=zhu, 林=lin, 何=he"),
    heads=split("总监|部门经理|副总经理|主管"),
    titles=split(
        "软件工程师|会计|人事专员|仓库管理员|操作工|数据分析师|销售代表|项目经理|法务专员|设备维修工|质检员|司机|行政助理|"
        "采购专员|前台|工艺工程师|测试工程师|产品经理"
    ),
    departments=split(
        "总经办|财务部|人力资源部|采购部|销售部|市场部|生产部|质量部|物流部|信息技术部|法务部|客服部"
    ),
    divisions=split("总部|华东事业部|华南事业部"),
    places=places(
        "上海总部/SH01/上海/中国/021-5555-01##|北京分公司/BJ01/北京/中国/010-5555-01##|"
        "深圳分公司/SZ01/深圳/中国/0755-555-01##|成都分公司/CD01/成都/中国/028-555-01##|"
        "苏州工厂/SU01/苏州/中国/0512-555-01##|武汉分公司/WH01/武汉/中国/027-555-01##"
    ),
    mobile="138########",
    zip_code="2#####",
    streets=split("中山路|人民路|解放大道"),
    private_hosts=split("qq.com|163.com|126.com"),
)

GULF = replace(
    AMERICAN,
    domain="alwaha.example",
    given=name_list(
        "Mohammed, Fatima, Ahmed, Layla, Youssef, Maryam, Abdullah, Noura, Khalid, Huda, Rajesh, Grace"
    ),
    family=name_list(
        "Al Hassan, Al Masri, Haddad, Al Qasim, Al Otaibi, Khoury, Al Mansoori, Nair, Santos, Al Zahrani"
    ),
    places=places(
        "Riyadh HQ/RUH/Riyadh/Saudi Arabia/+966 11 555 01##|Jeddah/JED/Jeddah/Saudi Arabia/+966 12 555 01##|"
        "Dammam/DMM/Dammam/Saudi Arabia/+966 13 555 01##|Dubai/DXB/Dubai/UAE/+971 4 555 01##|"
        "Abu Dhabi/AUH/Abu Dhabi/UAE/+971 2 555 01##|Doha/DOH/Doha/Qatar/+974 4455 01##"
    ),
    mobile="+966 50 555 01##",
    zip_code="1####",
    private_hosts=split("gmail.com|hotmail.com|outlook.sa"),
)

SINGAPOREAN = replace(
    AMERICAN,
    domain="tembusu.example",
    given=name_list(
        "Wei Ming, Siti, Arjun, Hui Ling, Jun Jie, Nurul, Priya, Kai Xin, Farhan, Mei Ling, Darren, Rachel, "
        "Suresh, Shu Fen"
    ),
    family=name_list(
        "Tan, Lim, Lee, Ng, Ong, Wong, Goh, Chua, Rahman, Ismail, Nair, Pillai, Koh, Teo, Abdullah, Chan"
    ),
    places=places(
        "Raffles Place HQ/SG01/Singapore/Singapore/+65 6555 01##|"
        "Jurong East/SG02/Singapore/Singapore/+65 6555 02##|"
        "Changi Business Park/SG03/Singapore/Singapore/+65 6555 03##|"
        "Woodlands/SG04/Singapore/Singapore/+65 6555 04##|"
        "Kuala Lumpur/MY01/Kuala Lumpur/Malaysia/+60 3 5555 01##"
    ),
    mobile="+65 8555 01##",
    zip_code="0#####",
    streets=split("Blk 12 Bedok North Ave|Serangoon Road|Clementi Street"),
    private_hosts=split("gmail.com|yahoo.com.sg|hotmail.com|singnet.com.sg"),
)

AUSTRIAN = replace(
    GERMAN,
    domain="semmering.example",
    places=places(
        "Wien Zentrale/W01/Wien/AT/+43 1 555 01##|Graz/G01/Graz/AT/+43 316 555 01##|"
        "Linz/L01/Linz/AT/+43 732 555 01##|Salzburg/S01/Salzburg/AT/+43 662 555 01##|"
        "Innsbruck/I01/Innsbruck/AT/+43 512 555 01##|Klagenfurt/K01/Klagenfurt/AT/+43 463 555 01##"
    ),
    mobile="0664 555 ####",
    zip_code="1##0",
    private_hosts=split("gmx.at|aon.at|gmail.com"),
)

PORTUGUESE = replace(
    BRAZILIAN,
    domain="azulejo.example",
    places=places(
        "Lisboa Sede/LIS/Lisboa/Portugal/+351 21 055 5###|Porto/OPO/Porto/Portugal/+351 22 055 5###|"
        "Braga/BRG/Braga/Portugal/+351 253 055 5##|Coimbra/CBR/Coimbra/Portugal/+351 239 055 5##|"
        "Aveiro/AVR/Aveiro/Portugal/+351 234 055 5##|Faro/FAO/Faro/Portugal/+351 289 055 5##"
    ),
    mobile="91# 055 5##",
    zip_code="1###-0##",
    private_hosts=split("gmail.com|sapo.pt|hotmail.com"),
)

FRENCH_CANADIAN = replace(
    FRENCH,
    domain="ciusss-saguenay.example",
    family=name_list(
        "Tremblay, Gagnon, Côté, Bouchard, Gauthier, Morin, Lavoie, Fortin, Bélanger, Pelletier, Diallo"
    ),
    places=places(
        "Hôpital de Chicoutimi/HCH/Chicoutimi/Canada/418 555-01##|"
        "CLSC de Jonquière/CJQ/Jonquière/Canada/418 555-01##|"
        "Hôpital d'Alma/HAL/Alma/Canada/418 555-01##|CHSLD de Roberval/CRO/Roberval/Canada/418 555-01##|"
        "Siège social/SSO/Chicoutimi/Canada/418 555-01##"
    ),
    mobile="581 555-01##",
    zip_code="G#H #B#",
    streets=split("rue Racine n°|boul. Talbot n°|rue du Havre n°"),
    private_hosts=split("gmail.com|videotron.ca|hotmail.com"),
)

ALL_WORDS: dict[str, Words] = {
    **WORDS,
    "en-CA": CANADIAN, "en-AU": AUSTRALIAN, "nl-BE": BELGIAN, "da": DANISH, "es-CL": CHILEAN,
    "es-MX": MEXICAN, "pl": POLISH, "cs": CZECH, "tr": TURKISH, "zh": CHINESE, "ar": GULF,
    "de-AT": AUSTRIAN, "pt-PT": PORTUGUESE, "fr-CA": FRENCH_CANADIAN, "en-SG": SINGAPOREAN,
}  # fmt: skip
"""Locale → the company that exports in it, for every set."""
