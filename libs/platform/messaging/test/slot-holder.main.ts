import { SlotSession } from '../src/session/slot-session.js';

/** A process that holds every slot of a space until it is stopped; started by `slot-session.spec.ts`. */
const [url = '', space = ''] = process.argv.slice(2);
const session = await SlotSession.open({
  url,
  applicationName: 'slot-holder',
  space,
  slots: 4,
  leaseMillis: 1000,
  channel: 'unused',
  onNotice: () => undefined,
});
await session.rebalance();
process.stdout.write(`owns ${session.owned.length}\n`);
setInterval(() => {
  if (!session.alive) process.exit(7);
}, 50);
