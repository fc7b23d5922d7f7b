-- manager_edges: who has which manager before and after this run, among those who are managers?
--
-- Grain    one row per person with a manager who is named as a manager, before or after; no row if nobody
--          whose manager this run changes is a manager.
-- Reads    proposals, accounts.
-- Gives    person, present, wanted (managers; NULL: none), is_change (wanted is not what the account has).
--          All are external_ids, or `account …` for an account that is not ours.
-- Rules    AT15 nobody else can be in a circle. core/managers.py finds the circles, which is a walk from
--          manager to manager, and plan/changes leaves out the changes that would close one.
with
change as (
    select external_id, account_id, action, manager.before as before, manager.after as after
    from (
        select
            external_id, account_id, action,
            list_filter(differences, lambda d: d.name = 'manager')[1] as manager
        from proposals
        where not is_repeated
    )
    where manager is not null
),
-- An account that this run adopts is named after its person.
adopted as (
    select 'account ' || account_id as name, external_id
    from proposals
    where action = 'LINK' and not is_repeated
),
-- Whose change may close a circle: on most days there is nobody, and no other account is read.
closing as (
    select a.manager as name
    from accounts as a
    semi join (select external_id as name from change union all select name from adopted) as c on c.name = a.manager
    union all
    select c.after
    from change as c
    semi join change as m on m.external_id = c.after
),
present as (
    select
        coalesce(p.external_id, a.linked_to, 'account ' || a.account_id) as person,
        coalesce(m.external_id, a.manager) as manager
    from (from accounts where manager is not null and exists (from closing)) as a
    left join adopted as p on a.linked_to is null and p.name = 'account ' || a.account_id
    left join adopted as m on m.name = a.manager
),
edge as (
    select
        coalesce(c.external_id, p.person) as person,
        p.manager as present,
        case when c.external_id is null then p.manager else c.after end as wanted,
        c.external_id is not null as is_change
    from present as p
    full join (from change where exists (from closing)) as c on c.external_id = p.person
),
named as (
    select present as person from edge
    union
    select wanted from edge
)
select e.* from edge as e semi join named as n on n.person = e.person
