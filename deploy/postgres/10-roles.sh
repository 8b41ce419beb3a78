#!/bin/sh
# Runs once, when the database container first starts: the two roles and the database.
# sayso_owner owns the tables and migrates; the site itself is sayso_app, which
# can neither change nor empty what the record must keep.
set -eu
: "${SAYSO_OWNER_PASSWORD:?set it in .env}" "${SAYSO_APP_PASSWORD:?set it in .env}"

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$SAYSO_OWNER_PASSWORD" --set app_password="$SAYSO_APP_PASSWORD" <<'SQL'
CREATE ROLE sayso_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE sayso_app LOGIN PASSWORD :'app_password';
CREATE DATABASE sayso OWNER sayso_owner;
-- The record lies in memory, or on a disk that finds any page as fast as the next.
ALTER DATABASE sayso SET random_page_cost = 1.1;
REVOKE ALL ON DATABASE sayso FROM PUBLIC;
GRANT CONNECT ON DATABASE sayso TO sayso_app;
SQL
