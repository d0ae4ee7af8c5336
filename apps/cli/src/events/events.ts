import { EXIT_DONE, EXIT_FAILED, type Invocation, onlyArgument, textOption, UsageError } from '../command-line/command.js';
import { System } from './system.js';

interface ParkedEvent {
  id: string;
  topic: string;
  key: string;
  version: number;
  type: string | null;
  reason: string;
  error: string;
  attempts: number;
  parkedAt: string;
}

export async function listParked(invocation: Invocation): Promise<number> {
  if (invocation.arguments.length > 0) throw new UsageError(`"${invocation.arguments[0]}" is too much`);
  const system = await System.connect(invocation);
  const parked: ParkedEvent[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page: { items: ParkedEvent[]; nextCursor: string | null } = await system.get(`/operations/parked${query}`);
    parked.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (invocation.options['json'] === true) console.log(JSON.stringify(parked));
  else if (parked.length === 0) console.log('no parked events');
  else for (const event of parked) console.log(describe(event));
  return EXIT_DONE;
}

export async function replayParked(invocation: Invocation): Promise<number> {
  const id = parkedId(invocation);
  const system = await System.connect(invocation);
  const outcome = await system.post<{ replayed: number; remaining: number; stoppedBy: string | null }>(`/operations/parked/${id}/replay`);
  console.log(`${outcome.replayed} replayed, ${outcome.remaining} of the stream still parked`);
  if (outcome.stoppedBy === null) return EXIT_DONE;
  console.error(`stopped by: ${outcome.stoppedBy}`);
  return EXIT_FAILED;
}

export function discardParked(invocation: Invocation): Promise<number> {
  return decide(invocation, 'discard', 'discarded');
}

export function acceptGap(invocation: Invocation): Promise<number> {
  return decide(invocation, 'accept-gap', 'may be replayed; what was before it is given up');
}

async function decide(invocation: Invocation, decision: string, done: string): Promise<number> {
  const id = parkedId(invocation);
  const reason = textOption(invocation, 'reason')?.trim();
  if (reason === undefined || reason.length < 3 || reason.length > 500) {
    throw new UsageError('--reason is missing or not 3 to 500 characters long; the audit keeps it');
  }
  const system = await System.connect(invocation);
  await system.post(`/operations/parked/${id}/${decision}`, { reason });
  console.log(`${id} ${done}`);
  return EXIT_DONE;
}

function parkedId(invocation: Invocation): string {
  const id = onlyArgument(invocation, 'the id of the parked event');
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new UsageError(`"${id}" is no id; \`gewerk events parked\` lists them`);
  return id;
}

function describe(event: ParkedEvent): string {
  const what = `${event.id}  ${event.parkedAt}  ${event.topic} ${event.key} version ${event.version}  ${event.type ?? 'unknown type'}`;
  return `${what}\n    ${event.reason}: ${event.error} (${event.attempts} tries)`;
}
