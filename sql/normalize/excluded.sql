-- excluded: which records give no row of the roster, and why?
--
-- Grain    one row per such record.
-- Reads    identities, rejects.
-- Gives    row_id, external_id, why (header, rejected, collapsed).
-- Rules    Rows with the same identifier are equal, or all rejected (normalize/rejects), so the identifier
--          decides if a row is rejected. I01 equal rows are collapsed into the first one. P35 a record that
--          can't be read reliably (no row_id) may be text of a cell: it excludes nobody.
with
rejected as (
    select distinct external_id from rejects where external_id is not null and row_id is not null
),
hashes as (
    select hash(external_id) as h from identities where external_id is not null group by h having count(*) > 1
),
repeated as (
    select external_id, min(row_id) as first_row
    from identities
    where not is_header and hash(external_id) in (select h from hashes)
    group by external_id
    having count(*) > 1
)
select row_id, external_id, case when is_header then 'header' else 'rejected' end as why
from identities
where is_header or external_id is null or external_id in (select external_id from rejected)
union all
select i.row_id, i.external_id, 'collapsed'
from identities as i
join repeated as r on r.external_id = i.external_id and r.first_row <> i.row_id
where not i.is_header and i.external_id not in (select external_id from rejected)
