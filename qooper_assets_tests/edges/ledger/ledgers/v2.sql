BEGIN TRANSACTION;
CREATE TABLE absences (
	tenant VARCHAR(63) NOT NULL, 
	external_id VARCHAR(255) NOT NULL, 
	files INTEGER NOT NULL, 
	PRIMARY KEY (tenant, external_id)
);
CREATE TABLE approvals (
	id INTEGER NOT NULL, 
	tenant VARCHAR(63) NOT NULL, 
	change_set_id VARCHAR(64) NOT NULL, 
	decision VARCHAR(8) NOT NULL, 
	person TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	decided_at VARCHAR(40) NOT NULL, 
	is_spent BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "approvals" VALUES(1,'acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','approve','Ada Approver','looked at the report','2026-03-02T12:00:00.000000+00:00',0);
INSERT INTO "approvals" VALUES(2,'acme','5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a','decline','Ada Approver','their export is broken','2026-03-05T12:00:00.000000+00:00',0);
CREATE TABLE change_sets (
	tenant VARCHAR(63) NOT NULL, 
	change_set_id VARCHAR(64) NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	partition VARCHAR(10) NOT NULL, 
	run_id VARCHAR(64) NOT NULL, 
	roster_digest VARCHAR(64) NOT NULL, 
	policy_version VARCHAR(16) NOT NULL, 
	created_at VARCHAR(40) NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	manifest TEXT NOT NULL, 
	superseded_by VARCHAR(64), 
	ordinal INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (tenant, change_set_id)
);
INSERT INTO "change_sets" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','applied','2026-03-02','run-1','2.0.0-8-7de8274399c14672','c8a9655f8dc0e62a','2026-03-02T12:00:00.000000+00:00','2026-03-09T12:00:00.000000+00:00','{"tenant":"acme","partition":"2026-03-02","run_id":"run-1","change_set_id":"4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d","created_at":"2026-03-02T12:00:00Z","effective_on":"2026-03-02","policy_version":"c8a9655f8dc0e62a","raw_sha256":"d46ca40355dd2c65e9dcd0a3b548b02ccab25bb9acc0e9c7394f631f60cb0ff2","raw_modified_at":"2026-03-02T12:00:00Z","roster_digest":"2.0.0-8-7de8274399c14672","source_rows":8,"rejected_rows":0,"filled":{"first_name":8,"last_name":8,"title":8,"department":8,"location":0,"phone":0,"hire_date":8,"skills":0},"is_repeat":false,"absence_suspended":false,"unreadable_rows":0,"unreadable_lines":[],"summary":{"accounts":0,"active_accounts":0,"managed":0,"active_managed":0,"active_managed_in_roster":0,"people":8,"creates":8,"links":0,"updates":0,"reactivations":0,"deactivations":0,"identity_changes":0,"name_changes":0,"withheld":0,"absent":0,"absent_in_doubt":0,"deactivated_in_qooper":0,"protected":0,"future_hires":0,"unresolved_managers":0,"garbled":0,"unmanaged_active":0,"declined":0,"declined_before":0},"counts":{"CREATE new_in_roster":8},"withheld_by_reason":{},"rejects_by_reason":{},"breaches":[{"code":"first_load","actual":8.0,"limit":0.0,"unit":"changes","detail":"a tenant''s first change set always waits for an approval (R4)"}],"location":"acme/2026-03-02/run-1/change_set/changes.parquet","situations_location":"acme/2026-03-02/run-1/change_set/situations.parquet","report_location":"acme/2026-03-02/run-1/change_set/report.md","workbook_location":"acme/2026-03-02/run-1/change_set/report.xlsx","rejects_csv_location":"acme/2026-03-02/run-1/change_set/rejects.csv","forgotten_location":null,"landing":1,"planned_on":{"delivery":0,"links":"0","memory":"0","head":null},"deliveries":[]}',NULL,1);
INSERT INTO "change_sets" VALUES('acme','f55f1515c6b4c81188bd3d24b30cc59122dfd5b74c64552c9d2a93991d89e3eb','applied','2026-03-03','run-2','2.0.0-8-b42e0c3a68e27fa7','c8a9655f8dc0e62a','2026-03-03T12:00:00.000000+00:00','2026-03-10T12:00:00.000000+00:00','{"tenant":"acme","partition":"2026-03-03","run_id":"run-2","change_set_id":"f55f1515c6b4c81188bd3d24b30cc59122dfd5b74c64552c9d2a93991d89e3eb","created_at":"2026-03-03T12:00:00Z","effective_on":"2026-03-03","policy_version":"c8a9655f8dc0e62a","raw_sha256":"655edc2b113097d7a87d5d4c5c0791a29920d7ac0abcb779817209c894c18aa6","raw_modified_at":"2026-03-03T12:00:00Z","roster_digest":"2.0.0-8-b42e0c3a68e27fa7","source_rows":8,"rejected_rows":0,"filled":{"first_name":8,"last_name":8,"title":8,"department":8,"location":0,"phone":0,"hire_date":8,"skills":0},"is_repeat":false,"absence_suspended":false,"unreadable_rows":0,"unreadable_lines":[],"summary":{"accounts":8,"active_accounts":8,"managed":8,"active_managed":8,"active_managed_in_roster":8,"people":8,"creates":0,"links":0,"updates":0,"reactivations":0,"deactivations":2,"identity_changes":0,"name_changes":0,"withheld":0,"absent":0,"absent_in_doubt":0,"deactivated_in_qooper":0,"protected":0,"future_hires":0,"unresolved_managers":0,"garbled":0,"unmanaged_active":0,"declined":0,"declined_before":0},"counts":{"DEACTIVATE status_inactive":1,"DEACTIVATE termination_date":1},"withheld_by_reason":{},"rejects_by_reason":{},"breaches":[],"location":"acme/2026-03-03/run-2/change_set/changes.parquet","situations_location":"acme/2026-03-03/run-2/change_set/situations.parquet","report_location":"acme/2026-03-03/run-2/change_set/report.md","workbook_location":"acme/2026-03-03/run-2/change_set/report.xlsx","rejects_csv_location":"acme/2026-03-03/run-2/change_set/rejects.csv","forgotten_location":null,"landing":2,"planned_on":{"delivery":1,"links":"1@2026-03-02T12:00:00.000000","memory":"0","head":null},"deliveries":[]}',NULL,2);
INSERT INTO "change_sets" VALUES('acme','2119cf647385c2ad34fe58d59f5e18d8e9174880467f6d7a8bad9a420e107f9e','applied','2026-03-04','run-3','2.0.0-8-858364eef420d93a','c8a9655f8dc0e62a','2026-03-04T12:00:00.000000+00:00','2026-03-11T12:00:00.000000+00:00','{"tenant":"acme","partition":"2026-03-04","run_id":"run-3","change_set_id":"2119cf647385c2ad34fe58d59f5e18d8e9174880467f6d7a8bad9a420e107f9e","created_at":"2026-03-04T12:00:00Z","effective_on":"2026-03-04","policy_version":"c8a9655f8dc0e62a","raw_sha256":"7a4db901d9829f66938a697e57a4356abdffc3442c014d4fc376633fa09a992f","raw_modified_at":"2026-03-04T12:00:00Z","roster_digest":"2.0.0-8-858364eef420d93a","source_rows":8,"rejected_rows":0,"filled":{"first_name":8,"last_name":8,"title":8,"department":8,"location":0,"phone":0,"hire_date":8,"skills":0},"is_repeat":false,"absence_suspended":false,"unreadable_rows":0,"unreadable_lines":[],"summary":{"accounts":8,"active_accounts":6,"managed":8,"active_managed":6,"active_managed_in_roster":6,"people":8,"creates":0,"links":0,"updates":0,"reactivations":1,"deactivations":0,"identity_changes":0,"name_changes":0,"withheld":0,"absent":0,"absent_in_doubt":0,"deactivated_in_qooper":0,"protected":0,"future_hires":0,"unresolved_managers":0,"garbled":0,"unmanaged_active":0,"declined":0,"declined_before":0},"counts":{"REACTIVATE back_in_roster":1},"withheld_by_reason":{},"rejects_by_reason":{},"breaches":[],"location":"acme/2026-03-04/run-3/change_set/changes.parquet","situations_location":"acme/2026-03-04/run-3/change_set/situations.parquet","report_location":"acme/2026-03-04/run-3/change_set/report.md","workbook_location":"acme/2026-03-04/run-3/change_set/report.xlsx","rejects_csv_location":"acme/2026-03-04/run-3/change_set/rejects.csv","forgotten_location":null,"landing":3,"planned_on":{"delivery":2,"links":"2@2026-03-03T12:00:00.000000","memory":"0","head":null},"deliveries":[]}',NULL,3);
INSERT INTO "change_sets" VALUES('acme','5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a','declined','2026-03-05','run-4','2.0.0-2-c37ec190cb426fe4','c8a9655f8dc0e62a','2026-03-05T12:00:00.000000+00:00','2026-03-12T12:00:00.000000+00:00','{"tenant":"acme","partition":"2026-03-05","run_id":"run-4","change_set_id":"5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a","created_at":"2026-03-05T12:00:00Z","effective_on":"2026-03-05","policy_version":"c8a9655f8dc0e62a","raw_sha256":"6cbe6272679c2576a5bde5f1538a4fe284cf5af699d0a20ed769356d720076b3","raw_modified_at":"2026-03-05T12:00:00Z","roster_digest":"2.0.0-2-c37ec190cb426fe4","source_rows":2,"rejected_rows":0,"filled":{"first_name":2,"last_name":2,"title":2,"department":2,"location":0,"phone":0,"hire_date":2,"skills":0},"is_repeat":false,"absence_suspended":false,"unreadable_rows":0,"unreadable_lines":[],"summary":{"accounts":8,"active_accounts":7,"managed":8,"active_managed":7,"active_managed_in_roster":2,"people":2,"creates":0,"links":0,"updates":0,"reactivations":0,"deactivations":5,"identity_changes":0,"name_changes":0,"withheld":0,"absent":5,"absent_in_doubt":0,"deactivated_in_qooper":0,"protected":0,"future_hires":0,"unresolved_managers":0,"garbled":0,"unmanaged_active":0,"declined":0,"declined_before":0},"counts":{"DEACTIVATE absent":5},"withheld_by_reason":{},"rejects_by_reason":{},"breaches":[{"code":"deactivations_share","actual":5.0,"limit":3.5,"unit":"deactivations","detail":"of 7 active managed accounts"},{"code":"deactivations_7_days","actual":7.0,"limit":5.0,"unit":"deactivations in seven days","detail":"of 8 accounts seven days ago"},{"code":"row_count_drop","actual":6.0,"limit":5.0,"unit":"rows fewer","detail":"2 rows against a median of 8"}],"location":"acme/2026-03-05/run-4/change_set/changes.parquet","situations_location":"acme/2026-03-05/run-4/change_set/situations.parquet","report_location":"acme/2026-03-05/run-4/change_set/report.md","workbook_location":"acme/2026-03-05/run-4/change_set/report.xlsx","rejects_csv_location":"acme/2026-03-05/run-4/change_set/rejects.csv","forgotten_location":null,"landing":4,"planned_on":{"delivery":3,"links":"3@2026-03-04T12:00:00.000000","memory":"0","head":null},"deliveries":[]}',NULL,4);
CREATE TABLE deactivations (
	tenant VARCHAR(63) NOT NULL, 
	effective_on DATE NOT NULL, 
	people INTEGER NOT NULL, 
	PRIMARY KEY (tenant, effective_on)
);
INSERT INTO "deactivations" VALUES('acme','2026-03-03',2);
CREATE TABLE declined_changes (
	tenant VARCHAR(63) NOT NULL, 
	external_id VARCHAR(255) NOT NULL, 
	action VARCHAR(12) NOT NULL, 
	facts VARCHAR(64) NOT NULL, 
	policy_version VARCHAR(16) NOT NULL, 
	change_set_id VARCHAR(64) NOT NULL, 
	declined_at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (tenant, external_id, action)
);
INSERT INTO "declined_changes" VALUES('acme','E6','DEACTIVATE','absent','c8a9655f8dc0e62a','5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a','2026-03-05T12:00:00.000000+00:00');
INSERT INTO "declined_changes" VALUES('acme','E7','DEACTIVATE','absent','c8a9655f8dc0e62a','5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a','2026-03-05T12:00:00.000000+00:00');
INSERT INTO "declined_changes" VALUES('acme','E4','DEACTIVATE','absent','c8a9655f8dc0e62a','5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a','2026-03-05T12:00:00.000000+00:00');
INSERT INTO "declined_changes" VALUES('acme','E3','DEACTIVATE','absent','c8a9655f8dc0e62a','5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a','2026-03-05T12:00:00.000000+00:00');
INSERT INTO "declined_changes" VALUES('acme','E5','DEACTIVATE','absent','c8a9655f8dc0e62a','5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a','2026-03-05T12:00:00.000000+00:00');
CREATE TABLE deliveries (
	id INTEGER NOT NULL, 
	tenant VARCHAR(63) NOT NULL, 
	partition VARCHAR(10) NOT NULL, 
	run_id VARCHAR(64) NOT NULL, 
	raw_sha256 VARCHAR(64) NOT NULL, 
	roster_digest VARCHAR(64) NOT NULL, 
	source_rows BIGINT NOT NULL, 
	people BIGINT NOT NULL, 
	filled TEXT NOT NULL, 
	accounts BIGINT NOT NULL, 
	active_managed BIGINT NOT NULL, 
	policy_version VARCHAR(16) NOT NULL, 
	change_set_id VARCHAR(64) NOT NULL, 
	modified_at VARCHAR(40), 
	accepted_at VARCHAR(40) NOT NULL, 
	approved_over TEXT DEFAULT '[]' NOT NULL, 
	landing INTEGER DEFAULT '0' NOT NULL, 
	unreadable_rows INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "deliveries" VALUES(1,'acme','2026-03-02','run-1','d46ca40355dd2c65e9dcd0a3b548b02ccab25bb9acc0e9c7394f631f60cb0ff2','2.0.0-8-7de8274399c14672',8,8,'{"first_name": 8, "last_name": 8, "title": 8, "department": 8, "location": 0, "phone": 0, "hire_date": 8, "skills": 0}',0,8,'c8a9655f8dc0e62a','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00','2026-03-02T12:00:00.000000+00:00','["first_load"]',1,0);
INSERT INTO "deliveries" VALUES(2,'acme','2026-03-03','run-2','655edc2b113097d7a87d5d4c5c0791a29920d7ac0abcb779817209c894c18aa6','2.0.0-8-b42e0c3a68e27fa7',8,8,'{"first_name": 8, "last_name": 8, "title": 8, "department": 8, "location": 0, "phone": 0, "hire_date": 8, "skills": 0}',8,6,'c8a9655f8dc0e62a','f55f1515c6b4c81188bd3d24b30cc59122dfd5b74c64552c9d2a93991d89e3eb','2026-03-03T12:00:00.000000+00:00','2026-03-03T12:00:00.000000+00:00','[]',2,0);
INSERT INTO "deliveries" VALUES(3,'acme','2026-03-04','run-3','7a4db901d9829f66938a697e57a4356abdffc3442c014d4fc376633fa09a992f','2.0.0-8-858364eef420d93a',8,8,'{"first_name": 8, "last_name": 8, "title": 8, "department": 8, "location": 0, "phone": 0, "hire_date": 8, "skills": 0}',8,7,'c8a9655f8dc0e62a','2119cf647385c2ad34fe58d59f5e18d8e9174880467f6d7a8bad9a420e107f9e','2026-03-04T12:00:00.000000+00:00','2026-03-04T12:00:00.000000+00:00','[]',3,0);
CREATE TABLE leases (
	tenant VARCHAR(63) NOT NULL, 
	holder VARCHAR(64) NOT NULL, 
	fence INTEGER NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (tenant)
);
INSERT INTO "leases" VALUES('acme','run-4',7,'2026-03-05T12:00:00.000000+00:00');
CREATE TABLE ledger_revision (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT ledger_revision_pkc PRIMARY KEY (version_num)
);
INSERT INTO "ledger_revision" VALUES('0002');
CREATE TABLE links (
	tenant VARCHAR(63) NOT NULL, 
	external_id VARCHAR(255) NOT NULL, 
	account_id VARCHAR(255) NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	how VARCHAR(20) NOT NULL, 
	change_set_id VARCHAR(64) NOT NULL, 
	linked_at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (tenant, external_id), 
	UNIQUE (tenant, account_id)
);
INSERT INTO "links" VALUES('acme','E1','u000001',1,'created','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00');
INSERT INTO "links" VALUES('acme','E2','u000002',1,'created','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00');
INSERT INTO "links" VALUES('acme','E3','u000003',1,'created','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00');
INSERT INTO "links" VALUES('acme','E4','u000004',1,'created','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00');
INSERT INTO "links" VALUES('acme','E5','u000005',1,'created','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00');
INSERT INTO "links" VALUES('acme','E6','u000006',1,'created','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00');
INSERT INTO "links" VALUES('acme','E7','u000007',1,'created','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00');
INSERT INTO "links" VALUES('acme','E8','u000008',0,'created','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d','2026-03-02T12:00:00.000000+00:00');
CREATE TABLE operations (
	tenant VARCHAR(63) NOT NULL, 
	change_set_id VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	external_id VARCHAR(255) NOT NULL, 
	account_id VARCHAR(255), 
	kind VARCHAR(12) NOT NULL, 
	action VARCHAR(12) NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	"values" TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	error VARCHAR(40), 
	written_at VARCHAR(40), 
	PRIMARY KEY (tenant, change_set_id, position)
);
INSERT INTO "operations" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',1,'E1','u000001','write','CREATE','confirmed','{"employee_id": "E1", "email": "e1@acme.example", "first_name": "F1", "last_name": "L1", "title": "Engineer", "department": "R&D", "hire_date": "2020-01-01"}','{}',NULL,'2026-03-02T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',2,'E2','u000002','write','CREATE','confirmed','{"employee_id": "E2", "email": "e2@acme.example", "first_name": "F2", "last_name": "L2", "title": "Engineer", "department": "R&D", "hire_date": "2020-01-01"}','{}',NULL,'2026-03-02T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',3,'E3','u000003','write','CREATE','confirmed','{"employee_id": "E3", "email": "e3@acme.example", "first_name": "F3", "last_name": "L3", "title": "Engineer", "department": "R&D", "hire_date": "2020-01-01"}','{}',NULL,'2026-03-02T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',4,'E4','u000004','write','CREATE','confirmed','{"employee_id": "E4", "email": "e4@acme.example", "first_name": "F4", "last_name": "L4", "title": "Engineer", "department": "R&D", "hire_date": "2020-01-01"}','{}',NULL,'2026-03-02T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',5,'E5','u000005','write','CREATE','confirmed','{"employee_id": "E5", "email": "e5@acme.example", "first_name": "F5", "last_name": "L5", "title": "Engineer", "department": "R&D", "hire_date": "2020-01-01"}','{}',NULL,'2026-03-02T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',6,'E6','u000006','write','CREATE','confirmed','{"employee_id": "E6", "email": "e6@acme.example", "first_name": "F6", "last_name": "L6", "title": "Engineer", "department": "R&D", "hire_date": "2020-01-01"}','{}',NULL,'2026-03-02T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',7,'E7','u000007','write','CREATE','confirmed','{"employee_id": "E7", "email": "e7@acme.example", "first_name": "F7", "last_name": "L7", "title": "Engineer", "department": "R&D", "hire_date": "2020-01-01"}','{}',NULL,'2026-03-02T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',8,'E8','u000008','write','CREATE','confirmed','{"employee_id": "E8", "email": "e8@acme.example", "first_name": "F8", "last_name": "L8", "title": "Engineer", "department": "R&D", "hire_date": "2020-01-01"}','{}',NULL,'2026-03-02T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','f55f1515c6b4c81188bd3d24b30cc59122dfd5b74c64552c9d2a93991d89e3eb',1,'E7','u000007','write','DEACTIVATE','confirmed','{"status": "deactivated"}','{"status": "active"}',NULL,'2026-03-03T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','f55f1515c6b4c81188bd3d24b30cc59122dfd5b74c64552c9d2a93991d89e3eb',2,'E8','u000008','write','DEACTIVATE','confirmed','{"status": "deactivated"}','{"status": "active"}',NULL,'2026-03-03T12:00:00.000000+00:00');
INSERT INTO "operations" VALUES('acme','2119cf647385c2ad34fe58d59f5e18d8e9174880467f6d7a8bad9a420e107f9e',1,'E7','u000007','write','REACTIVATE','confirmed','{"status": "active"}','{"status": "deactivated"}',NULL,'2026-03-04T12:00:00.000000+00:00');
CREATE TABLE receipts (
	id INTEGER NOT NULL, 
	tenant VARCHAR(63) NOT NULL, 
	partition VARCHAR(10) NOT NULL, 
	run_id VARCHAR(64) NOT NULL, 
	result VARCHAR(16) NOT NULL, 
	change_set_id VARCHAR(64), 
	code VARCHAR(40), 
	finished_at VARCHAR(40) NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "receipts" VALUES(1,'acme','2026-03-02','apply-1','succeeded','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',NULL,'2026-03-02T12:00:00.000000+00:00','{"tenant":"acme","partition":"2026-03-02","run_id":"apply-1","change_set_id":"4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d","result":"succeeded","applied":{"CREATE":8},"failed":{},"stale":0,"approved_by":"Ada Approver","finished_at":"2026-03-02T12:00:00Z","note":""}');
INSERT INTO "receipts" VALUES(2,'acme','2026-03-03','apply-2','succeeded','f55f1515c6b4c81188bd3d24b30cc59122dfd5b74c64552c9d2a93991d89e3eb',NULL,'2026-03-03T12:00:00.000000+00:00','{"tenant":"acme","partition":"2026-03-03","run_id":"apply-2","change_set_id":"f55f1515c6b4c81188bd3d24b30cc59122dfd5b74c64552c9d2a93991d89e3eb","result":"succeeded","applied":{"DEACTIVATE":2},"failed":{},"stale":0,"approved_by":null,"finished_at":"2026-03-03T12:00:00Z","note":""}');
INSERT INTO "receipts" VALUES(3,'acme','2026-03-04','apply-3','succeeded','2119cf647385c2ad34fe58d59f5e18d8e9174880467f6d7a8bad9a420e107f9e',NULL,'2026-03-04T12:00:00.000000+00:00','{"tenant":"acme","partition":"2026-03-04","run_id":"apply-3","change_set_id":"2119cf647385c2ad34fe58d59f5e18d8e9174880467f6d7a8bad9a420e107f9e","result":"succeeded","applied":{"REACTIVATE":1},"failed":{},"stale":0,"approved_by":null,"finished_at":"2026-03-04T12:00:00Z","note":""}');
INSERT INTO "receipts" VALUES(4,'acme','2026-03-05','decline-4','noop','5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a',NULL,'2026-03-05T12:00:00.000000+00:00','{"tenant":"acme","partition":"2026-03-05","run_id":"decline-4","change_set_id":"5ea4bf44731c21752961c2e9af5aaef8bf001d82318ab371fecd29a6cae91c1a","result":"noop","applied":{},"failed":{},"stale":0,"approved_by":null,"finished_at":"2026-03-05T12:00:00Z","note":"the change set 5ea4bf44731c was declined: nothing was written"}');
CREATE TABLE schema_version (
	version INTEGER NOT NULL
);
INSERT INTO "schema_version" VALUES(2);
CREATE TABLE tenants (
	tenant VARCHAR(63) NOT NULL, 
	live_at VARCHAR(40), 
	live_by VARCHAR(64), 
	landings INTEGER DEFAULT '0' NOT NULL, 
	links_revision VARCHAR(60) DEFAULT '0' NOT NULL, 
	memory_revision VARCHAR(60) DEFAULT '0' NOT NULL, 
	PRIMARY KEY (tenant)
);
INSERT INTO "tenants" VALUES('acme','2026-03-02T12:00:00.000000+00:00','4c90399dd94c2e582c1a8a8989be700173806e48af56916cb252e713550b478d',4,'3@2026-03-04T12:00:00.000000','1@2026-03-05T12:00:00.000000');
CREATE INDEX deliveries_by_tenant ON deliveries (tenant, id);
CREATE UNIQUE INDEX one_decision ON approvals (tenant, change_set_id) WHERE is_spent = 0;
CREATE INDEX receipts_by_tenant ON receipts (tenant, id);
COMMIT;
