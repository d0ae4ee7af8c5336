import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newId } from '@gewerk/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningSystem, startSystem } from '../../src/system.js';
import { accessDocument } from './access-document.js';
import { type Answer, ask } from './client.js';
import { EXPECTATIONS, OPEN_ROUTES } from './expectations.js';
import { foundIn, marksOf, onlyIn, secretsOf, type Shown } from './leaks.js';
import { call, type Cell, cellsOf, forEach, guardedRoutes, meets, nameOf, PERSONS, type Route } from './matrix.js';
import { TestIssuer } from './test-issuer.js';
import { foundNetwork, type Network, type Person } from './world.js';

const AT_ONCE = 8;

let issuer: TestIssuer;
let system: RunningSystem;
let here: Network;
let there: Network;
let routes: Route[];

/** What every person of a network reads, by route. */
const shown = new Map<Network, Map<Person, Map<string, Answer>>>();

async function readEverything(network: Network): Promise<Map<Person, Map<string, Answer>>> {
  const reads = cellsOf(routes, network, network).filter(
    ({ route, person, expected, caller }) => route.method === 'GET' && person !== null && expected === 'admitted' && caller === network,
  );
  const answers = new Map(PERSONS.map((person) => [person, new Map<string, Answer>()]));
  await forEach(reads, AT_ONCE, async (cell) => {
    answers.get(cell.person as Person)?.set(cell.route.name, await call(system.origin, cell));
  });
  return answers;
}

/** What is written down of a network, without what changes by itself. */
function lasting(read: Map<Person, Map<string, Answer>>): string[] {
  const volatile = (name: string): boolean => EXPECTATIONS.get(name)?.volatile === true;
  return [...read]
    .flatMap(([person, answers]) =>
      [...answers].filter(([name]) => !volatile(name)).map(([name, { status, text }]) => `${person} ${name} ${status} ${text}`),
    )
    .sort();
}

beforeAll(async () => {
  issuer = await TestIssuer.start();
  const trusted = { issuer: issuer.url, audience: 'gewerk' };
  system = await startSystem({ dataDirectory: null, port: 0, issuer: trusted, progress: () => undefined });
  [here, there] = await Promise.all([
    foundNetwork(system.origin, issuer, ['milling-02', 'sheet-06', 'hardening-03']),
    foundNetwork(system.origin, issuer, ['milling-08', 'sheet-16', 'hardening-09']),
  ]);
  routes = guardedRoutes(system);
  for (const network of [here, there]) shown.set(network, await readEverything(network));
}, 120_000);

afterAll(async () => {
  await system?.stop();
  await issuer?.stop();
}, 60_000);

const shownTo = (network: Network, person: Person): Shown => shown.get(network)?.get(person) ?? new Map();
const allShown = (network: Network): Answer[] => PERSONS.flatMap((person) => [...shownTo(network, person).values()]);
/** What the caller said itself may come back. */
const said = ({ route, target, person }: Cell): Set<string | number> =>
  marksOf([route.expectation.path?.(target), route.expectation.body?.(target, person)]);

/** Refusals that the audit must know: of callers of the network, for want of a role or of a part in the thing. */
const audited: { service: string; correlationId: string; cell: string }[] = [];
const isAudited = ({ expected, person, caller, target, route }: Cell): boolean =>
  person !== null && caller === target && (expected === 403 || (expected === 404 && (route.expectation.parties ?? []).length > 0));

async function deviations(cells: readonly Cell[], marks: ReadonlySet<string | number>): Promise<string[]> {
  const wrong: string[] = [];
  await forEach(cells, AT_ONCE, async (cell) => {
    const answer = await call(system.origin, cell);
    if (!meets(cell, answer)) wrong.push(`${nameOf(cell)}: ${answer.status} instead of ${cell.expected}: ${answer.text.slice(0, 300)}`);
    if (isAudited(cell))
      audited.push({ service: cell.route.path.split('/')[2] ?? '', correlationId: answer.body.correlationId, cell: nameOf(cell) });
    if (cell.caller === cell.target) return;
    const leaked = foundIn(answer, marks, said(cell));
    if (leaked.length > 0) wrong.push(`${nameOf(cell)} shows ${leaked.slice(0, 5).join(', ')} of the other network`);
  });
  return wrong.sort();
}

describe('the access matrix', () => {
  it('expects something of every route, and of no route that is gone', () => {
    const existing = system
      .routes()
      .filter(({ access }) => access !== 'public')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...EXPECTATIONS.keys()].filter((name) => !existing.includes(name))).toEqual([]);
    expect(existing.filter((name) => !EXPECTATIONS.has(name))).toEqual([]);
  });

  it('is what docs/access.md says', () => {
    const page = accessDocument(routes);
    const root = path.resolve(import.meta.dirname, '../../../../..');
    mkdirSync(path.join(root, 'test-results'), { recursive: true });
    writeFileSync(path.join(root, 'test-results/access.md'), page);
    // Where this fails: read test-results/access.md, and copy it to docs/access.md if that is what you mean.
    expect(readFileSync(path.join(root, 'docs/access.md'), 'utf8')).toBe(page);
  });

  it('opens nothing to everyone but health and documentation', () => {
    const open = system
      .routes()
      .filter(({ access }) => access === 'public')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.filter((name) => !OPEN_ROUTES.test(name))).toEqual([]);
    expect(open.length).toBeGreaterThan(8);
  });

  it('shows the rows of the world to whom they belong, so that a refusal means something', () => {
    const unseen = PERSONS.flatMap((person) =>
      [...shownTo(here, person)]
        .filter(([, { status }]) => status !== 200)
        .map(([name, { status, text }]) => `${name} by ${person}: ${status} ${text}`),
    );
    expect(unseen).toEqual([]);
    expect(onlyIn(allShown(here), allShown(there)).size).toBeGreaterThan(200);
  });

  it('refuses whoever has no token, no role, no part in the thing, or another network, and nothing changes by it', async () => {
    const refused = cellsOf(routes, here, there).filter(({ expected }) => expected !== 'admitted');
    expect(refused.length).toBeGreaterThan(500);
    expect(await deviations(refused, onlyIn(allShown(here), allShown(there)))).toEqual([]);
    expect(lasting(await readEverything(here))).toEqual(lasting(shown.get(here) ?? new Map()));
  }, 60_000);

  it('keeps every one of these refusals in the audit of its service, in a chain that holds', async () => {
    expect(audited.length).toBeGreaterThan(300);
    const kept = new Map<string, Set<string>>();
    for (const service of new Set(audited.map((denial) => denial.service))) {
      const token = here.tokens.auditor;
      const address = `/api/${service}/v1/operations/denials`;
      const ids = new Set<string>();
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body } = await ask(system.origin, {
          method: 'GET',
          path: `${address}?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
          token,
        });
        for (const { correlationId } of body.items) ids.add(correlationId);
        cursor = body.nextCursor;
      }
      kept.set(service, ids);
      const { body } = await ask(system.origin, { method: 'GET', path: `${address}/verification`, token });
      expect([service, body]).toEqual([service, { entries: ids.size, intact: true, brokenAtEntry: null, forgotten: 0 }]);
    }
    expect(audited.filter(({ service, correlationId }) => kept.get(service)?.has(correlationId) !== true).map(({ cell }) => cell)).toEqual(
      [],
    );
  });

  it('answers for what belongs to others exactly as for what does not exist', async () => {
    const hidden = cellsOf(routes, here, there).filter(({ expected, route }) => expected === 404 && route.expectation.path !== undefined);
    const telling: string[] = [];
    await forEach(hidden, AT_ONCE, async (cell) => {
      const unknown = Object.fromEntries(Object.keys(cell.route.expectation.path?.(here) ?? {}).map((name) => [name, newId()]));
      const bodies = [await call(system.origin, cell), await call(system.origin, cell, unknown)].map(({ body }) => ({
        ...body,
        correlationId: '',
      }));
      const [ofOthers, ofNobody] = bodies.map((body) => JSON.stringify(body).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'));
      if (ofOthers !== ofNobody) telling.push(`${nameOf(cell)}: ${ofOthers} but ${ofNobody}`);
    });
    expect(telling).toEqual([]);
  }, 60_000);

  it('shows nothing of one network in another', () => {
    const sides = [
      [here, there],
      [there, here],
    ] as const;
    const leaks = sides.flatMap(([mine, theirs]) => {
      const marks = onlyIn(allShown(theirs), allShown(mine));
      const own = marksOf([mine]);
      return PERSONS.flatMap((person) =>
        [...shownTo(mine, person)].flatMap(([name, answer]) =>
          foundIn(answer, marks, own).map((mark) => `${name} shows ${person} ${mark}`),
        ),
      );
    });
    expect(leaks).toEqual([]);
  });

  it('shows no company the secrets of another in the same network', () => {
    const leaks = [here, there].flatMap((network) =>
      secretsOf(network, (person) => shownTo(network, person)).flatMap(({ what, marks, known }) => {
        expect([what, marks.size > 0]).toEqual([what, true]);
        return PERSONS.filter((person) => !known.includes(person)).flatMap((person) =>
          [...shownTo(network, person)].flatMap(([name, answer]) =>
            foundIn(answer, marks, new Set()).length > 0 ? [`${name} shows ${person} ${what}`] : [],
          ),
        );
      }),
    );
    expect(leaks).toEqual([]);
  });

  it('lets everyone else do what the role and the scope allow', async () => {
    const admitted = cellsOf(routes, here, there).filter(({ expected, route }) => expected === 'admitted' && route.method !== 'GET');
    const marks = onlyIn(allShown(here), allShown(there));
    expect(await deviations(admitted, marks)).toEqual([]);
  }, 60_000);
});
