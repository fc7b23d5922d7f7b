-- doubts: why is somebody's identity in doubt, and about whom does a person have to decide?
--
-- Grain    one row per person, reason and counterpart.
-- Reads    pairs, identity_claims, reused_ids, in_doubt, vanished, roster, accounts, ends, answered,
--          given_up. Variables: identity, adopts, effective_on, rename_days.
-- Gives    external_id, rank (the lowest one counts), reason, other (the person who may be the same one, or
--          stands in the way; or NULL), account_id (of an account that is not ours and fits alone; or NULL),
--          is_asked (the question is put under this person), is_left_alone (somebody decided that nothing is
--          done).
-- Rules    R6 P22 I15 I32 people whose ids are twins are withheld. I06 a leaver and a joiner with the same
--          name are withheld if the e-mail is the identifier, I34 also some days later. I10 I22 a new person
--          with the e-mail of somebody else's account is withheld, and so is that somebody, who may be the
--          same person (I25). I30 a person who has an account of their own can't be: plan/taken_emails leaves
--          out their new e-mail alone. I20 a person whose id and e-mail lead to two accounts is withheld, and
--          so are people who claim the same account, e-mail or id. S25 so is a person whose account somebody
--          else deactivated, and who is hired again after an end. I27 an administrator's mailbox is never
--          adopted. I29 another human under an old id is withheld. I09 an employee id passes from one person
--          to another in one run if its holder takes another one. AT13 a person without an account whose name
--          is damaged is withheld; for others the present name is kept (plan/differences). S27 whoever has no
--          active account and a last day before the first day is withheld. S12 S24 nobody waits for somebody
--          whom this run does not write. An answer that fits (plan/answered) settles the doubt that it is
--          about.
with recursive
answer as (
    select external_id, other, account_id, reason, answer from answered where is_fitting
),
-- Two people, somebody decided; in both directions.
separated as (
    select external_id, other from answer where answer in ('two-people', 'release-address')
    union
    select other, external_id from answer where answer in ('two-people', 'release-address')
),
-- P22, I15, I32: new people whose id differs from another one only in case, in leading zeros, or in its
-- spelling.
new_keys as (
    select distinct hash(twin_key(external_id)) as twin_hash
    from identity_claims
    where account_id is null
),
-- All known people: the roster, most of which is in step and not among the pairs, and the missing ones.
of_a_new_key as (
    select p.external_id, twin_key(p.external_id) as key
    from (
        select external_id, twin_hash from roster
        union all
        select external_id, hash(twin_key(external_id)) from pairs where not is_in_roster
    ) as p
    semi join new_keys as n on n.twin_hash = p.twin_hash
),
twin as (
    select k.external_id, k.key, c.external_id is not null as is_new
    from of_a_new_key as k
    left join (from identity_claims where account_id is null) as c on c.external_id = k.external_id
    where k.key in (select key from of_a_new_key group by key having count(*) > 1)
),
twins as (
    select t.external_id, o.external_id as other, t.is_new and (not o.is_new or t.external_id < o.external_id) as is_asked
    from twin as t
    join twin as o on o.key = t.key and o.external_id <> t.external_id and (t.is_new or o.is_new)
    anti join separated as s on s.external_id = t.external_id and s.other = o.external_id
),
-- I06: if the e-mail is the identifier, a rename looks like a leaver and a joiner with the same name. I34:
-- the leaver may be gone for some days, if it was the roster that ended them.
name_of_joiner as (
    select s.external_id, s.employee_id,
           lower(concat_ws(' ', r.attributes.first_name, r.attributes.last_name)) as name
    from identity_claims as s
    join roster as r on r.external_id = s.external_id
    where s.account_id is null and getvariable('identity') = 'email'
),
ended_lately as (
    select external_id
    from ends
    where ended_on >= getvariable('effective_on') - getvariable('rename_days')
),
name_of_leaver as (
    select m.external_id, a.employee_id,
           lower(concat_ws(' ', a.attributes.first_name, a.attributes.last_name)) as name
    from pairs as m
    join accounts as a on a.account_id = m.account_id
    where not m.is_in_roster and getvariable('identity') = 'email'
      and (m.account_state = 'active'
           or (m.account_state = 'deactivated_by_us' and m.external_id in (select external_id from ended_lately)))
),
renames as (
    select j.external_id as joiner, l.external_id as leaver
    from name_of_joiner as j
    join name_of_leaver as l
        on (j.name = l.name and j.name <> '') or j.employee_id = l.employee_id
    anti join separated as s on s.external_id = j.external_id and s.other = l.external_id
),
-- I20: an account that is not ours, claimed by several people without one, by id or by e-mail.
wanted as (
    select external_id, id_account as wanted_account
    from identity_claims
    where account_id is null and id_account is not null and id_linked_to is null
    union
    select external_id, email_account
    from identity_claims
    where account_id is null and email_account is not null and email_linked_to is null
),
-- An e-mail or id claimed by several people. Such rows of one file are rejected (I03); rows from different
-- days of a delta feed are not. Hashes first, because they group several times as fast as texts.
repeated_hashes as (
    select hash(email_key) as h from identity_claims where account_id is null group by h having count(*) > 1
    union all
    select hash(employee_id) from identity_claims
    where account_id is null and employee_id is not null
    group by all having count(*) > 1
),
repeated as (
    select external_id, email_key, employee_id
    from identity_claims
    where account_id is null
      and (hash(email_key) in (select h from repeated_hashes)
           or hash(employee_id) in (select h from repeated_hashes))
),
contended as (
    select external_id, case when count(*) = 1 then any_value(wanted_account) end as wanted_account
    from wanted
    where external_id in (
        select external_id from wanted
        where wanted_account in (select wanted_account from wanted group by all having count(*) > 1)
    )
    group by external_id
    union all
    select external_id, null
    from repeated
    where email_key in (select email_key from repeated group by all having count(*) > 1)
       or employee_id in (
           select employee_id from repeated where employee_id is not null group by all having count(*) > 1
       )
),
-- AT13: whether a damaged name can do harm depends on the account, which a row alone doesn't show.
of_a_damaged_name as (
    select r.external_id
    from roster as r
    semi join (
        select p.roster_row
        from pairs as p
        semi join (
            from identity_claims where account_id is null and id_account is null and email_account is null
        ) as s on s.external_id = p.external_id
    ) as n on n.roster_row = r.file_row_number
    where len(list_filter(
        [r.attributes.first_name, r.attributes.last_name], lambda name: damage(name) is not null
    )) > 0
),
claims as (
    select
        s.external_id, s.email_linked_to as holder,
        case
            when d.external_id is not null then 'email_taken'
            when s.email_account_state = 'active' then 'email_reused'
            else 'rehire_candidate'
        end as reason,
        h.ended is not null as holder_is_ended
    from identity_claims as s
    join pairs as h on h.external_id = s.email_linked_to and (not h.is_in_roster or h.ended is not null)
    left join in_doubt as d on d.external_id = s.email_linked_to
    anti join separated as o on o.external_id = s.external_id and o.other = s.email_linked_to
    where s.account_id is null
),
-- A person without an account who fits one that is not ours: by id, then by e-mail.
fit as (
    select
        external_id, employee_id, id_account, email_account, email_linked_to, email_employee_id,
        coalesce(
            case when id_linked_to is null then id_account end,
            case when email_linked_to is null then email_account end
        ) as fitting,
        coalesce(
            case when id_linked_to is null then id_account_state end,
            case when email_linked_to is null then email_account_state end
        ) as state
    from identity_claims
    where account_id is null
),
doubt as (
    select
        external_id, 10 as rank, 'account_missing' as reason, null::varchar as other, null::varchar as account_id,
        true as is_asked
    from vanished
    union all
    select external_id, 20, 'id_twin', other, null, is_asked from twins
    union all
    -- nobody asks whether an account is another human's that somebody has just given to this one
    select external_id, 25, 'id_reused', null, account_id, true
    from reused_ids as u
    anti join (from answer where answer = 'same-person' and reason <> 'id_reused') as a
        on a.external_id = u.external_id and a.account_id = u.account_id
    union all
    select joiner, 30, 'probable_rename', leaver, null, true from renames
    union all
    select leaver, 30, 'probable_rename', joiner, null, false from renames
    union all
    select external_id, 40, 'identity_conflict', null, wanted_account, true from contended
    union all
    select external_id, 50, 'protected_account', null, null, true
    from identity_claims
    where id_is_protected or email_is_protected
    union all
    -- the e-mail is on an account that is not ours: a new person may only adopt it, and only by its own id
    select external_id, 60, 'identity_conflict', null, case when id_account is null then email_account end, true
    from fit
    where getvariable('identity') <> 'email'
      and email_account is not null and email_linked_to is null and id_account is distinct from email_account
      and email_employee_id is not null and email_employee_id is distinct from employee_id
    union all
    -- I22: the only account that fits is not ours, and is deactivated
    select external_id, 65, 'rehire_candidate', null, fitting, true
    from fit
    where state = 'deactivated_by_others'
    union all
    -- S25: somebody else deactivated the account, the roster has ended the person since, and hires them again
    select p.external_id, 67, 'rehire_candidate', null, p.account_id, true
    from pairs as p
    semi join (from ends where ended_on is not null) as e on e.external_id = p.external_id
    where p.account_state = 'deactivated_by_others' and p.is_in_roster and p.ended is null and p.is_active
      and not p.is_future_hire and not p.is_undated and not p.is_protected
      and not getvariable('enforces_roster')
    union all
    -- I19: the tenant does not adopt accounts, and the target would refuse the e-mail for a second account
    select external_id, 80, 'not_adopted', null, fitting, true
    from fit
    where fitting is not null and not getvariable('adopts')
    union all
    select external_id, 90, 'name_damaged', null, null, true from of_a_damaged_name
    union all
    -- S27: hired, or withdrawn? Without an active account, dates in conflict do not show which.
    select external_id, 85, 'dates_conflict', null, account_id, true
    from pairs
    where has_dates_in_conflict and account_state <> 'active' and not is_protected
    union all
    -- I10, I22: the e-mail is on the account of somebody who has left, is leaving, or is in doubt
    select external_id, 70, reason, holder, null, true from claims
    union all
    -- I25: that person may be the new one under another id, so they are not deactivated for absence;
    -- a person whom the roster itself ends is deactivated all the same (R9)
    select holder, 70, reason, external_id, null, false from claims where not holder_is_ended
),
-- What an answer settles: the account is theirs, or no longer is; the same human; hired.
unsettled as (
    select d.*
    from doubt as d
    anti join (from answer where answer in ('same-person', 'adopt', 'release', 'reactivate', 'create')) as a
        on a.external_id = d.external_id and a.reason = d.reason and a.other is not distinct from d.other
        and a.account_id is not distinct from d.account_id
),
-- I09: an employee id is free once its holder takes another one. Neither the holder nor the person who takes
-- it may wait for an e-mail too, so that everybody waits for one person at most, and the writes form a chain.
renumbered as materialized (
    select w.external_id, w.account_id, w.account_employee_id, w.id_account, w.id_linked_to as holder
    from identity_claims as w
    anti join unsettled as d on d.external_id = w.external_id
    where w.is_writable and w.email_account is null and w.employee_id is distinct from w.account_employee_id
),
-- From those who take a free id to those who take theirs, and so on; at most 100 links. Cycles have no such
-- start.
passing(external_id, links) as (
    select external_id, 0
    from renumbered
    where id_account is null and account_id is not null and account_employee_id is not null
    union all
    select r.external_id, p.links + 1
    from renumbered as r
    join passing as p on p.external_id = r.holder
    where p.links < 100
),
-- I29: an employee id that its account gives up, because somebody decided so.
freed as (
    select g.account_id
    from given_up as g
    anti join unsettled as d on d.external_id = g.external_id
    where list_contains(list_transform(g.differences, lambda d: d.name), 'employee_id')
),
-- I20: the id is on another account that does not give it up.
stuck as (
    select c.external_id
    from identity_claims as c
    anti join freed as f on f.account_id = c.id_account
    where c.id_account is not null
      and c.external_id not in (select external_id from passing)
      and (c.id_linked_to is not null or c.account_id is not null
           or (c.email_account is not null and c.email_account <> c.id_account))
),
raised as (
    from unsettled
    union all
    select external_id, 40, 'identity_conflict', null, null, true from stuck
),
-- Whoever is left alone for one reason is for every other one, and so is whoever may be the same person: nobody is
-- asked about them. Somebody else's counterpart is not.
left_alone as (
    select r.external_id
    from raised as r
    semi join (from answer where answer = 'leave-alone') as a
        on a.external_id = r.external_id and a.reason = r.reason and a.other is not distinct from r.other
    where r.is_asked
)
select
    r.*,
    r.external_id in (from left_alone) or (not r.is_asked and r.other in (from left_alone)) as is_left_alone
from raised as r
