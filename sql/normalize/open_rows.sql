-- open_rows: which rejected rows of a delta feed are still open?
--
-- Grain    one row per rejected record and reason.
-- Reads    open_before (this table, of the roster that the file was merged into, after its rows were judged
--          again), rejects, lines, kept. Variables: partition, run_id, raw_sha256, landing, policy_version
--          (of the file, and of the tenant file that it was judged with).
-- Gives    partition, run_id, raw_sha256, landing (of the file with the row), source_line, external_id (NULL
--          if it can't be read), reason, policy_version.
-- Rules    D03 a row is open until a later row names its person, or until a changed tenant file accepts it.
--          Repeated content replaces its own earlier rows. P35 a record that can't be read reliably (no
--          row_id) may be text of a cell, and settles nothing.
with
named as (
    select external_id from lines
    union
    select external_id from rejects where is_identifier_readable and row_id is not null
),
still_open as (
    select o.*
    from open_before as o
    anti join (
        select external_id, getvariable('landing') as landing from named where external_id is not null
    ) as n on n.external_id = o.external_id and n.landing >= o.landing
    where o.raw_sha256 <> getvariable('raw_sha256')
),
of_file as (
    select source_line, case when is_identifier_readable then external_id end as external_id, reason
    from rejects
)
select partition, run_id, raw_sha256, landing, source_line, external_id, reason, policy_version
from still_open
union all
select
    getvariable('partition'), getvariable('run_id'), getvariable('raw_sha256'), getvariable('landing'),
    f.source_line, f.external_id, f.reason, getvariable('policy_version')
from of_file as f
anti join kept as k on k.external_id = f.external_id and k.landing > getvariable('landing')
