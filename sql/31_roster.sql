-- 31_roster: who should be a user?
--
-- Grain    one row per person (external_id is unique).
-- Reads    base (rows of 30_people that an earlier run made; none in a roster that is stored whole), outdated
--          (whose row in it does not count), people (all others).
-- Gives    the columns of 30_people.
-- Rules    A large roster of which little has changed is stored so, for to write it whole costs more than all
--          the rest of a day (decision 19).
select * from base anti join outdated using (external_id)
union all by name
select * from people
