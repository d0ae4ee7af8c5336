import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { integer, readEnvironment, text, url } from '@gewerk/platform-config';
import { parseIdentityDirectory } from './directory.js';
import { createEmbeddedIssuer } from './embedded-issuer.js';

const environment = readEnvironment({
  port: integer('GEWERK_PORT', { about: 'port of the identity provider', min: 0, max: 65_535, fallback: 3900 }),
  identityFile: text('GEWERK_IDENTITY_FILE', { about: 'JSON file of clients and users' }),
  issuerUrl: url('GEWERK_OIDC_ISSUER', { about: 'address under which the provider is reached', protocols: ['http:', 'https:'] }),
  audience: text('GEWERK_OIDC_AUDIENCE', { about: 'audience of the access tokens', fallback: 'gewerk' }),
  dataDirectory: text('GEWERK_DATA_DIRECTORY', { about: 'directory that keeps the signing keys', fallback: '.gewerk/identity' }),
});

const { clients, users } = parseIdentityDirectory(await readFile(environment.identityFile, 'utf8'));
const issuer = await createEmbeddedIssuer({ ...environment, clients, users });
const server = createServer((request, response) => {
  const underIssuer = `${request.url ?? '/'}/`.startsWith(`${new URL(issuer.issuer).pathname.replace(/\/$/, '')}/`);
  if (underIssuer) issuer.handle(request, response);
  else response.writeHead(404).end();
});
server.listen(environment.port, () => console.log(`identity provider ${issuer.issuer} on port ${environment.port}`));
process.once('SIGTERM', () => server.close());
