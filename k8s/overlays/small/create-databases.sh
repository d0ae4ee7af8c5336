#!/bin/sh
# Runs once, when Postgres makes its data directory: the roles of the services, and for each a database with an owner of its own.
set -eu
passwords=/run/secrets/gewerk

role() {
  psql -v ON_ERROR_STOP=1 -v role="$1" -v password="$(cat "$passwords/$1")" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role :"role" login nosuperuser nobypassrls password :'password';
SQL
}

role gewerk_app
role gewerk_relay
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres -c 'create role gewerk_tail nologin'

for file in "$passwords"/gewerk_*_owner; do
  owner=$(basename "$file")
  role "$owner"
  createdb --username "$POSTGRES_USER" --owner "$owner" "${owner%_owner}"
done
