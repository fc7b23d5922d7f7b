"""Words of headers: how a person is reached, at work and at home."""

WORDS = """
EMAIL: eml, e mail address, primary email, email, e mail, mail, email id, mail id, email address,
  mail address, mailbox, smtp, internet address, electronic mail, email addr, emails, e mail 1, email 1,
  mail 1, mail1, email1
EMAIL de: mailadresse, emailadresse, mail adresse
EMAIL fr: courriel, mel, adresse mail, adresse email, adresse electronique, messagerie,
  courrier electronique, adresse de courrier electronique, adresse courriel, couriel
EMAIL es: correo, correo electronico, direccion de correo, direccion electronica, correo e,
  direccion de correo electronico, mail corporativo
EMAIL nl: emailadres, mailadres
EMAIL it: posta elettronica, indirizzo email, indirizzo mail, posta aziendale, posta lavoro,
  indirizzo di posta
EMAIL pt: correio eletronico, endereco de email, correio electronico, endereco eletronico,
  endereco de correio, endereco de correio eletronico
EMAIL ja: メールアドレス, メール, eメール, 電子メール, 電子メールアドレス, eメールアドレス, メールアドレス1,
  社内メールアドレス, ビジネスメール, メアド, pcメールアドレス, 連絡先メールアドレス
EMAIL sv da no: jobbmejl, mejl, mail jobb, e post, e postadress, e postadresse, epost, epostadress,
  epostadresse, firmaepost, epost jobb
EMAIL pl: adres email, poczta
EMAIL cs tr fi ko ru: e posta, eposta, sahkoposti, emailova adresa, 이메일, 메일, почта, электронная почта,
  эл почта
EMAIL zh: 邮箱, 电子邮件, 邮件地址
PHONE: ph, direct line, direct dial, ddi, tfno, phone, telephone, tel, phone no, phone number,
  telephone number, landline, did, direct number, desk number, desk phone, switchboard, softphone, voip,
  teams number, fixed line, tlf, direct phone, phone 1, office line, office number, office no
PHONE de: telefon, telefonnummer, rufnummer, tel nr, durchwahl, festnetz, telefonnr, fon, rufnr,
  haupttelefon, durchwahlnummer, festnetznummer, telefon nr, telefon direkt
PHONE fr: numero de telephone, fixe, ligne directe, ligne fixe, sda, tel fixe, n tel, n telephone,
  telephone fixe, numero direct
PHONE es: telefono, numero de telefono, telefono fijo, fijo, fono, anexo telefonico, linea directa,
  telefono de oficina, numero directo
PHONE nl: telefoonnr, tel werk, telefoon, telefoonnummer, vast nummer, telefoonnummer werk, doorkiesnummer,
  direct nummer, vaste lijn, vast telefoonnummer
PHONE it: numero di telefono, telefono fisso, telefono ufficio, tel ufficio, fisso, linea diretta,
  recapito telefonico, tel aziendale
PHONE pt: telefone, fone, telefone fixo, fixo, linha direta, contato telefonico
PHONE ja: 電話番号, 電話, 外線番号, 直通番号, 直通電話, 外線, 直通, 代表電話, 固定電話, 固定電話番号,
  ダイヤルイン
PHONE sv da no: tlfnr, direkte telefon, direktnummer, fastnet, direktenummer, direktetelefon, telefon arbete
PHONE cs tr ko ru: telefonni cislo, cep telefonu, puhelin, 전화번호, 전화, 연락처, телефон
PHONE zh: 电话, 座机, 办公电话
MOBILE: mobile, cell, cellphone, cellular, mobile phone, cell phone, mobile no, mobile number, mob, mob no,
  smartphone, gsm, handphone, hp no, handset, contact number, contact no, mobile tel, whatsapp, sms number
MOBILE de: handy, mobiltelefon, mobilnummer, handynummer, mobil, natel, mobilfunk, handynr, mobilnr,
  mobilfunknummer, natelnummer
MOBILE fr: portable, telephone portable, cellulaire, cel, portable pro, mobile pro, n portable
MOBILE es: movil, celular, telefono movil, numero movil, telefono celular
MOBILE nl: mobielnr, mobiel nummer, mobiel, gsm nummer
MOBILE it: telemovel, telem, cellulare
MOBILE ja: 携帯電話, 携帯, モバイル, 携帯番号, スマートフォン
MOBILE zh: 手机
MOBILE pt: movel, telefone celular
MOBILE sv da no: mobiltlf
EXTENSION: extension, ext, nebenstelle, ramal, interno, anexo, 内線, 内線番号, poste telephonique, toestel,
  numero interne, internal number, numero interno, interne nummer, intern nummer
FAX: fax, facsimile, telefax
WORK: wrk, work, biz, business, office, corporate, professional, official, company, arbeid, direkt
WORK de: gesch, geschaft, geschafts, firmen, dienstlich, dienstliche, geschaftlich, geschaftliche,
  beruflich, betrieblich, betriebliche, arbeit, arbeits, dienst, firma
WORK fr: professionnel, professionnelle, pro, bureau, travail, entreprise, professionnels, prof
WORK es: corporativo, corporativa, profesional, laboral, trabajo, empresa, laborales
WORK nl: werk, zakelijk, zakelijke
WORK it: az, aziend, aziendale, lavoro, ufficio
WORK pt: profissional, trabalho, comercial
WORK ja: 会社用, 会社, 業務用, 社用, 仕事, 職場, 法人用
WORK sv da no: jobb, jobbmejl, arbete, arbetet, arbejde, arbejds, arbeids, arbets, foretags, virksomhed
WORK zh: 公司, 工作, 办公
WORK pl cs tr: sluzbowy, sluzbowa, firmowy, firemni, pracovni, sluzebni, kurumsal, is
PRIVATE: private, personal, home, alternate, alternative, secondary, non work, residence, residential,
  recovery, house
PRIVATE de: priv, privat, privates, personlich, personliche, personlicher, zuhause, heim, wohn, privater
PRIVATE fr: personnel, personnelle, perso, prive, domicile, maison, privee, personnels
PRIVATE es: particular, privado, domicilio, casa, hogar, residencia, privada
PRIVATE nl: persoonlijk, persoonlijke, thuis, huis, woon
PRIVATE it: personale, privato, privata, abitazione, residenza, privati
PRIVATE pt: pessoal, residencial
PRIVATE ja: 個人用, 私用, 個人, 自宅, 個人メール
PRIVATE zh: 个人, 私人
PRIVATE pl cs tr: prywatny, prywatna, soukromy, osobni, kisisel, ozel
PRIVATE sv da no: hem, heime, hjemme, hjem
PRIMARY: primary, main
NEUTRAL: default, std, attributes, data, details, fields, properties, profile, use, duevo, actual, dt,
  legal, full, name id, gusto, bamboohr, personio, hibob, darwinbox, information, info, contact info,
  contact information, contact details, infos, basic, general, feld
"""
