-- kept: which rows of the delta roster, newer ones or of people not in the file, does it not replace?
--
-- Grain    one row per person of roster_before or judged_again; nobody of a full snapshot.
-- Reads    roster_before (the delta roster that the file is merged into), judged_again (rejected rows of
--          earlier files that the current tenant file accepts), identities, excluded. Variables: landing (the
--          fetch that brought the file), manager_refers_to.
-- Gives    external_id, employee_id, email, email_key, is_active, hire_on, termination_on, manager, reference
--          (the manager as given, if not in the delta roster), attributes, filled, dropped, unsaid, scope,
--          is_out_of_scope, landing (the fetch that brought the row).
-- Rules    D01 the newest row of each person counts, in the order of the fetches; within one fetch the row of
--          the file. D03 a rejected row replaces nothing, and a row accepted late never replaces a later one.
with
said as (
    select i.external_id, getvariable('landing') as landing
    from identities as i
    anti join excluded as x on x.row_id = i.row_id
),
again as (
    select distinct on (external_id) * from judged_again order by external_id, landing desc
),
newest as (
    select b.*
    from roster_before as b
    anti join again as a on a.external_id = b.external_id and a.landing > b.landing
    union all by name
    select a.*
    from again as a
    anti join roster_before as b on b.external_id = a.external_id and b.landing >= a.landing
)
select
    n.external_id,
    n.employee_id,
    n.email,
    email_key(n.email) as email_key,
    n.is_active,
    n.hire_on,
    n.termination_on,
    n.manager,
    case
        when getvariable('manager_refers_to') <> 'identity'
            and n.manager not in (select external_id from roster_before)
            then n.manager
    end as reference,
    n.attributes,
    n.filled,
    n.dropped,
    n.unsaid,
    n.scope,
    n.is_out_of_scope,
    n.landing
from newest as n
anti join said as s on s.external_id = n.external_id and s.landing >= n.landing
