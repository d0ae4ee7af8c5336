import { seededRandom } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import { Partitioners } from 'kafkajs';
import { partitionOfKey } from './partitioner.js';

describe('the partition of a key', () => {
  it('is the one that kafkajs, and so every client of Kafka, would choose', () => {
    const theirs = Partitioners.DefaultPartitioner();
    const random = seededRandom(11);
    const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789-/ÄßЖ漢🔧'];
    for (let n = 0; n < 2000; n += 1) {
      const key = Array.from({ length: n % 500 === 0 ? 400 + n : n % 90 }, () => letters[Math.floor(random() * letters.length)]).join('');
      const partitions = 1 + Math.floor(random() * 24);
      const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 1 })) as never;
      expect(partitionOfKey(key, partitions)).toBe(theirs({ topic: 't', partitionMetadata, message: { key, value: null } }));
    }
  });
});
