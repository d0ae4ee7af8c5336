import { PERSONS, type Route } from './matrix.js';
import { PEOPLE } from './world.js';

const HEADER = `# Who may call what

Checked against the running system by \`apps/standalone/test/access/matrix.spec.ts\`, which also writes this page: it calls every route
without a token, as ten people of one network and as those of another network who have a role of the route. Without a role of the
route the answer is 403, without a token 401.

| What it reaches | Means |
|---|---|
| network | what belongs to the caller's network as a whole, or what the caller may see of it |
| own rows | what belongs to the caller's company; to the orchestrator and the auditor what belongs to the network |
| named people | one thing, here that of a member (*maker*) or its customer; for all others with a role, and for every other network, it does not exist |

The *maker* and its *partner* make the *customer*'s order; the *outsider* is another member, the *rival* another customer.
Health (\`/health/live\`, \`/health/ready\`), \`/openapi.json\` and \`/docs\` of each service are open to everyone.
`;

/** The page docs/access.md. */
export function accessDocument(routes: readonly Route[]): string {
  const services = [...new Set(routes.map(serviceOf))].sort();
  const operations = routes.filter((route) => route.path.includes('/v1/operations/'));
  const sections = services.map((service) =>
    section(
      service,
      routes.filter((route) => serviceOf(route) === service && !operations.includes(route)),
    ),
  );
  const [first] = services;
  const inEach = operations.filter((route) => serviceOf(route) === first);
  return [HEADER, ...sections, section('every service', inEach)].join('\n');
}

function section(title: string, routes: readonly Route[]): string {
  const lines = [...routes].sort(byPath).map((route) => `| ${shortened(route)} | ${route.roles.join(', ')} | ${reach(route)} |`);
  return `## ${title[0]?.toUpperCase()}${title.slice(1)}\n\n| Route | Roles | What it reaches |\n|---|---|---|\n${lines.join('\n')}\n`;
}

function reach({ roles, expectation }: Route): string {
  if (expectation.scope !== 'parties') return expectation.scope;
  const able = PERSONS.filter((person) => roles.includes(PEOPLE[person]));
  const named = able.filter((person) => expectation.parties?.includes(person));
  if (named.length === able.length) return 'network';
  return named.length === 0 ? 'nothing that exists here' : named.join(', ');
}

const serviceOf = ({ path }: Route): string => path.split('/')[2] ?? '';
const shortened = ({ method, path }: Route): string => `\`${method} ${path.replace(/^\/api\/[a-z]+\/v1/, '')}\``;
const byPath = (a: Route, b: Route): number => (a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1);
