-- population: how many accounts are there before the changes?
--
-- Grain    one row.
-- Reads    accounts.
-- Gives    accounts, active_accounts, managed (linked), active_managed, unmanaged_active (without
--          administrators).
-- Rules    R3 the denominators of the limits are the active accounts that are ours.
select
    count(*) as accounts,
    count(*) filter (where status <> 'deactivated') as active_accounts,
    count(*) filter (where linked_to is not null) as managed,
    count(*) filter (where linked_to is not null and status <> 'deactivated') as active_managed,
    count(*) filter (where linked_to is null and status <> 'deactivated' and not is_administrator)
        as unmanaged_active
from accounts
