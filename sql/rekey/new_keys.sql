-- new_keys: under which id would each link be, if another attribute were the identity?
--
-- Grain    one row per link of the tenant.
-- Reads    links, listed (the accounts as the target lists them), account_keys (account_id, text) and
--          roster_keys (external_id, text): the attribute that becomes the identity, as the account and the
--          last accepted roster have it. Variable: identity (the attribute).
-- Gives    external_id (as it is now), account_id, is_listed, key (as the next file is expected to give it;
--          NULL if it is not known), links (how many links would be under that key), is_differing (the
--          account has another value).
-- Rules    I35 the roster's value counts before the account's, because the next file comes from where it
--          came from; an id is never guessed from names. I32 AT17 the key is read as the identifier of a row.
with
text_of as (
    select
        l.external_id, l.account_id, a.account_id is not null as is_listed,
        coalesce(r.text, k.text) as text, k.text as account_text
    from links as l
    left join listed as a on a.account_id = l.account_id
    left join account_keys as k on k.account_id = l.account_id
    left join roster_keys as r on r.external_id = l.external_id
),
keyed as (
    select
        * exclude (text, account_text),
        case getvariable('identity') when 'email' then email_key(email_text(text)) else id_text(text) end as key,
        case getvariable('identity')
            when 'email' then email_key(email_text(account_text))
            else id_text(account_text)
        end as account_key
    from text_of
)
select
    * exclude (account_key),
    case when key is not null then count(*) over (partition by key) end as links,
    coalesce(key <> account_key, false) as is_differing
from keyed
