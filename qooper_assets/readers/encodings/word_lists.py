"""Well-known names and words that distinguish two readings of one file.

`Jiří` and `Jiøí` are the same bytes, in windows-1250 and in windows-1252. No rule about letters decides
between them as well as the knowledge that the first is a name. A reading with one of these words where
another reading has something else is right: that does not happen by chance.

Belongs here: words with a letter that differs between code pages, in any language. Does not: weighing them
(`evidence.py`).
"""

WESTERN = """
agnès alizée amélie anaïs andré andrée angèle angélique anne-hélène arlène benoît béatrice cécile céline
chloé clémence clément daphné désirée edmée éléonore élise élodie émile émilie étienne ève françois
françoise frédéric frédérique gaëlle gérard geneviève grégoire hélène héloïse hervé honoré inès irène
jérôme joël joëlle josé josée julião léa léon loïc loïs lætitia maëlle maïté marlène mathéo maëva
mélanie michèle mickaël moïse noé noël noëlle océane ophélie raphaël raphaëlle rémi rené renée sébastien
solène stéphane stéphanie thérèse théo théophile valérie véronique yaël zoé zoë barthélemy bérangère
brière carrière chrétien châtelain chénier clémençon crépin derrière dufrêne dubé forêt frère frères
gagné gonçalvès grève guérin hébert lefèbvre lefèvre legrès lemaître lévêque maître manière père
pélissier poincaré prévost rivière rivières rosière sérieux tanguère verrière abbé bouvière boissière
chevrière côté côte mère hôpital hôtel généraliste ingénierie ingénieur ingénieure qualité sécurité
santé comptabilité employé employée salarié salariée développeur développeuse développement réseau
réseaux opérateur opératrice ménagère infirmière infirmières caissière première à être côtes pêche chêne
évêque bâtiment château châtillon crédit intérimaire intérêt tâche dépôt siège régional régionale
stratégie trésorerie trésorière orléans nîmes besançon angoulême béziers genève neuchâtel zürich liège
montréal québec saint-étienne périgueux núñez muñoz peña ibáñez yáñez ordóñez nuñez patiño castaño
zuñiga zúñiga logroño coruña españa begoña íñigo iñigo iñaki antoñana avendaño bolaños briceño cedeño
londoño montaño muñiz ocaña ordoñez piña quiñones riaño rodríguez saldaña treviño vicuña dueñas año
compañía diseño diseñador diseñadora señor señora niño joão conceição simões magalhães guimarães
gonçalves gonçalo assunção sebastião damião falcão galvão leitão brandão calvão camões furão gastão leão
romão salomão são simão trigueirão fundação administração gestão produção manutenção operação operações
formação direção funções informação região estevão tristão estação coração câmara antônio luís inês
mendonça louçã irmã mação portimão maçã covilhã nicolò niccolò cantù forlì mirò però perché città
qualità attività società università responsabilità libertà søren jørgen bjørn bjørk bjørnar bjørnstad
jørn jørgensen sørensen sørina søndergaard kjær kjærgaard mørk høj højgaard øster østergaard møller
nørgaard nørregaard nørrebro ågot åge åse åsa åke åkesson åberg ångström håkan hågen hård gård gårdh
lillegård bergård sjöberg sjögren sjöström björn björk törnqvist hagström håkansson håkon mårten
mårtensson måns månsson pål pålsson påvel ståhl ståle stålberg årud århus ålborg ålesund åland tromsø
sandnessjøen bodø københavn helsingør køge næstved nørre værløse hæge sæther sætre præst kræn væver
brønnøysund sørlie sørli sørum løken løvås bråten bråthen bråte dahlgård ødegård ødegaard øyvind øystein
asbjørn esbjørn torbjørn thorbjørn sigbjørn gunbjørn guðrún sigurður þórður þór þorsteinn jón guðmundur
guðjón guðný hörður friðrik aðalbjörg ragnheiður þóra þórunn ingibjörg ólafur páll sveinbjörn økonomi
løn kørsel sælger rådgiver sjåfør lærer försäljning säljare skåne västerås malmö göteborg linköping
norrköping örebro umeå luleå piteå skellefteå borås hässleholm södertälje küçük königs citroën groß
müller schröder
"""

CENTRAL = """
jiří jiřina ondřej oldřich jindřich bedřich přemysl bořivoj dvořák dvořáková kovář kovářová kučera
kučerová černý černá čermák čermáková novotný němec němcová procházková veselý růžička růžičková šťastný
šťastná říha říhová řezník řezníček vondráček krejčí krejčová koláčová kolář kolářová kopecký kadeřábek
kadlecová zdeněk zdeňka luděk čeněk matěj matějka alžběta anežka božena květa květoslava věra běla
františek františka miloň vašíček hlaváček hlaváčková horáček havlíček benešová sedláček sedláčková
mareček pospíšil bartoň bláhová bureš tesař tesařová ščerba vránová mašek kříž křížová ševčík plzeň
děčín třebíč břeclav karviná přerov kroměříž ústí příbram účetní řidič řidička skladník prodavač
prodavačka dělník dělnice oddělení ředitel ředitelka výroba obchodní vývojář nákupčí středisko ľubomír
ľudmila ľuboš ľubica štefan štefánia ďurica ďuriš ďurčo kováč kováčová horváthová hudák tkáč tkáčová
lukáč ondruš ferenčík poláček polášek kňažko zvoleň košice trenčín prešov dunajská łukasz michał paweł
rafał bartłomiej sławomir stanisław władysław wacław bolesław mirosław jarosław przemysław zdzisław
czesław wiesław bogusław radosław zbysław małgorzata bożena grażyna żaneta elżbieta łucja mikołaj wójcik
wójtowicz wiśniewski wiśniewska dąbrowski dąbrowska kozłowski kozłowska jabłoński jabłońska pawłowski
pawłowska michałowski zieliński zielińska szymański szymańska kamiński kamińska woźniak wróbel
wróblewski zając królikowski król jasiński jasińska stępień głowacki głowacka błaszczyk błażej wałęsa
górski górska łódź kraków poznań gdańsk wrocław rzeszów białystok toruń częstochowa dział sprzedaży
sprzedaż księgowa księgowość księgowy inżynier spółka łącznie główny główna obsługa józsef györgy győr
győző ernő jenő dezső rezső gergő erdős szűcs szőke szőcs bődi hegedűs fűredi lőrinc lőrincz kőszegi kő
kőrösi mező erdő erzsébet kovácsné fejlesztő mérnök vezető igazgató ügyintéző értékesítő értékesítési
felelős könyvelő nővér pénzügyi székesfehérvár gyűjtő műszaki gyártó működési szerelő őrsi vadász ștefan
ştefan ștefania ioniţă ioniță niţă niță brătianu constanţa iaşi bucureşti braşov timişoara piteşti
ploieşti galaţi bacău buzău călin călinescu cătălin cătălina mădălina mihăiţă răzvan sănduleşcu ţurcanu
țurcanu răducanu stănescu văduva pătraşcu dănilă vlăduţ mureşan crăciun şerban şerbănescu ştefănescu
ionuţ costică nuţu măria marcău nicuşor dragoş gheorghiţă iliuţă alexandrină kovačević petrović
jovanović nikolić marković đorđević stojanović ilić pavlović babić marić jurić knežević vuković tomić
blažević matić božić grgić pavić perić lovrić vidović šarić đurić đukić mandić šimić klarić filipović
đurđica željko željka anđelka anđela krešimir siniša žarko branković živković mlađen dražen bogdanović
mitrović jakovljević tadić čović ćosić ćuk hodžić begić čolić čengić krleža zupančič kovačič potočnik
božič korošec kavčič žagar hočevar kolarič košir petrič žnidaršič boštjan jože matjaž tomaž andraž aleš
uroš matevž špela urška nataša maša tjaša žiga blaž lovšin
"""

TURKISH = """
yıldız yıldırım şahin çağrı doğan ışık kılıç kılınç yılmaz öztürk aydın ayşe ayşegül hülya gülşah şule
şükrü şükran şenol şebnem şeyma şimşek şen şener taş güneş ateş barış bariş kış koç oğuz oğuzhan tuğba
tuğçe tuğrul çağla çağlar çağdaş bağcı dağ erdoğan karadağ uluğ yiğit yeğin iğdır eğin yağmur ırmak
ısmail ışıl ıraz diyarbakır balıkesir kırşehir şanlıurfa şırnak muğla elazığ kadıköy beşiktaş mühendis
müdürlüğü müdürü satış bilişim yazılım yazılımcı bölümü bölüm sınıf işçi işletme üretim sağlık
yardımcısı başkan uzmanı danışman danışmanı kırmızı altıntaş kızıltaş akdağ sarı bıyık başaran topçu kuş
güçlü gençoğlu hacıoğlu mollaoğlu kocaoğlu kadıoğlu hatipoğlu çavuşoğlu eroğlu
"""

BALTIC = """
kęstutis žygimantas žilvinas šarūnas ąžuolas aušra aistė agnė austėja rūta jūratė ugnė eglė miglė
kazlauskienė petrauskienė jankauskienė stankevičius stankevičienė vasiliauskienė žukauskas žukauskienė
butkevičius paulauskienė urbonienė kavaliauskienė navickienė šimkus šimkienė žilinskas šiauliai
panevėžys mažeikiai marijampolė kėdainiai telšiai jānis jēkabs pēteris mārtiņš kārlis ģirts kristīne
līga māra bērziņš bērziņa kalniņš kalniņa ozoliņš ozoliņa liepiņš liepiņa krūmiņš krūmiņa eglītis eglīte
zariņš zariņa pētersons pētersone vītols vītola krastiņš āboliņš rīga jūrmala liepāja rēzekne jēkabpils
cēsis gulbītis tõnu tõnis jüri külli ülle õnne rõõm mõis sõber kõiv mägi põld põder jõgi lõhmus põldmaa
võru põlva jõhvi
"""

CYRILLIC = """
иван иванов иванова александр александра сергей сергеев дмитрий андрей алексей николай владимир михаил
мария анна елена ольга наталья татьяна ирина екатерина светлана юлия анастасия петров петрова смирнов
смирнова кузнецов кузнецова попов попова соколов лебедев козлов новиков морозов волков павлов семенов
голубев москва санкт-петербург київ киев харків одеса софия варна пловдив минск менеджер отдел инженер
бухгалтер директор олександр сергій андрій олена оксана тетяна наталія ірина шевченко коваленко
бондаренко ткаченко георги димитър петър стоян тодор иванка димитров георгиев николов стоянов
"""

GREEK = """
γεώργιος γιώργος ιωάννης γιάννης κωνσταντίνος κώστας δημήτριος δημήτρης νικόλαος νίκος παναγιώτης
βασίλειος χρήστος αθανάσιος ευάγγελος μιχαήλ μαρία ελένη αικατερίνη βασιλική σοφία αγγελική γεωργία
δήμητρα ιωάννα παπαδόπουλος παπαδοπούλου παπαδάκης γεωργίου ιωάννου δημητρίου νικολάου κωνσταντίνου
αθήνα θεσσαλονίκη πάτρα ηράκλειο διευθυντής μηχανικός τμήμα πωλήσεις λογιστήριο
"""

HEBREW = """
כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן אזולאי מלכה דוד משה יוסף יעקב דניאל אורי איתן נועה שרה רחל מיכל
תמר רונית יעל תל-אביב ירושלים חיפה מנהל מהנדס
"""

ARABIC = """
محمد أحمد علي حسن حسين إبراهيم عبد عبدالله خالد سعيد فاطمة مريم عائشة خديجة نور سارة يوسف عمر مصطفى
محمود الرياض جدة دبي القاهرة مدير مهندس الموارد
"""

JAPANESE = """
佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 清水 斎藤
山崎 阿部 池田 橋本 石川 東京 大阪 横浜 名古屋 京都 営業 総務 部長 課長 株式会社
"""

CHINESE = """
北京 上海 广州 深圳 杭州 成都 经理 销售 工程 部门 总监 財務 台北 臺北 台中 高雄 新竹 經理 業務 部門 香港
建国 建华 志强 志明 秀英 桂英 玉兰 秀兰 丽华 丽娟 淑芬 淑惠 家豪 志豪 雅婷 怡君 俊傑 冠宇 宗翰 美玲 秀珍
"""

KOREAN = """
서울 부산 대구 인천 광주 대전 경기 개발 영업 인사 팀장 과장 부장 대리 사원 민준 서준 지훈 지영 은영 미영
영수 성호 정훈 현우 민수 은주 영희 정희 수진 미숙 영숙 경숙 정숙 영자 순자 영호 광수 상철 성민 지은 은지
예진 현주
"""

SPACED = frozenset(
    word
    for words in (WESTERN, CENTRAL, TURKISH, BALTIC, CYRILLIC, GREEK, HEBREW, ARABIC)
    for word in words.split()
    if len(word) > 2
)
"""In lower case; matched against whole words."""
UNSPACED = frozenset(word for words in (JAPANESE, CHINESE, KOREAN) for word in words.split())
"""Matched anywhere in a text, because these scripts have no blanks."""
