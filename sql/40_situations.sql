-- 40_situations: how does each person of the roster, and each account that is ours, stand today?
--
-- Grain    one row per person of the roster, and one per linked account whose person is in none.
-- Reads    roster, rejects, accounts (the snapshot), links (external_id, account_id, is_active: as we
--          last confirmed it), absences (external_id, files). Variables: identity, adopts, effective_on,
--          protected_emails, absent_after_files, is_new_content.
-- Gives    external_id, account_id, situation, withheld (a reason, or NULL), account_state (none,
--          active, deactivated_by_us, deactivated_by_others), is_protected, ended (status_inactive,
--          termination_date, or NULL), is_active, is_future_hire, is_in_doubt, files_absent, source_line.
-- Rules    R2 a rejected row's identifier and e-mail are present (is_in_doubt). R5 only linked
--          accounts are ours; administrators and allow-listed accounts are protected. R6 P22 I15
--          twins of an id are withheld. I06 a leaver and a joiner of one name are withheld where
--          the e-mail is the identifier. I10 I22 a new person with the e-mail of somebody else's
--          account is withheld. I19 FOUND: one unlinked account fits. I20 id and e-mail that lead
--          to two accounts are withheld. I27 an administrator's mailbox is never taken over.
--          S15 S16 the termination date ends after that day, and wins over the status word.
with recursive
account as (
    select
        a.account_id, a.employee_id, a.email_key, a.status,
        l.external_id as linked_to,
        a.is_administrator or list_contains(getvariable('protected_emails'), a.email_key) as is_protected,
        case
            when a.status <> 'deactivated' then 'active'
            when l.is_active = false then 'deactivated_by_us'
            else 'deactivated_by_others'
        end as account_state
    from accounts as a
    left join links as l using (account_id)
),
-- Links whose account the target no longer lists. Nothing is ever deleted in Qooper, so this is doubt.
vanished as (
    select l.external_id
    from links as l
    anti join accounts as a using (account_id)
),
person as (
    select
        r.external_id, r.employee_id, r.email_key, r.is_active, r.source_line,
        case
            when r.is_active = false then 'status_inactive'
            when r.termination_on < getvariable('effective_on') then 'termination_date'
        end as ended,
        coalesce(r.hire_on > getvariable('effective_on'), false) as is_future_hire,
        o.account_id, o.account_state, coalesce(o.is_protected, false) as is_protected,
        o.email_key as account_email_key,
        o.employee_id as account_employee_id
    from roster as r
    left join account as o on o.linked_to = r.external_id
),
-- Who is not linked, or asks for another id or e-mail: what holds the id, what holds the e-mail?
seeking as (
    select
        p.*,
        i.account_id as id_account, i.linked_to as id_linked_to, i.is_protected as id_is_protected,
        i.account_state as id_account_state,
        e.account_id as email_account, e.linked_to as email_linked_to,
        e.is_protected as email_is_protected, e.account_state as email_account_state,
        e.employee_id as email_employee_id
    from person as p
    left join account as i
        on i.employee_id = p.employee_id and i.account_id is distinct from p.account_id
    left join account as e
        on e.email_key = p.email_key and e.account_id is distinct from p.account_id
    where p.ended is null
      and (p.account_id is null
           or p.email_key is distinct from p.account_email_key
           or (p.employee_id is not null and p.employee_id is distinct from p.account_employee_id))
),
missing as (
    select
        a.linked_to as external_id, a.account_id, a.account_state, a.is_protected, a.email_key
    from account as a
    anti join roster as r on r.external_id = a.linked_to
    where a.linked_to is not null
),
in_doubt as (
    select m.external_id
    from missing as m
    where m.external_id in (select external_id from rejects where external_id is not null)
       or m.email_key in (select email_key from rejects where email_key is not null)
),
-- P22, I15: somebody new whose id differs from another one only in case or in leading zeros.
id_of_anyone as (
    select external_id, account_id is null and ended is null as is_new from person
    union all
    select external_id, false from missing
),
twins as (
    select external_id
    from id_of_anyone
    where getvariable('identity') <> 'email'
      and twin_key(external_id) in (
          select twin_key(external_id)
          from id_of_anyone
          group by all
          having count(*) > 1 and bool_or(is_new)
      )
),
-- I06: where the e-mail is the identifier, a rename looks like a leaver and a joiner of one name.
name_of_joiner as (
    select p.external_id, p.employee_id,
           lower(concat_ws(' ', r.attributes.first_name, r.attributes.last_name)) as name
    from person as p
    join roster as r using (external_id)
    where p.account_id is null and p.ended is null and getvariable('identity') = 'email'
),
name_of_leaver as (
    select m.external_id, a.employee_id,
           lower(concat_ws(' ', a.attributes.first_name, a.attributes.last_name)) as name
    from missing as m
    join accounts as a using (account_id)
    where m.account_state = 'active' and getvariable('identity') = 'email'
),
renames as (
    select j.external_id as joiner, l.external_id as leaver
    from name_of_joiner as j
    join name_of_leaver as l
        on (j.name = l.name and j.name <> '') or j.employee_id = l.employee_id
),
claims as (
    select
        s.external_id, s.email_linked_to as holder,
        case
            when s.account_id is not null or d.external_id is not null then 'email_taken'
            when s.email_account_state = 'active' then 'email_reused'
            else 'rehire_candidate'
        end as reason,
        h.ended is not null as holder_is_ended
    from seeking as s
    left join person as h on h.external_id = s.email_linked_to
    left join in_doubt as d on d.external_id = s.email_linked_to
    where s.email_linked_to is not null and (h.external_id is null or h.ended is not null)
),
doubts as (
    select external_id, 10 as rank, 'account_missing' as reason from vanished
    union all
    select external_id, 20, 'id_twin' from twins
    union all
    select joiner, 30, 'probable_rename' from renames
    union all
    select leaver, 30, 'probable_rename' from renames
    union all
    -- I20, and the id of a new person on somebody else's account
    select external_id, 40, 'identity_conflict'
    from seeking
    where id_account is not null
      and (id_linked_to is not null or account_id is not null
           or (email_account is not null and email_account <> id_account))
    union all
    select external_id, 50, 'protected_account'
    from seeking
    where id_is_protected or email_is_protected
    union all
    -- the e-mail is on an account that is not ours: it may only be adopted, and only by its own id
    select external_id, 60, case when account_id is null then 'identity_conflict' else 'email_taken' end
    from seeking
    where email_account is not null and email_linked_to is null and id_account is distinct from email_account
      and (account_id is not null
           or (getvariable('identity') <> 'email'
               and email_employee_id is not null and email_employee_id is distinct from employee_id))
    union all
    -- I22: the one account that fits is not ours and deactivated
    select external_id, 65, 'rehire_candidate'
    from seeking
    where account_id is null
      and ((id_linked_to is null and id_account_state = 'deactivated_by_others')
           or (email_account is not null and email_linked_to is null
               and email_account_state = 'deactivated_by_others'))
    union all
    -- I19: the tenant chose to adopt nobody, and the e-mail would be refused to a second account
    select external_id, 80, 'not_adopted'
    from seeking
    where account_id is null and not getvariable('adopts')
      and ((id_account is not null and id_linked_to is null)
           or (email_account is not null and email_linked_to is null))
    union all
    -- I10, I22: the e-mail is on the account of somebody who is gone, going, or in doubt
    select external_id, 70, reason from claims
    union all
    -- I25: and that somebody may be the same person under another id, so nobody leaves by absence;
    -- whom the roster itself ends, leaves all the same (R9)
    select holder, 70, reason from claims where not holder_is_ended
),
doubt as (
    select external_id, arg_min(reason, rank) as reason
    from doubts
    group by external_id
),
-- I09: an e-mail is free once its holder moves on. Whoever waits for a holder that does not move
-- (withheld, content with it, or deactivated and not coming back) can't move either, and so on down
-- the chain.
moves as (
    select s.external_id, p.account_email_key as from_key, s.email_key as to_key,
           s.email_linked_to as holder
    from seeking as s
    join person as p on p.external_id = s.external_id
    anti join doubt as d on d.external_id = s.external_id
    where not (s.is_future_hire and s.account_id is null)
      and not p.is_protected
      and coalesce(p.account_state, 'none') <> 'deactivated_by_others'
      and (p.account_state is distinct from 'deactivated_by_us' or p.is_active)
      and p.email_key is distinct from p.account_email_key
),
stuck(external_id) as (
    select m.external_id
    from moves as m
    anti join moves as h on h.external_id = m.holder
    where m.holder is not null
    union
    select m.external_id
    from moves as m
    join stuck as s on s.external_id = m.holder
),
withheld as (
    select external_id, reason from doubt
    union all
    select external_id, 'email_taken' from stuck
)
select
    p.external_id,
    coalesce(p.account_id, case when w.reason is null then coalesce(s.id_account, fit.account_id) end)
        as account_id,
    case
        when p.ended is not null then 'UNQUALIFIED'
        when w.reason is not null then 'AMBIGUOUS'
        when p.account_id is not null then 'CONFIRMED'
        when coalesce(s.id_account, fit.account_id) is not null then 'FOUND'
        else 'NO_ACCOUNT'
    end as situation,
    w.reason as withheld,
    coalesce(p.account_state, 'none') as account_state,
    p.is_protected,
    p.ended,
    p.is_active,
    p.is_future_hire,
    false as is_in_doubt,
    0 as files_absent,
    p.source_line
from person as p
left join withheld as w using (external_id)
left join seeking as s using (external_id)
left join account as fit on fit.account_id = s.email_account and fit.linked_to is null
union all
select
    m.external_id,
    m.account_id,
    'SOURCE_MISSING',
    case when d.external_id is null then w.reason end,
    m.account_state,
    m.is_protected,
    null,
    null,
    false,
    d.external_id is not null,
    coalesce(b.files, 0) + case when getvariable('is_new_content') then 1 else 0 end,
    null
from missing as m
left join withheld as w using (external_id)
left join in_doubt as d using (external_id)
left join absences as b using (external_id)
