"""The words of the companies of further locales, and the index of all.

Belongs here and does not: as in `words.py`.
"""

from dataclasses import replace

from benchmarks.exports.words import (
    AMERICAN,
    BRITISH,
    DUTCH,
    FRENCH,
    GERMAN,
    INDIAN,
    SWISS,
    Words,
    name_list,
    places,
    split,
)
from qooper_assets.demo.names import WORLD

SPANISH = Words(
    domain="aldaba.example",
    given=WORLD.pools[4].given
    + name_list("Carmen, Javier, Sergio, Marta, Raúl, Nuria, Pablo, Elena, Diego, Rocío"),
    family=WORLD.pools[4].family
    + name_list(
        "Fernández Ruiz, Romero Gil, Ortega Vidal, Castro Molina, Serrano Prieto, Vega Campos, Herrero Sanz"
    ),
    heads=split("Director de operaciones|Directora financiera|Jefe de equipo|Responsable de RR. HH."),
    titles=split(
        "Técnico de mantenimiento|Administrativa|Contable|Comercial|Desarrollador|Analista de datos|"
        "Jurídico|Técnica de selección|Operario de almacén|Enfermera|Ingeniera de procesos|Compradora|"
        "Diseñador|Recepcionista|Consultora|Gestor de nóminas|Técnico de calidad|Auxiliar administrativo|"
        "Jefa de proyecto|Dependiente|Repartidor|Community manager|Controller|Soporte técnico|Cajera|"
        "Formador"
    ),
    departments=split(
        "Dirección|Finanzas|Recursos Humanos|Compras|Ventas|Marketing|Producción|Calidad|Logística|"
        "Sistemas|Legal|Atención al cliente"
    ),
    divisions=split("Corporativo|Operaciones|Comercial"),
    places=places(
        "Madrid Central/MAD/Madrid/España/910 55 ## ##|Barcelona/BCN/Barcelona/España/930 55 ## ##|"
        "Valencia/VLC/Valencia/España/960 55 ## ##|Sevilla/SVQ/Sevilla/España/954 55 ## ##|"
        "Bilbao/BIO/Bilbao/España/944 55 ## ##|Zaragoza/ZAZ/Zaragoza/España/976 55 ## ##|"
        "Málaga/AGP/Málaga/España/952 55 ## ##|Vigo/VGO/Vigo/España/986 55 ## ##"
    ),
    mobile="6## 55 ## ##",
    zip_code="28###",
    streets=split("Calle Mayor,|Avda. de la Constitución,|Plaza Nueva,"),
    private_hosts=split("gmail.com|hotmail.es|yahoo.es"),
)

ARGENTINE = replace(
    SPANISH,
    domain="quebracho.example",
    family=name_list(
        "González, Rodríguez, Fernández, López, Pereyra, Acuña, Sosa, Giménez, Ibáñez, Núñez, Ferreyra"
    ),
    places=places(
        "Buenos Aires/BUE/Buenos Aires/Argentina/+54 11 5555-01##|"
        "Córdoba/COR/Córdoba/Argentina/+54 351 555-01##|Rosario/ROS/Rosario/Argentina/+54 341 555-01##|"
        "Mendoza/MDZ/Mendoza/Argentina/+54 261 555-01##|La Plata/LPG/La Plata/Argentina/+54 221 555-01##|"
        "Salta/SLA/Salta/Argentina/+54 387 555-01##|Tucumán/TUC/Tucumán/Argentina/+54 381 555-01##|"
        "Neuquén/NQN/Neuquén/Argentina/+54 299 555-01##"
    ),
    mobile="+54 9 11 5555-01##",
    zip_code="C1###",
)

ITALIAN = Words(
    domain="fontanelli.example",
    given=name_list(
        "Giulia, Marco, Francesca, Alessandro, Chiara, Matteo, Sara, Luca, Elena, Davide, Nicolò, Lucia"
    ),
    family=name_list(
        "Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, De Luca, "
        "Di Stefano, D'Angelo, Lo Monaco, Conti, Galli"
    ),
    heads=split("Direttore operativo|Responsabile amministrativa|Capo reparto|Direttrice del personale"),
    titles=split(
        "Impiegato amministrativo|Contabile|Operaio specializzato|Addetta alle vendite|Sviluppatore software|"
        "Analista dati|Magazziniere|Progettista|Tecnico di laboratorio|Addetto paghe|Buyer|Legale interno|"
        "Responsabile qualità|Grafica|Receptionist|Manutentore|Controller|Addetta selezione|Agente|Autista|"
        "Infermiera|Assistente di direzione|Consulente|Perito elettronico|Specialista IT"
    ),
    departments=split(
        "Direzione|Amministrazione|Risorse Umane|Acquisti|Vendite|Marketing|Produzione|Qualità|Logistica|"
        "Sistemi Informativi|Legale|Ricerca e Sviluppo"
    ),
    divisions=split("Sede centrale|Stabilimenti|Rete commerciale"),
    places=places(
        "Sede di Milano/MI01/Milano/Italia/02 555 ####|Torino/TO01/Torino/Italia/011 555 ####|"
        "Bologna/BO01/Bologna/Italia/051 555 ####|Roma EUR/RM01/Roma/Italia/06 555 ####|"
        "Napoli/NA01/Napoli/Italia/081 555 ####|Verona/VR01/Verona/Italia/045 555 ####|"
        "Bari/BA01/Bari/Italia/080 555 ####|Genova/GE01/Genova/Italia/010 555 ####"
    ),
    mobile="333 555 ####",
    zip_code="#####",
    streets=split("Via Roma|Corso Garibaldi|Via Verdi|Viale dei Tigli"),
    private_hosts=split("gmail.com|libero.it|virgilio.it"),
)

BRAZILIAN = Words(
    domain="jatoba.example",
    given=name_list(
        "João, Ana Paula, Rafael, Juliana, Thiago, Fernanda, José Carlos, Patrícia, Lucas, Conceição, "
        "Vinícius"
    ),
    family=name_list(
        "da Silva, dos Santos, Oliveira, Pereira, Gonçalves, Araújo, Magalhães, Ribeiro, Nascimento, "
        "Assunção, Moraes"
    ),
    heads=split("Diretor de Operações|Gerente Financeira|Coordenador de RH|Supervisora de Produção"),
    titles=split(
        "Analista de Sistemas Pleno|Assistente Administrativo|Auxiliar de Produção|Analista Contábil|"
        "Vendedor|Técnica de Enfermagem|Operador de Máquinas|Analista de RH Júnior|Comprador|"
        "Desenvolvedora Sênior|Motorista|Estagiário|Engenheira de Produção|"
        "Técnico de Segurança do Trabalho|Advogada|Analista Fiscal|Recepcionista|Assistente de Marketing|"
        "Almoxarife|Eletricista|Analista de Dados|Consultora de Vendas|Atendente|Controller|"
        "Jovem Aprendiz"
    ),
    departments=split(
        "Diretoria|Financeiro|Recursos Humanos|Compras|Comercial|Marketing|Produção|Qualidade|Logística|"
        "Tecnologia da Informação|Jurídico|Manutenção"
    ),
    divisions=split("Administrativo|Industrial|Comercial"),
    places=places(
        "Matriz São Paulo/0101/São Paulo/Brasil/(11) 5555-####|"
        "Filial Campinas/0102/Campinas/Brasil/(19) 5555-####|"
        "Filial Curitiba/0103/Curitiba/Brasil/(41) 5555-####|"
        "Filial Recife/0104/Recife/Brasil/(81) 5555-####|Filial Manaus/0105/Manaus/Brasil/(92) 5555-####|"
        "Filial Porto Alegre/0106/Porto Alegre/Brasil/(51) 5555-####|"
        "CD Jundiaí/0107/Jundiaí/Brasil/(11) 5556-####|"
        "Filial Salvador/0108/Salvador/Brasil/(71) 5555-####"
    ),
    mobile="(11) 95555-####",
    zip_code="0####-###",
    streets=split("Rua das Flores,|Avenida Brasil,|Travessa do Comércio,"),
    private_hosts=split("gmail.com|uol.com.br|bol.com.br|hotmail.com"),
)

JAPANESE = Words(
    domain="asahigawa.example",
    given=WORLD.pools[17].given
    + name_list(
        "大輔=daisuke, 恵子=keiko, 誠=makoto, 陽子=yoko, 拓也=takuya, 由美=yumi, "
        "一郎=ichiro, 真理=mari, 蓮=ren, 葵=aoi"
    ),
    family=WORLD.pools[17].family
    + name_list(
        "山本=yamamoto, 中村=nakamura, 小林=kobayashi, 加藤=kato, 吉田=yoshida, 山田=yamada, 佐々木=sasaki"
    ),
    heads=split("取締役|部長|課長|マネージャー"),
    titles=split(
        "ソフトウェアエンジニア|営業担当|経理担当|人事担当|主任|係長|一般社員|デザイナー|データアナリスト|法務担当|"
        "購買担当|品質管理担当|製造スタッフ|カスタマーサポート|総務担当|研究員|企画担当|秘書|広報担当|物流担当"
    ),
    departments=split(
        "経営企画部|経理部|人事部|総務部|営業一部|営業二部|マーケティング部|製造部|品質保証部|情報システム部|法務部|研究開発部"
    ),
    divisions=split("本社|事業本部|生産本部"),
    places=places(
        "東京本社/T01/東京/日本/03-5555-01##|大阪支社/O01/大阪/日本/06-5555-01##|名古屋支社/N01/名古屋/日本/052-555-01##|"
        "福岡支店/F01/福岡/日本/092-555-01##|札幌支店/S01/札幌/日本/011-555-01##|仙台支店/S02/仙台/日本/022-555-01##|"
        "広島支店/H01/広島/日本/082-555-01##|横浜工場/Y01/横浜/日本/045-555-01##"
    ),
    mobile="090-5555-01##",
    zip_code="1##-00##",
    streets=split("港区芝|新宿区西新宿|千代田区丸の内"),
    private_hosts=split("gmail.com|yahoo.co.jp|docomo.ne.jp"),
)

SWEDISH = Words(
    domain="norrsken.example",
    given=name_list("Anna, Erik, Karin, Lars, Åsa, Björn, Elin, Johan, Göran, Märta, Oskar, Ida"),
    family=name_list(
        "Andersson, Johansson, Nilsson, Öberg, Lindström, Åkesson, Bergqvist, Sjögren, Ek, Hellström, "
        "af Klint"
    ),
    heads=split("Driftchef|Ekonomichef|HR-chef|Gruppchef"),
    titles=split(
        "Systemutvecklare|Ekonomiassistent|Sjuksköterska|Projektledare|Handläggare|Lönespecialist|"
        "Lagerarbetare|Rekryterare|Jurist|Controller|Kommunikatör|Testare|Servicetekniker|Säljare|"
        "Inköpare|Receptionist|Analytiker|Kvalitetssamordnare|Undersköterska|Administratör"
    ),
    departments=split(
        "Ledning|Ekonomi|HR|Inköp|Försäljning|Marknad|Produktion|Kvalitet|Logistik|IT|Juridik|Kundtjänst"
    ),
    divisions=split("Stab|Norr|Syd"),
    places=places(
        "Stockholm/STO/Stockholm/Sverige/08-465 00 ##|Göteborg/GOT/Göteborg/Sverige/031-390 06 ##|"
        "Malmö/MMA/Malmö/Sverige/040-628 05 ##|Umeå/UME/Umeå/Sverige/090-555 00 ##|"
        "Uppsala/UPP/Uppsala/Sverige/018-555 00 ##|Örebro/ORB/Örebro/Sverige/019-555 00 ##|"
        "Kiruna/KRN/Kiruna/Sverige/0980-319 2##|Lund/LUN/Lund/Sverige/046-555 00 ##"
    ),
    mobile="070-174 06 ##",
    zip_code="### ##",
    streets=split("Storgatan|Kyrkvägen|Björkallén"),
    private_hosts=split("gmail.com|telia.com|hotmail.se"),
)

NORWEGIAN = replace(
    SWEDISH,
    domain="fjordkraft-nord.example",
    given=name_list("Ola, Kari, Nils, Ingrid, Bjørn, Solveig, Håkon, Marit, Øyvind, Randi, Sindre, Åse"),
    family=name_list(
        "Hansen, Johansen, Olsen, Bakke, Haugen, Solberg, Lunde, Ødegård, Strand, Moen, Myhre, Berg"
    ),
    titles=split(
        "Systemutvikler|Regnskapsmedarbeider|Sykepleier|Prosjektleder|Saksbehandler|Lønnskonsulent|Lagermedarbeider|"
        "Jurist|Controller|Kommunikasjonsrådgiver|Servicetekniker|Selger|Innkjøper|Resepsjonist|Elektriker|Sjåfør"
    ),
    departments=split(
        "Ledelse|Økonomi|HR|Innkjøp|Salg|Marked|Produksjon|Kvalitet|Logistikk|IT|Juridisk|Kundeservice"
    ),
    mobile="400 00 ###",
    zip_code="0###",
    private_hosts=split("gmail.com|online.no|hotmail.com"),
)

WORDS = {
    "en-US": AMERICAN, "en": AMERICAN, "en-GB": BRITISH, "en-IN": INDIAN, "de": GERMAN, "de-CH": SWISS,
    "fr": FRENCH, "nl": DUTCH, "es": SPANISH, "es-AR": ARGENTINE, "it": ITALIAN, "pt-BR": BRAZILIAN,
    "ja": JAPANESE, "sv": SWEDISH, "nb": NORWEGIAN,
}  # fmt: skip
"""Locale → the company that exports in it."""
