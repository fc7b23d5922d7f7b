-- withheld: whose identity is in doubt, and why?
--
-- Grain    one row per such person, with the first reason by rank.
-- Reads    pairs, identity_claims, reused_ids, in_doubt, vanished, roster, accounts, ends. Variables:
--          identity, adopts, effective_on, rename_days.
-- Gives    external_id, reason.
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
--          whom this run does not write.
with recursive
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
twins as (
    select external_id
    from of_a_new_key
    where key in (select key from of_a_new_key group by key having count(*) > 1)
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
    select external_id
    from wanted
    where wanted_account in (select wanted_account from wanted group by all having count(*) > 1)
    union
    select external_id
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
    where s.account_id is null
),
doubts as (
    select external_id, 10 as rank, 'account_missing' as reason from vanished
    union all
    select external_id, 20, 'id_twin' from twins
    union all
    select external_id, 25, 'id_reused' from reused_ids
    union all
    select joiner, 30, 'probable_rename' from renames
    union all
    select leaver, 30, 'probable_rename' from renames
    union all
    select external_id, 40, 'identity_conflict' from contended
    union all
    select external_id, 50, 'protected_account'
    from identity_claims
    where id_is_protected or email_is_protected
    union all
    -- the e-mail is on an account that is not ours: a new person may only adopt it, and only by its own id
    select external_id, 60, 'identity_conflict'
    from identity_claims
    where account_id is null and getvariable('identity') <> 'email'
      and email_account is not null and email_linked_to is null and id_account is distinct from email_account
      and email_employee_id is not null and email_employee_id is distinct from employee_id
    union all
    -- I22: the only account that fits is not ours, and is deactivated
    select external_id, 65, 'rehire_candidate'
    from identity_claims
    where account_id is null
      and ((id_linked_to is null and id_account_state = 'deactivated_by_others')
           or (email_account is not null and email_linked_to is null
               and email_account_state = 'deactivated_by_others'))
    union all
    -- S25: somebody else deactivated the account, the roster has ended the person since, and hires them again
    select p.external_id, 67, 'rehire_candidate'
    from pairs as p
    semi join (from ends where ended_on is not null) as e on e.external_id = p.external_id
    where p.account_state = 'deactivated_by_others' and p.is_in_roster and p.ended is null and p.is_active
      and not p.is_future_hire and not p.is_undated and not p.is_protected
      and not getvariable('enforces_roster')
    union all
    -- I19: the tenant does not adopt accounts, and the target would refuse the e-mail for a second account
    select external_id, 80, 'not_adopted'
    from identity_claims
    where account_id is null and not getvariable('adopts')
      and ((id_account is not null and id_linked_to is null)
           or (email_account is not null and email_linked_to is null))
    union all
    select external_id, 90, 'name_damaged' from of_a_damaged_name
    union all
    -- S27: hired, or withdrawn? Without an active account, dates in conflict do not show which.
    select external_id, 85, 'dates_conflict'
    from pairs
    where has_dates_in_conflict and account_state <> 'active' and not is_protected
    union all
    -- I10, I22: the e-mail is on the account of somebody who has left, is leaving, or is in doubt
    select external_id, 70, reason from claims
    union all
    -- I25: that person may be the new one under another id, so they are not deactivated for absence;
    -- a person whom the roster itself ends is deactivated all the same (R9)
    select holder, 70, reason from claims where not holder_is_ended
),
-- I09: an employee id is free once its holder takes another one. Neither the holder nor the person who takes
-- it may wait for an e-mail too, so that everybody waits for one person at most, and the writes form a chain.
renumbered as materialized (
    select w.external_id, w.account_id, w.account_employee_id, w.id_account, w.id_linked_to as holder
    from identity_claims as w
    anti join doubts as d on d.external_id = w.external_id
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
doubt as (
    select external_id, arg_min(reason, rank) as reason
    from (
        from doubts
        union all
        -- I20: the id is on another account that does not give it up
        select external_id, 40, 'identity_conflict'
        from identity_claims
        where id_account is not null
          and external_id not in (select external_id from passing)
          and (id_linked_to is not null or account_id is not null
               or (email_account is not null and email_account <> id_account))
    )
    group by external_id
)
select external_id, reason from doubt
