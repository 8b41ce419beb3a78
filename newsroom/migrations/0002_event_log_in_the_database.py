"""The event log is written by the database itself, as the tables' owner; the site's role can only read it."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from newsroom.roles import ROLES

RECORD = r"""
CREATE FUNCTION newsroom_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    who text := current_setting('sayso.actor', true);
    what text := current_setting('sayso.action', true);
    written jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
    thing text;
    body text;
    grain text := replace(gen_random_uuid()::text, '-', '');
    digest text;
    before text;
    moment timestamptz;
    number bigint;
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
    thing := TG_TABLE_NAME || ' ' || coalesce(written ->> 'public_id', written ->> 'id', '');
    body := written::text;
    digest := encode(sha256(convert_to(grain || body, 'UTF8')), 'hex');
    -- One chain for the whole site: whoever writes waits for the one before to commit.
    PERFORM pg_advisory_xact_lock(7200);
    moment := clock_timestamp();
    SELECT hash INTO before FROM newsroom_event ORDER BY seq DESC LIMIT 1;
    number := nextval(pg_get_serial_sequence('newsroom_event', 'seq'));
    INSERT INTO newsroom_event
        (seq, at, actor, action, object, payload, salt, payload_digest, previous, hash)
    VALUES (
        number, moment, who, lower(TG_OP) || ': ' || what, thing, body, grain, digest, coalesce(before, ''),
        encode(sha256(convert_to(concat_ws(E'\n', number,
            to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            who, lower(TG_OP) || ': ' || what, thing, digest, coalesce(before, '')), 'UTF8')), 'hex')
    );
    RETURN NULL;
END
$body$;
REVOKE ALL ON FUNCTION newsroom_record() FROM PUBLIC;
"""

GRANTS = """
GRANT USAGE ON SCHEMA public TO sayso_app;
GRANT SELECT ON newsroom_event, django_content_type, auth_permission, django_migrations TO sayso_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session, auth_group_permissions,
    newsroom_user_groups, newsroom_user_user_permissions TO sayso_app;
GRANT SELECT, INSERT ON django_admin_log TO sayso_app;
GRANT SELECT, INSERT, UPDATE ON newsroom_user, auth_group, newsroom_desksettings TO sayso_app;
CREATE TRIGGER record AFTER INSERT OR UPDATE ON newsroom_desksettings
    FOR EACH ROW EXECUTE FUNCTION newsroom_record();
CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON newsroom_user_groups
    FOR EACH ROW EXECUTE FUNCTION newsroom_record();
"""

UNDO = """
DROP TRIGGER record ON newsroom_desksettings;
DROP TRIGGER record ON newsroom_user_groups;
DROP FUNCTION newsroom_record();
"""


def add_roles_and_settings(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    for role in ROLES:
        apps.get_model("auth", "Group").objects.using(alias).get_or_create(name=role)
    apps.get_model("newsroom", "DeskSettings").objects.using(alias).get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_initial"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(add_roles_and_settings, migrations.RunPython.noop),
        migrations.RunSQL(RECORD, ""),
        migrations.RunSQL(GRANTS, UNDO),
    ]
