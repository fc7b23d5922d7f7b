-- 37_in_doubt: who is missing from the roster, though a rejected row may be theirs?
--
-- Grain    one row per such person.
-- Reads    standings, rejects.
-- Gives    external_id.
-- Rules    R2 a rejected row's identifier and e-mail are present.
select external_id
from standings
where not is_in_roster
  and (
      external_id in (select external_id from rejects where external_id is not null)
      or account_email_key in (select email_key from rejects where email_key is not null)
  )
