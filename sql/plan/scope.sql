-- scope: how many people of the roster are in scope, and how many are out of it?
--
-- Grain    one row.
-- Reads    roster. Variables: effective_on, end_by.
-- Gives    people_in (in scope, and not ended by status or last day), people_out (out of scope, and otherwise
--          not ended), people_read (the cell that decides it can be read).
-- Rules    S19 a scope that leaves nobody is held, and so is a column that turns blank (AT02); a cell that
--          can't be read puts nobody out of scope. Run only for a tenant with a scope, because it reads the
--          whole roster.
select
    count(*) filter (where not coalesce(is_out_of_scope, false)) as people_in,
    count(*) filter (where is_out_of_scope) as people_out,
    (select count(*) from roster where is_out_of_scope is not null) as people_read
from roster
where ending(is_active, hire_on, termination_on) is null
