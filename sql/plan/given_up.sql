-- given_up: which accounts give up their e-mail or employee id, because somebody decided so?
--
-- Grain    one row per account that is deactivated, or is now, and gives something up.
-- Reads    answered, relinked, pairs, in_doubt, declines, roster, accounts.
-- Gives    external_id (to whom the account is linked), account_id, differences (a list of name, before, after).
-- Rules    I30 a leaver's e-mail goes to somebody else: the account gets one that nobody can have. I29 so does the
--          account of the human who had an identifier before. R5 never a protected account; R2 nobody who may be
--          on a rejected row; nobody who is in the roster and has not ended. G22 nothing that was declined.
with
released as (
    select p.external_id, p.account_id, p.account_row, 'email' as name
    from (from answered where is_fitting and answer = 'release-address') as w
    join pairs as p on p.external_id = w.other and p.account_id = w.account_id
    where p.account_state in ('deactivated_by_us', 'deactivated_by_others')
    union all
    select p.external_id, p.account_id, p.account_row, v.name
    from relinked as f
    join pairs as p on p.account_id = f.account_id
    join roster as r on r.external_id = f.former_of
    cross join (values ('email'), ('employee_id')) as v(name)
    where case v.name
        when 'email' then email_key(r.email) = p.account_email_key
        else r.employee_id = p.account_employee_id
    end
)
select
    v.external_id, v.account_id,
    list({
        'name': v.name,
        'before': case v.name when 'email' then a.email else a.employee_id end,
        'after': case v.name when 'email' then released_email(v.account_id) else released_id(v.account_id) end
    } order by v.name desc) as differences
from released as v
join pairs as p on p.external_id = v.external_id
join accounts as a on a.file_row_number = v.account_row
anti join in_doubt as d on d.external_id = v.external_id
anti join (from declines where is_repeated and action in ('UPDATE', 'DEACTIVATE')) as n
    on n.external_id = v.external_id
where not p.is_protected and (not p.is_in_roster or p.ended is not null)
group by v.external_id, v.account_id
