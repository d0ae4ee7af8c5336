import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expiresAtMillis: number;
}

const SWEEP_ABOVE_ENTRIES = 5_000;

/** Sessions, codes and grants of one issuer, in memory: a restart signs everybody out, issued tokens stay good. */
export function memoryAdapters(): AdapterFactory {
  const byModel = new Map<string, Map<string, Entry>>();
  return (model) => {
    let entries = byModel.get(model);
    if (entries === undefined) {
      entries = new Map();
      byModel.set(model, entries);
    }
    return adapter(entries);
  };
}

function adapter(entries: Map<string, Entry>): Adapter {
  const live = (entry: Entry | undefined): AdapterPayload | undefined =>
    entry === undefined || entry.expiresAtMillis <= Date.now() ? undefined : entry.payload;
  const findWhere = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    live([...entries.values()].find((entry) => matches(entry.payload)));
  return {
    async upsert(id, payload, expiresIn) {
      if (entries.size > SWEEP_ABOVE_ENTRIES) for (const [key, entry] of entries) if (live(entry) === undefined) entries.delete(key);
      entries.set(id, { payload, expiresAtMillis: expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000 });
    },
    find: async (id) => live(entries.get(id)),
    findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => findWhere((payload) => payload.userCode === userCode),
    async consume(id) {
      const entry = entries.get(id);
      if (entry !== undefined) entry.payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      entries.delete(id);
    },
    async revokeByGrantId(grantId) {
      for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key);
    },
  };
}
