-- 41_garbled: which values would only garble what the account holds already?
--
-- Grain    one row per person and attribute.
-- Reads    situations, roster, accounts, lines.
-- Gives    external_id, source_line, name (of the attribute).
-- Rules    P04 a value that is the present one, encoded in UTF-8 and read as windows-1252 or as ISO 8859-1
--          (`René` → `RenÃ©`), once or twice, is no change: the present one is kept.
with
pair as (
    select
        s.external_id,
        unnest(list_zip(
            map_entries(cast(r.attributes as map(varchar, varchar))),
            map_values(cast(a.attributes as map(varchar, varchar)))
        )) as entry
    from situations as s
    join roster as r on r.external_id = s.external_id
    join accounts as a on a.account_id = s.account_id
    where s.withheld is null and s.ended is null and s.may_differ
      and looks_garbled(cast(r.attributes as varchar))
)
select p.external_id, l.source_line, p.entry[1].key as name
from pair as p
left join lines as l on l.external_id = p.external_id
where looks_garbled(p.entry[1].value)
  and p.entry[1].value is distinct from p.entry[2]
  and list_contains(garbled_forms(p.entry[2]), p.entry[1].value)
