import type { Kafka } from 'kafkajs';
import type { ConsumeOptions } from '../transport.js';
import { KafkaGroupMember, type KafkaMemberSettings } from './kafka-group-member.js';
import { within } from './time-limit.js';

export interface KafkaReaderSettings extends KafkaMemberSettings {
  /** A member that for so long neither fetches nor has records in hand is deaf. @default 60 s or four sessions, whichever is longer */
  readonly deafAfterMillis?: number;
  onFault(error: Error): void;
  /** The last of several new beginnings failed too. */
  onFatal(error: Error): void;
}

const MOST_RESTARTS = 5;
const LOOKS = 8;
const LEAST_DEAF_MILLIS = 60_000;

/**
 * Keeps one living member in a Kafka consumer group. kafkajs joins again after faults of the network, and starts afresh after a crash, by
 * itself; but it can also fall silent for good and tell nobody, where a request of its waits for a connection that is gone. A member that
 * shows no sign of life is therefore left to itself and replaced. When that does not help either, the process had better end.
 */
export class KafkaGroupReader {
  readonly #deafAfterMillis: number;
  #member: KafkaGroupMember;
  /** Looks in a row without a sign of life. Counted, not timed: a process that stood still itself must not blame the member. */
  #silentLooks = 0;
  #restarts = 0;
  #watch: NodeJS.Timeout | null = null;
  #stopping = false;

  constructor(
    private readonly kafka: Pick<Kafka, 'consumer'>,
    private readonly options: ConsumeOptions,
    private readonly settings: KafkaReaderSettings,
  ) {
    this.#deafAfterMillis = settings.deafAfterMillis ?? Math.max(LEAST_DEAF_MILLIS, 4 * settings.sessionTimeoutMillis);
    this.#member = this.#newMember();
  }

  /** @throws Error of kafkajs where the group cannot be joined */
  async start(): Promise<void> {
    await this.#member.start();
    if (this.#stopping) return;
    this.#watch = setInterval(() => this.#look(), this.#deafAfterMillis / LOOKS);
  }

  /** Waits for the batch in hand and leaves the group; of a member that does not answer the group learns by the end of its session. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#watch !== null) clearInterval(this.#watch);
    const leaving = within(this.settings.sessionTimeoutMillis, `leaving the group ${this.options.group}`, this.#member.stop());
    await leaving.catch((error: Error) => this.settings.onFault(error));
  }

  #newMember(): KafkaGroupMember {
    const ifCurrent = (act: () => void) => (): void => {
      if (this.#member === member) act();
    };
    const heard = (): void => {
      this.#silentLooks = 0;
    };
    const member: KafkaGroupMember = new KafkaGroupMember(this.kafka, this.options, this.settings, {
      onFetch: ifCurrent(() => {
        heard();
        this.#restarts = 0;
      }),
      onGroupChange: ifCurrent(heard),
      onFault: (error) => this.settings.onFault(error),
      onCrash: (error, restartsByItself) =>
        ifCurrent(() => {
          heard();
          this.#noteRestart(error, restartsByItself);
        })(),
    });
    return member;
  }

  #look(): void {
    this.#silentLooks = this.#member.busy ? 0 : this.#silentLooks + 1;
    if (this.#silentLooks <= LOOKS) return;
    this.#silentLooks = 0;
    const { group } = this.options;
    const seconds = this.#deafAfterMillis / 1000;
    this.#noteRestart(
      new Error(`the consumer of ${group} neither fetched nor handled anything for ${seconds} s: a new one takes its place`),
      true,
    );
    const deaf = this.#member;
    this.#member = this.#newMember();
    // It may come back to life or never end; either way the group takes its partitions from it.
    deaf.stop().catch(() => undefined);
    this.#member.start().catch((error: Error) => this.settings.onFault(error));
  }

  #noteRestart(error: Error, goesOn: boolean): void {
    if (this.#stopping) return;
    this.settings.onFault(error);
    this.#restarts += 1;
    if (!goesOn || this.#restarts > MOST_RESTARTS) this.settings.onFatal(error);
  }
}
