import { createRequire } from 'node:module';
import { crc32c } from './crc32c.js';
import { decodeRecord } from './record-reader.js';
import { encodeRecord } from './record-writer.js';

/**
 * Records of Kafka's message format 2 (KIP-98: varint lengths, headers behind the value), in place of kafkajs' own functions. Those
 * of 2.2.4, after which no release is to be expected, take a buffer for each number and 512 bytes for each header they write, copy all headers
 * for each header they read, and all messages of a partition for each message they add to it: with the dozen headers of a CloudEvent that was
 * most of a relay's work. Import this before kafkajs; where something loaded kafkajs earlier, its own functions stay, slower and otherwise the same.
 */

interface Sending<Message> {
  readonly topic: string;
  readonly partitionMetadata: readonly unknown[];
  readonly messages: readonly Message[];
  partitioner(one: { topic: string; partitionMetadata: readonly unknown[]; message: Message }): number;
}

export function groupPerPartition<Message>({
  topic,
  partitionMetadata,
  messages,
  partitioner,
}: Sending<Message>): Record<number, Message[]> {
  const groups: Record<number, Message[]> = {};
  if (partitionMetadata.length === 0) return groups;
  for (const message of messages) (groups[partitioner({ topic, partitionMetadata, message })] ??= []).push(message);
  return groups;
}

const require = createRequire(import.meta.url);

for (const [file, replacement] of [
  ['kafkajs/src/protocol/recordBatch/record/v0/index.js', encodeRecord],
  ['kafkajs/src/protocol/recordBatch/record/v0/decoder.js', decodeRecord],
  ['kafkajs/src/protocol/recordBatch/crc32C/index.js', crc32c],
  ['kafkajs/src/producer/groupMessagesPerPartition.js', groupPerPartition],
] as const) {
  require(file);
  const loaded = require.cache[require.resolve(file)];
  if (loaded !== undefined) loaded.exports = replacement;
}
