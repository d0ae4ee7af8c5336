import type { Command } from './command.js';

const SYSTEM_OPTIONS = {
  service: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
  client: { type: 'string' },
  secret: { type: 'string' },
  issuer: { type: 'string' },
} as const;

const SYSTEM_DETAILS = [
  '--service NAME    whose consumer parked them: registry, capacity, orders, matching, ...',
  '--url URL         address of the system; default GEWERK_URL, else http://127.0.0.1:8400',
  '--token TOKEN     access token of an orchestrator; default GEWERK_TOKEN',
  '--client ID --secret SECRET   instead of a token; default GEWERK_CLIENT and GEWERK_SECRET',
  '--issuer URL      who gives the token; default GEWERK_ISSUER, else URL/identity',
];

/** Every command there is, with what help needs; the code of each is loaded when it is used. */
export const COMMANDS: readonly Command[] = [
  {
    words: ['match', 'solve'],
    summary: 'find consortia for an instance file',
    usage: 'FILE.json [--seconds S] [--repeat N] [--json]',
    details: [
      'Reads a consortium instance and prints its plans, best first. Needs no network.',
      '--seconds S       time for instances too large to enumerate; default 10',
      '--repeat N        solve N more times and tell the median time',
      '--json            print the whole answer as one JSON object',
      'A malformed file exits 2 and names every wrong field; one without a feasible plan exits 0 and says what would help.',
    ],
    options: { seconds: { type: 'string' }, repeat: { type: 'string' }, json: { type: 'boolean' } },
    load: async () => (await import('../match-solve/match-solve.js')).matchSolve,
  },
  {
    words: ['part'],
    summary: 'measure a STEP file',
    usage: 'FILE.stp',
    details: ['Prints volume, area, bounding box and number of solids as JSON. Needs no network.'],
    options: {},
    load: async () => (await import('../part/part.js')).part,
  },
  {
    words: ['events', 'parked'],
    summary: 'list events that a service could not handle',
    usage: '--service NAME [--url URL] [--token TOKEN] [--json]',
    details: [...SYSTEM_DETAILS, '--json            print them as one JSON array'],
    options: { ...SYSTEM_OPTIONS, json: { type: 'boolean' } },
    load: async () => (await import('../events/events.js')).listParked,
  },
  {
    words: ['events', 'replay'],
    summary: 'handle a parked event and its followers again',
    usage: 'ID --service NAME [--url URL] [--token TOKEN]',
    details: ['ID as listed by `gewerk events parked`. Exits 1 if the stream stays parked.', ...SYSTEM_DETAILS],
    options: SYSTEM_OPTIONS,
    load: async () => (await import('../events/events.js')).replayParked,
  },
  {
    words: ['events', 'discard'],
    summary: 'give a parked event up; the audit keeps who and why',
    usage: 'ID --reason TEXT --service NAME [--url URL] [--token TOKEN]',
    details: ['ID as listed by `gewerk events parked`.', '--reason TEXT     3 to 500 characters', ...SYSTEM_DETAILS],
    options: { ...SYSTEM_OPTIONS, reason: { type: 'string' } },
    load: async () => (await import('../events/events.js')).discardParked,
  },
  {
    words: ['demo'],
    summary: 'start a fresh system and play the whole story',
    usage: '',
    details: ['Runs the standalone system on embedded parts in this terminal and ends with a summary.'],
    options: {},
    load: async () => (await import('../demo/demo.js')).demo,
  },
];
