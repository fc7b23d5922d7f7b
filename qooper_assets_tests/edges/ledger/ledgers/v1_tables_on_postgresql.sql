-- The tables of the same version on PostgreSQL, as SQLAlchemy made them. See README.md.
CREATE TABLE schema_version (
    version INTEGER NOT NULL
);

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

CREATE TABLE absences (
    tenant VARCHAR(63) NOT NULL,
    external_id VARCHAR(255) NOT NULL,
    files INTEGER NOT NULL,
    PRIMARY KEY (tenant, external_id)
);

CREATE TABLE deliveries (
    id SERIAL NOT NULL,
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
    PRIMARY KEY (id)
);

CREATE INDEX deliveries_by_tenant ON deliveries (tenant, id);

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
    PRIMARY KEY (tenant, change_set_id)
);

CREATE TABLE approvals (
    id SERIAL NOT NULL,
    tenant VARCHAR(63) NOT NULL,
    change_set_id VARCHAR(64) NOT NULL,
    decision VARCHAR(8) NOT NULL,
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_at VARCHAR(40) NOT NULL,
    is_spent BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX one_decision ON approvals (tenant, change_set_id) WHERE NOT is_spent;

CREATE TABLE operations (
    tenant VARCHAR(63) NOT NULL,
    change_set_id VARCHAR(64) NOT NULL,
    position INTEGER NOT NULL,
    external_id VARCHAR(255) NOT NULL,
    account_id VARCHAR(255),
    kind VARCHAR(12) NOT NULL,
    action VARCHAR(12) NOT NULL,
    state VARCHAR(12) NOT NULL,
    values TEXT NOT NULL,
    before TEXT NOT NULL,
    error VARCHAR(40),
    written_at VARCHAR(40),
    PRIMARY KEY (tenant, change_set_id, position)
);

CREATE TABLE deactivations (
    tenant VARCHAR(63) NOT NULL,
    effective_on DATE NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (tenant, effective_on)
);

CREATE TABLE receipts (
    id SERIAL NOT NULL,
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

CREATE INDEX receipts_by_tenant ON receipts (tenant, id);

CREATE TABLE leases (
    tenant VARCHAR(63) NOT NULL,
    holder VARCHAR(64) NOT NULL,
    fence INTEGER NOT NULL,
    expires_at VARCHAR(40) NOT NULL,
    PRIMARY KEY (tenant)
);
