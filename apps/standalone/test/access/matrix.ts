import type { RunningSystem } from '../../src/system.js';
import { type Answer, ask } from './client.js';
import { type Expectation, EXPECTATIONS } from './expectations.js';
import { type Network, PEOPLE, type Person } from './world.js';

export interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly roles: readonly string[];
  readonly expectation: Expectation;
}

/** One call of the matrix and what it must be answered: a status, or a number of hundreds that means "admitted". */
export interface Cell {
  readonly route: Route;
  /** null: nobody, without a token. */
  readonly person: Person | null;
  /** Whose person calls. */
  readonly caller: Network;
  /** Whose things the path and the body name. */
  readonly target: Network;
  readonly expected: 401 | 403 | 404 | 422 | 'admitted';
}

export const PERSONS = Object.keys(PEOPLE) as Person[];

/** The routes that need a token, as the running services declare them, each with what is expected of it. */
export function guardedRoutes(system: RunningSystem): Route[] {
  return system.routes().flatMap(({ method, path, access }) => {
    const expectation = EXPECTATIONS.get(`${method} ${path}`);
    if (expectation === undefined || !Array.isArray(access)) return [];
    return [{ name: `${method} ${path}`, method, path, roles: access as string[], expectation }];
  });
}

/** Every route × everybody: without a token, each person of the network, each person of another network who has a role of the route. */
export function cellsOf(routes: readonly Route[], here: Network, there: Network): Cell[] {
  return routes.flatMap((route) => {
    const own = PERSONS.map((person): Cell => ({ route, person, caller: here, target: here, expected: expectedOf(route, person) }));
    const foreign = PERSONS.filter((person) => route.roles.includes(PEOPLE[person])).map(
      (person): Cell => ({ route, person, caller: there, target: here, expected: expectedOfForeigner(route, person) }),
    );
    return [{ route, person: null, caller: here, target: here, expected: 401 }, ...own, ...foreign];
  });
}

function expectedOf({ roles, expectation }: Route, person: Person): Cell['expected'] {
  if (!roles.includes(PEOPLE[person])) return 403;
  if (expectation.scope !== 'parties' || expectation.parties?.includes(person) === true) return 'admitted';
  return expectation.refusal ?? 404;
}

function expectedOfForeigner({ expectation }: Route, person: Person): Cell['expected'] {
  const actsInOwnNetwork = expectation.actsInOwnNetwork === true && person === 'orchestrator';
  return expectation.scope !== 'parties' || actsInOwnNetwork ? 'admitted' : (expectation.refusal ?? 404);
}

export function call(origin: string, { route, person, caller, target }: Cell, ids?: Record<string, string>): Promise<Answer> {
  const { expectation, method } = route;
  const named = ids ?? expectation.path?.(target) ?? {};
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => named[name] ?? `no-${name}`);
  return ask(origin, {
    method,
    path: `${path}${expectation.query ?? ''}`,
    token: person === null ? undefined : caller.tokens[person],
    body: expectation.body?.(target, person),
    contentType: expectation.contentType,
  });
}

/** Admitted: the handler worked on it, even where the state of things did not allow what was asked. */
export function meets({ expected }: Cell, { status }: Answer): boolean {
  return expected === 'admitted' ? (status >= 200 && status < 300) || status === 409 || status === 422 : status === expected;
}

export function nameOf({ route, person, caller, target }: Cell): string {
  return `${route.name} by ${person ?? 'nobody'}${caller === target ? '' : ' of another network'}`;
}

/** Runs at most `width` at a time. */
export async function forEach<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
