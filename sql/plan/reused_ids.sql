-- reused_ids: whose identifier was given to another human?
--
-- Grain    one row per person of the roster, not ended, whose account (linked, or to be adopted by its id)
--          seems to be another human's.
-- Reads    pairs, identity_claims, roster, accounts. Variable: identity.
-- Gives    external_id, account_id (of that account).
-- Rules    I29 first and last name are both known on both sides, and of the names and the local parts of the
--          e-mails no word is shared; nor is the first day the same, nor the employee id, unless that is the
--          identity. A word of one letter in a local part is an initial, which says nothing. If the e-mail is
--          the identity, it says nothing either, and another first day or employee id has to be known. A
--          marriage, or a new first name, is none: the other name is shared.
with
-- Cheap comparisons first: names are read for few.
suspect as (
    select external_id, account_id, roster_row, account_row
    from pairs
    where is_in_roster and account_row is not null and ended is null and may_differ and not is_protected
      and (getvariable('identity') = 'email' or email_key is distinct from account_email_key)
    union all
    select p.external_id, c.id_account, p.roster_row, c.id_row
    from identity_claims as c
    join pairs as p on p.external_id = c.external_id
    where c.account_id is null and c.id_account is not null and c.id_linked_to is null
),
delivered as (
    select
        r.file_row_number as roster_row, r.employee_id, r.attributes.hire_date as first_day,
        [r.attributes.first_name, r.attributes.last_name, split_part(email_key(r.email), '@', 1)] as texts
    from roster as r
    semi join suspect as s on s.roster_row = r.file_row_number
),
present as (
    select
        a.file_row_number as account_row, a.employee_id, a.attributes.hire_date as first_day,
        [a.attributes.first_name, a.attributes.last_name, split_part(a.email_key, '@', 1)] as texts
    from accounts as a
    semi join suspect as s on s.account_row = a.file_row_number
),
-- In one expression, because the engine compiles the patterns of each.
read as (
    select
        s.external_id, s.account_id,
        list_transform(d.texts || p.texts, lambda text: words(text)) as texts,
        d.first_day = p.first_day as is_first_day,
        case when getvariable('identity') <> 'employee_id' then d.employee_id = p.employee_id end as is_employee_id
    from suspect as s
    join delivered as d on d.roster_row = s.roster_row
    join present as p on p.account_row = s.account_row
),
compared as (
    select
        external_id, account_id,
        [texts[1], texts[2], texts[4], texts[5]] as names,
        texts[1] || texts[2] as delivered_names,
        texts[4] || texts[5] as present_names,
        list_filter(texts[3], lambda w: length(w) > 1) as delivered_local_part,
        list_filter(texts[6], lambda w: length(w) > 1) as present_local_part,
        is_first_day,
        is_employee_id
    from read
)
select external_id, account_id
from compared
where len(list_filter(names, lambda name: len(name) = 0)) = 0
  and not coalesce(is_first_day, false)
  and not coalesce(is_employee_id, false)
  and case
      when getvariable('identity') = 'email'
          then not list_has_any(delivered_names, present_names)
              and (is_first_day is not null or is_employee_id is not null)
      else not list_has_any(delivered_names || delivered_local_part, present_names || present_local_part)
  end
