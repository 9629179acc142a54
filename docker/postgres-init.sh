#!/bin/sh
# Runs once, when the database is created. Granaio's own role owns its database and is no superuser, so that the
# program itself cannot stop the triggers that keep the journal and the sealed log as they are.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$GRANAIO_DATABASE_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
create role granaio login password :'password';
create database granaio owner granaio encoding 'UTF8' template template0 locale_provider builtin builtin_locale 'C.UTF-8' locale 'C';
revoke all on database granaio from public;
SQL
