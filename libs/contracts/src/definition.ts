import Type, { type Static, type TObject } from 'typebox';

/** Who may see a field (methods 10.1): public, members, the order's consortium, computation only, owner only. */
export type DisclosureClass = 'D0' | 'D1' | 'D2' | 'D3' | 'D4';

export interface TopicDefinition {
  readonly name: string;
  /** State topics are compacted and carry the whole state each time; facts are kept for good. */
  readonly kind: 'state' | 'fact';
  /** Fixed for ever: a change would send a stream to another partition and break its order. */
  readonly partitions: number;
  /** What the key of a record is, in words. */
  readonly keyedBy: string;
  readonly publisher: string;
  /** Class of every field that states none of its own. */
  readonly disclosure: DisclosureClass;
}

export interface EventDefinition<Data = unknown> {
  readonly type: string;
  readonly topic: TopicDefinition;
  readonly description: string;
  readonly schema: object;
  keyOf(data: Data): string;
}

/** The payload of an event definition. */
export type DataOf<Definition> = Definition extends EventDefinition<infer Data> ? Data : never;

export function defineTopic(topic: Omit<TopicDefinition, 'partitions'>): TopicDefinition {
  return { ...topic, partitions: 12 };
}

export function defineEvent<Schema extends TObject>(definition: {
  type: `${string}.v${number}`;
  topic: TopicDefinition;
  description: string;
  data: Schema;
  key: keyof Static<Schema> & string;
}): EventDefinition<Static<Schema>> {
  return {
    type: definition.type,
    topic: definition.topic,
    description: definition.description,
    schema: definition.data,
    keyOf: (data) => String(data[definition.key]),
  };
}

/** Marks a field's class where it differs from its topic's. */
export function classified<Options extends object>(
  disclosure: DisclosureClass,
  options?: Options,
): Options & { 'x-disclosure': DisclosureClass } {
  return { ...(options as Options), 'x-disclosure': disclosure };
}

export { Type };
export type { Static };
