import type { Competitor, CompetitorName, Outcome, Round } from './competitor.js';
import { workloadOf } from './workload.js';

/** One competitor in a process of its own: what the platform puts in the place of kafkajs' functions must not reach a bare one. */
const [name, ...brokers] = process.argv.slice(2) as [CompetitorName, ...string[]];
const competitor = await open();

process.on('disconnect', () => process.exit(0));
process.on('message', (message: Round | 'close') => {
  const answering = message === 'close' ? competitor.close().then(() => ({ closed: true })) : outcomeOf(message);
  void answering.then((answer) => process.send?.(answer));
});
process.send?.({ ready: true });

async function open(): Promise<Competitor> {
  if (name === 'gewerk') return (await import('./platform.js')).PlatformMessaging.open(brokers);
  if (name === 'bare-our-records') await import('@gewerk/platform-messaging');
  return (await import('./bare.js')).BareMessaging.open(brokers);
}

async function outcomeOf({ events, streams }: Round): Promise<Outcome> {
  try {
    const workload = workloadOf(events, streams);
    const relay = await competitor.relay(workload);
    const pipeline = await competitor.pipeline(workload);
    await competitor.clear();
    const together = await competitor.together(workloadOf(events, streams));
    await competitor.clear();
    return { relay, pipeline, together };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
