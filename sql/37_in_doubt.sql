-- 37_in_doubt: who is missing from the roster, though a rejected row may be theirs?
--
-- Grain    one row per such person.
-- Reads    standings, accounts, rejects.
-- Gives    external_id.
-- Rules    R2 a rejected row's identifier and e-mail are present.
select m.external_id
from standings as m
join accounts as a on a.account_id = m.account_id
where not m.is_in_roster
  and (
      m.external_id in (select external_id from rejects where external_id is not null)
      or a.email_key in (select email_key from rejects where email_key is not null)
  )
