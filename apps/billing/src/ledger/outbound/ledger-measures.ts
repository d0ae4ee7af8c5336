import type { Metrics } from '@gewerk/platform-observability';
import type { RelayPool } from '@gewerk/platform-persistence';
import type { ServiceMeasures } from '@gewerk/platform-service';

/** The journal is summed as a whole; more often would cost more than it tells, since the database refuses an imbalance anyway. */
const READ_EVERY_MILLIS = 60_000;

const table = {
  gewerk_billing_ledger_imbalance_minor_units: {
    kind: 'gauge',
    help: 'Sum of all postings of all networks; anything but 0 is a fault.',
    labels: ['currency'],
  },
  gewerk_billing_unbalanced_transactions: { kind: 'gauge', help: 'Journal entries whose postings do not sum to 0; must be 0.' },
} as const;

class LedgerMeasures implements ServiceMeasures {
  readonly table = table;
  readonly #readAt = new WeakMap<Metrics, number>();

  async read(relay: RelayPool, metrics: Metrics): Promise<void> {
    if (Date.now() - (this.#readAt.get(metrics) ?? 0) < READ_EVERY_MILLIS) return;
    this.#readAt.set(metrics, Date.now());
    const entries = await relay.query<{ currency: string; imbalance: string; unbalanced: number }>(
      `select currency, sum(amount_minor)::text as imbalance, (count(*) filter (where amount_minor <> 0))::int as unbalanced
       from (select currency, sum(amount_minor) as amount_minor from posting group by network_id, entry_number, currency) by_entry
       group by currency`,
    );
    for (const { currency, imbalance } of entries)
      metrics.set('gewerk_billing_ledger_imbalance_minor_units', Number(imbalance), { currency });
    metrics.set(
      'gewerk_billing_unbalanced_transactions',
      entries.reduce((sum, { unbalanced }) => sum + unbalanced, 0),
    );
  }
}

export const ledgerMeasures: ServiceMeasures = new LedgerMeasures();
