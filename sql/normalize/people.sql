-- people: who should be a user, according to the records read?
--
-- Grain    one row per person (external_id is unique).
-- Reads    normalized, excluded, managers, kept; people_before (with the columns below: people of the
--          previous roster who are not in its base), unchanged. Variables: identity, manager_refers_to,
--          landing (NULL for a full snapshot).
-- Gives    external_id, employee_id, email, is_active, hire_on, termination_on, manager (external_id of the
--          manager, or the reference as given if it is not in the roster), attributes, profile (the hash of
--          external_id, employee_id and attributes), email_hash, manager_hash, twin_hash, row_hash (of all
--          values of a person; all hashes are specific to the engine version), filled (as in
--          normalize/normalized), dropped, unsaid, scope, is_out_of_scope (as in normalize/normalized),
--          landing (for a delta feed: the fetch that brought the row).
-- Rules    Every row of normalized is here, in rejects, collapsed or skipped, and the counts are compared
--          (accounting). People with an unchanged record who are not in the base are reused. D01 in a delta
--          feed, everybody for whom the file has nothing newer is kept.
with
-- All other rows of these people are excluded too, or equal to it.
not_alone as (
    select distinct external_id, why from excluded where why <> 'header'
    union all
    select external_id, 'kept' from kept
),
alone as (
    select n.*
    from normalized as n
    anti join not_alone as x on x.external_id = n.external_id
    where n.external_id is not null and not n.is_header
),
-- I01: equal rows become one. Their unusable values may differ.
united as (
    select distinct on (n.external_id) n.*
    from normalized as n
    semi join not_alone as x on x.external_id = n.external_id and x.why = 'collapsed'
    anti join kept as k on k.external_id = n.external_id
    where not n.is_header
    order by n.external_id, n.dropped, n.unsaid, n.scope
),
person as (
    select
        n.*,
        case
            when getvariable('manager_refers_to') = 'email'
                or (getvariable('manager_refers_to') = 'identity' and getvariable('identity') = 'email')
                then email_key(n.manager)
            else n.manager
        end as reference
    from (from alone union all from united) as n
    union all by name
    from kept
)
select
    p.external_id,
    p.employee_id,
    p.email,
    p.is_active,
    p.hire_on,
    p.termination_on,
    coalesce(m.external_id, p.reference, p.manager) as manager,
    p.attributes,
    profile(p.external_id, p.employee_id, p.attributes) as profile,
    hash(p.email_key) as email_hash,
    hash(coalesce(m.external_id, p.reference, p.manager)) as manager_hash,
    hash(twin_key(p.external_id)) as twin_hash,
    scoped_hash(
        person_hash(
            p.external_id, p.employee_id, p.email, p.is_active, p.hire_on, p.termination_on,
            coalesce(m.external_id, p.reference, p.manager), p.attributes
        ),
        p.scope
    ) as row_hash,
    p.filled,
    p.dropped,
    p.unsaid,
    p.scope,
    p.is_out_of_scope,
    coalesce(p.landing, getvariable('landing')) as landing
from person as p
left join managers as m on m.reference = p.reference
union all by name
select b.*
from people_before as b
-- The smaller side last: few of the unchanged people are in people_before.
semi join (from unchanged semi join people_before using (external_id)) as u on u.external_id = b.external_id
