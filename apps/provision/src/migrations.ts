import { spawn } from 'node:child_process';
import path from 'node:path';

export const databaseOf = (service: string): string => `gewerk_${service}`;

/**
 * Runs the `migrate` of one service as a process of its own, with the environment of this one beside its database.
 * @param adminUrl tells host and port
 * @throws Error when it does not end with 0; its output went to this process's
 */
export async function migrateService(service: string, adminUrl: string, ownerPassword: string): Promise<void> {
  const ownerUrl = new URL(adminUrl);
  ownerUrl.username = 'gewerk_owner';
  ownerUrl.password = encodeURIComponent(ownerPassword);
  ownerUrl.pathname = `/${databaseOf(service)}`;
  const entry = path.resolve(import.meta.dirname, '../../..', service, 'dist/src/main.js');
  const child = spawn(process.execPath, [entry, 'migrate'], {
    stdio: 'inherit',
    env: {
      ...process.env,
      GEWERK_OWNER_DATABASE_URL: ownerUrl.toString(),
    },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`the migrations of ${service} ended with ${code ?? 'a signal'}`);
}
