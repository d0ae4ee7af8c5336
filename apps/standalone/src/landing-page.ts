import type { DemoClient, DemoPerson } from '@gewerk/demo';

export interface Landing {
  origin: string;
  services: readonly { name: string; title: string }[];
  clients: readonly DemoClient[];
  people: readonly DemoPerson[];
}

/** What is here and how to get in; plain HTML, no script. */
export function landingPage({ origin, services, clients, people }: Landing): string {
  const rows = services.map(
    ({ name, title }) =>
      `<tr><td>${title}</td><td><a href="/api/${name}/docs">API pages</a></td><td><a href="/api/${name}/openapi.json">OpenAPI</a></td></tr>`,
  );
  const sample = clients.find((client) => client.clientId === 'orchestrator');
  const logins = people.map(
    (person) => `<tr><td>${person.username}</td><td>${person.password}</td><td>${person.claims.roles.join(', ')}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gewerk</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1c2330}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.3rem .8rem .3rem 0;text-align:left;border-bottom:1px solid #dde2ea}
code,pre{background:#f3f5f8;padding:.1rem .3rem;border-radius:4px}pre{padding:.8rem;overflow:auto}</style></head>
<body>
<h1>Gewerk</h1>
<p>All services of one system answer on this address.</p>
<table><tbody>${rows.join('')}</tbody></table>
<h2>A token</h2>
<pre>curl -s -u ${sample?.clientId}:${sample?.secret} -d grant_type=client_credentials ${origin}/identity/token</pre>
<p>Clients: <code>orchestrator</code>, <code>auditor</code>, <code>member-…</code>, <code>system-…</code> and <code>customer-…</code> of every demo company;
the secret of each is <code>demo-secret-</code> and its name.</p>
<h2>Demo people</h2>
<table><thead><tr><th>login</th><th>password</th><th>role</th></tr></thead><tbody>${logins.join('')}</tbody></table>
</body></html>`;
}
