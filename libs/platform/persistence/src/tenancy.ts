export interface TenantTableOptions {
  /** The relay role sees the table across networks: `read`, or `write` to also change and delete rows. */
  relay?: 'read' | 'write';
  /** The tailing role reads the table across networks. */
  tail?: boolean;
}

/**
 * SQL that puts a table with a column `network_id uuid` under row level security: enabled and forced, so that not even its
 * owner passes by. Append it to the migration that creates the table.
 */
export function tenantTable(table: string, options: TenantTableOptions = {}): string {
  // In a sub-select the networks are read once per statement; without it Postgres reads and parses them again for every row.
  const visible = 'network_id = any ((select app.networks())::uuid[])';
  const statements = [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy of_network on ${table} to gewerk_app using (${visible}) with check (${visible})`,
    `grant select, insert, update, delete on ${table} to gewerk_app`,
  ];
  if (options.relay !== undefined) {
    const rights = options.relay === 'write' ? 'select, update, delete' : 'select';
    statements.push(`create policy across_networks on ${table} to gewerk_relay using (true) with check (true)`);
    statements.push(`grant ${rights} on ${table} to gewerk_relay`);
  }
  if (options.tail === true) {
    statements.push(`create policy tailed on ${table} for select to gewerk_tail using (true)`);
    statements.push(`grant select on ${table} to gewerk_tail`);
  }
  return `${statements.join(';\n')};`;
}
