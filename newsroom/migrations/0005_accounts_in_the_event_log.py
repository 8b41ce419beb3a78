"""Who may enter, decide and grant roles is part of the record: changes to accounts go into the event log.

Django's own commands and its log-in write accounts outside any action. Refusing
them would lock people out, so that what nobody announced is recorded as the
system's. Passwords stay out of the log; that one was set does not.
"""

from __future__ import annotations

from django.db import migrations

APPEND = r"""
CREATE FUNCTION newsroom_append(who text, what text, relation text, written jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    thing text := relation || ' ' || coalesce(written ->> 'public_id', written ->> 'id', '');
    body text := written::text;
    grain text := replace(gen_random_uuid()::text, '-', '');
    digest text := encode(sha256(convert_to(grain || body, 'UTF8')), 'hex');
    before text;
    moment timestamptz;
    number bigint;
BEGIN
    -- One chain for the whole site: whoever writes waits for the one before to commit.
    PERFORM pg_advisory_xact_lock(7200);
    moment := clock_timestamp();
    SELECT hash INTO before FROM newsroom_event ORDER BY seq DESC LIMIT 1;
    number := nextval(pg_get_serial_sequence('newsroom_event', 'seq'));
    INSERT INTO newsroom_event
        (seq, at, actor, action, object, payload, salt, payload_digest, previous, hash)
    VALUES (
        number, moment, who, what, thing, body, grain, digest, coalesce(before, ''),
        encode(sha256(convert_to(concat_ws(E'\n', number,
            to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            who, what, thing, digest, coalesce(before, '')), 'UTF8')), 'hex')
    );
END
$body$;
REVOKE ALL ON FUNCTION newsroom_append(text, text, text, jsonb) FROM PUBLIC;

CREATE OR REPLACE FUNCTION newsroom_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    who text := current_setting('sayso.actor', true);
    what text := current_setting('sayso.action', true);
    written jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
    left_out text;
BEGIN
    IF coalesce(who, '') = '' OR coalesce(what, '') = '' THEN
        RAISE EXCEPTION 'write to % outside an action', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege', HINT = 'Wrap it in newsroom.actions.acting.';
    END IF;
    -- Large or derived columns are named by the trigger; their hashes stay.
    FOREACH left_out IN ARRAY coalesce(TG_ARGV, '{}') LOOP
        written := written - left_out;
    END LOOP;
    PERFORM newsroom_append(who, lower(TG_OP) || ': ' || what, TG_TABLE_NAME, written);
    RETURN NULL;
END
$body$;
"""

ACCOUNTS = """
CREATE FUNCTION newsroom_record_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    who text := coalesce(nullif(current_setting('sayso.actor', true), ''), 'system');
    what text := coalesce(nullif(current_setting('sayso.action', true), ''), 'account');
    written jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
    was jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
    -- One that begins with "!" lets nobody in.
    password_set boolean := written ->> 'password' IS DISTINCT FROM was ->> 'password'
        AND written ->> 'password' NOT LIKE '!%';
BEGIN
    IF written ? 'password' THEN
        -- When somebody was last here is nobody's act.
        IF TG_OP = 'UPDATE' AND written - 'last_login' = was - 'last_login' THEN
            RETURN NULL;
        END IF;
        written := written - 'password' - 'last_login' || jsonb_build_object('password_set', password_set);
    END IF;
    PERFORM newsroom_append(who, lower(TG_OP) || ': ' || what, TG_TABLE_NAME, written);
    RETURN NULL;
END
$body$;
REVOKE ALL ON FUNCTION newsroom_record_account() FROM PUBLIC;
CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON newsroom_user
    FOR EACH ROW EXECUTE FUNCTION newsroom_record_account();
CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON newsroom_user_user_permissions
    FOR EACH ROW EXECUTE FUNCTION newsroom_record_account();
CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON auth_group_permissions
    FOR EACH ROW EXECUTE FUNCTION newsroom_record_account();
"""

# newsroom_record goes on calling newsroom_append: what it writes is the same as before.
UNDO = "DROP FUNCTION newsroom_record_account() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0004_queue_of_jobs")]

    operations = [
        migrations.RunSQL(APPEND, ""),
        migrations.RunSQL(ACCOUNTS, UNDO),
    ]
