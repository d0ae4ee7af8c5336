import pg from 'pg';

/** Passwords of the three roles that log in; migrations create whatever other role they need without one. */
export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
  readonly relay: string;
}

interface RoleDefinition {
  readonly name: string;
  readonly rights: string;
  readonly password: string;
}

/**
 * Makes roles and databases where they are missing and sets the roles' passwords and rights to what is given.
 * @param adminUrl connection string of a role that may create roles and databases
 * @param databases names of the databases, each owned by `gewerk_owner`
 */
export async function prepareDatabases(adminUrl: string, databases: readonly string[], passwords: RolePasswords): Promise<void> {
  const roles: readonly RoleDefinition[] = [
    { name: 'gewerk_owner', rights: 'createrole', password: passwords.owner },
    { name: 'gewerk_app', rights: 'nocreaterole', password: passwords.app },
    { name: 'gewerk_relay', rights: 'nocreaterole', password: passwords.relay },
  ];
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'gewerk-provision' });
  await client.connect();
  try {
    // Two deployments at once would both find a role missing.
    await client.query("select pg_advisory_lock(hashtextextended('gewerk.provision', 0))");
    for (const role of roles) await prepareRole(client, role);
    for (const name of databases) await prepareDatabase(client, name);
  } finally {
    await client.end();
  }
}

async function prepareRole(client: pg.Client, { name, rights, password }: RoleDefinition): Promise<void> {
  const role = client.escapeIdentifier(name);
  const known = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  if (known.rowCount === 0) await client.query(`create role ${role}`);
  await client.query(`alter role ${role} login nosuperuser nobypassrls nocreatedb ${rights} password ${client.escapeLiteral(password)}`);
}

async function prepareDatabase(client: pg.Client, name: string): Promise<void> {
  const database = client.escapeIdentifier(name);
  const known = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (known.rowCount === 0) await client.query(`create database ${database} owner gewerk_owner template template0 encoding 'UTF8'`);
  // By default every role of the server may enter every database and make temporary tables there.
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to gewerk_app, gewerk_relay`);
}
