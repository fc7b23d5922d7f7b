-- vanished: who is linked to an account that the target no longer lists?
--
-- Grain    one row per such link. Nothing is ever deleted in Qooper, so the person's identity is in doubt.
-- Reads    listed (the accounts as the target lists them), links.
-- Gives    external_id.
select l.external_id
from links as l
anti join listed as a on a.account_id = l.account_id
