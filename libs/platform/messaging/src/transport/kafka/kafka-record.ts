import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { IncomingRecord } from '../transport.js';

/** Reads its headers when they are asked for: a part is got ready in small steps. */
export class KafkaRecord implements IncomingRecord {
  readonly offset: bigint;
  readonly key: string | null;
  readonly value: Buffer | null;
  #headers: Readonly<Record<string, string>> | null = null;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly message: KafkaMessage,
  ) {
    this.offset = BigInt(message.offset);
    this.key = message.key === null ? null : message.key.toString('utf8');
    this.value = message.value;
  }

  get headers(): Readonly<Record<string, string>> {
    return (this.#headers ??= headersOf(this.message.headers));
  }
}

/** A header that comes twice is taken for absent: nobody can say which one is meant. */
function headersOf(headers: IHeaders = {}): Readonly<Record<string, string>> {
  if (areTexts(headers)) return headers;
  const single: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || value === null || Array.isArray(value) || name === '__proto__') continue;
    single[name] = typeof value === 'string' ? value : value.toString('utf8');
  }
  return single;
}

/** As `record-reader` leaves them where each came once. */
function areTexts(headers: IHeaders): headers is Record<string, string> {
  for (const name in headers) if (typeof headers[name] !== 'string' || name === '__proto__') return false;
  return true;
}
