import type { OutgoingRecord } from '../transport.js';
import { partitionOfKey } from './partitioner.js';

// A broker refuses what one request brings to one partition over `message.max.bytes`, 1 MiB by default; payloads leave room for framing.
const PARTITION_BYTES = 640 * 1024;
/** What one request may hold in memory, several times over. */
const REQUEST_BYTES = 8 * 1024 * 1024;
const HEADER_BYTES = 600;

/**
 * Cuts records of one topic into as few requests as the broker's limits allow, in their order.
 * @param partitions of the topic; 1 is safe where it is not known
 */
export function* requestsOf<Kept extends OutgoingRecord>(records: readonly Kept[], partitions: number): Generator<Kept[]> {
  let request: Kept[] = [];
  let bytes = 0;
  let bytesOf = new Map<number, number>();
  for (const record of records) {
    const size = Buffer.byteLength(record.value) + HEADER_BYTES;
    const partition = partitionOfKey(record.key, partitions);
    const ofPartition = (bytesOf.get(partition) ?? 0) + size;
    if (request.length > 0 && (ofPartition > PARTITION_BYTES || bytes + size > REQUEST_BYTES)) {
      yield request;
      request = [];
      bytes = 0;
      bytesOf = new Map();
    }
    request.push(record);
    bytes += size;
    bytesOf.set(partition, (bytesOf.get(partition) ?? 0) + size);
  }
  if (request.length > 0) yield request;
}
