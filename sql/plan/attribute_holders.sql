-- attribute_holders: how many people have a value now, per attribute?
--
-- Grain    one row per attribute, and one for the manager.
-- Reads    accounts.
-- Gives    name, people (linked, with an active account).
-- Rules    AT14 the denominators of its limit. Reads every value of the accounts, so it is run only if an
--          attribute changes for more people than the floor of the limit.
select name, people
from (
    select count(columns(*))
    from (
        select manager, unnest(attributes)
        from accounts
        where linked_to is not null and status <> 'deactivated'
    )
) unpivot (people for name in (columns(*)))
