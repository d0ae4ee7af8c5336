import { newId } from '@gewerk/kernel';
import type { Transaction } from '@gewerk/platform-persistence';
import { columnsOf, type Position, type Stream } from '../envelope/stream.js';
import type { Fault, Item } from '../pipeline/item.js';

const MAX_ERROR_LENGTH = 4000;

/** Keeps what cannot be handled, once per stream and version. */
export async function insertParked(
  tx: Transaction,
  consumer: string,
  parked: readonly { readonly item: Item; readonly fault: Fault }[],
  now: Date,
): Promise<void> {
  if (parked.length === 0) return;
  const items = parked.map(({ item }) => item);
  await tx.query(
    `insert into messaging.parked (consumer, parked_at, network_id, topic, key, epoch, version, id, event_id, type, reason, error, attempts,
       partition, "offset", wire_key, headers, payload)
     select $1, $2, * from unnest($3::uuid[], $4::text[], $5::text[], $6::integer[], $7::bigint[], $8::uuid[], $9::text[], $10::text[],
       $11::text[], $12::text[], $13::integer[], $14::integer[], $15::bigint[], $16::text[], $17::text[], $18::bytea[])
     on conflict (network_id, consumer, topic, key, epoch, version) do nothing`,
    [
      consumer,
      now,
      ...columnsOf(items.map((item) => item.stream)),
      items.map((item) => item.position.epoch),
      items.map((item) => item.position.version),
      items.map(() => newId(now.getTime())),
      items.map((item) => item.eventId),
      items.map((item) => item.type),
      parked.map(({ fault }) => fault.reason),
      parked.map(({ fault }) => storableText(fault.error).slice(0, MAX_ERROR_LENGTH)),
      parked.map(({ fault }) => fault.attempts),
      items.map((item) => item.record.partition),
      items.map((item) => item.record.offset.toString()),
      items.map((item) => (item.record.key === null ? null : storableText(item.record.key))),
      // As text: jsonb would refuse a header with an escaped NUL.
      items.map((item) => JSON.stringify(item.record.headers)),
      items.map((item) => item.record.value),
    ],
  );
}

/** Drops what newer states superseded: everything parked up to the streams' new watermarks. */
export async function deleteSuperseded(
  tx: Transaction,
  consumer: string,
  moves: readonly { readonly stream: Stream; readonly position: Position }[],
): Promise<void> {
  if (moves.length === 0) return;
  await tx.query(
    `delete from messaging.parked p
     using unnest($2::uuid[], $3::text[], $4::text[], $5::integer[], $6::bigint[]) as s(network_id, topic, key, epoch, version)
     where p.consumer = $1 and (p.network_id, p.topic, p.key) = (s.network_id, s.topic, s.key) and (p.epoch, p.version) <= (s.epoch, s.version)`,
    [
      consumer,
      ...columnsOf(moves.map((move) => move.stream)),
      moves.map((move) => move.position.epoch),
      moves.map((move) => move.position.version),
    ],
  );
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
