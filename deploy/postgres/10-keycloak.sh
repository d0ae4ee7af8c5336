#!/bin/sh
# Run by the Postgres image at the first start of an empty volume. Databases of the services are made by apps/provision.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname postgres <<'SQL'
\getenv password KEYCLOAK_DATABASE_PASSWORD
create role keycloak login password :'password';
create database keycloak owner keycloak template template0 encoding 'UTF8';
revoke all on database keycloak from public;
SQL
