import { allEvents, allTopics, type EventDefinition, type TopicDefinition } from '@gewerk/contracts';
import { stringify } from 'yaml';

export interface Readers {
  /** Services that listen to an event type. */
  of(type: string): readonly string[];
}

interface JsonSchema {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  'x-disclosure'?: string;
  'x-personal'?: boolean;
}

/** docs/events: AsyncAPI 3.0, a JSON Schema per event, and a page to read. */
export function eventDocuments(readers: Readers): Map<string, string> {
  const files = new Map<string, string>();
  files.set('docs/events/asyncapi.yaml', stringify(asyncApi(), { lineWidth: 140, aliasDuplicateObjects: false }));
  for (const event of allEvents) files.set(`docs/events/schemas/${event.type}.json`, `${JSON.stringify(schemaOf(event), null, 2)}\n`);
  files.set('docs/events/README.md', page(readers));
  return files;
}

function schemaOf(event: EventDefinition): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:gewerk:event:${event.type}`,
    title: event.type,
    description: event.description,
    ...event.schema,
  };
}

const nameOf = (type: string): string => type.replaceAll('.', '_').replaceAll('-', '_');

function asyncApi(): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Gewerk events',
      version: '1.0.0',
      description: 'CloudEvents 1.0 in Kafka binary mode. Order holds within a stream (network, topic, key).',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(allTopics.map((topic) => [nameOf(topic.name), channelOf(topic)])),
    operations: Object.fromEntries(allTopics.map((topic) => [`publish_${nameOf(topic.name)}`, operationOf(topic)])),
    components: {
      messages: Object.fromEntries(allEvents.map((event) => [nameOf(event.type), messageOf(event)])),
      messageTraits: { cloudEvent: { headers: CLOUD_EVENT_HEADERS } },
    },
  };
}

function channelOf(topic: TopicDefinition): object {
  return {
    address: topic.name,
    description: `${topic.kind === 'state' ? 'State: each event replaces the whole.' : 'Facts, kept for good.'} Keyed by ${topic.keyedBy}. Published by ${topic.publisher}.`,
    messages: Object.fromEntries(
      eventsOn(topic).map((event) => [nameOf(event.type), { $ref: `#/components/messages/${nameOf(event.type)}` }]),
    ),
    bindings: {
      kafka: {
        topic: topic.name,
        partitions: topic.partitions,
        topicConfiguration: { 'cleanup.policy': [topic.kind === 'state' ? 'compact' : 'delete'] },
      },
    },
  };
}

function operationOf(topic: TopicDefinition): object {
  const channel = `#/channels/${nameOf(topic.name)}`;
  return {
    action: 'send',
    channel: { $ref: channel },
    messages: eventsOn(topic).map((event) => ({ $ref: `${channel}/messages/${nameOf(event.type)}` })),
  };
}

function messageOf(event: EventDefinition): object {
  return {
    name: event.type,
    summary: event.description,
    contentType: 'application/json',
    traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
    payload: event.schema,
  };
}

const text = { type: 'string' };
const CLOUD_EVENT_HEADERS = {
  type: 'object',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_time',
    'ce_networkid',
    'ce_streamepoch',
    'ce_streamversion',
    'ce_correlationid',
    'ce_hops',
  ],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string', format: 'uuid' },
    ce_source: text,
    ce_type: text,
    ce_time: { type: 'string', format: 'date-time' },
    ce_networkid: { type: 'string', format: 'uuid' },
    ce_streamepoch: text,
    ce_streamversion: text,
    ce_correlationid: { type: 'string', format: 'uuid' },
    ce_causationid: { type: 'string', format: 'uuid' },
    ce_hops: text,
    traceparent: text,
  },
};

function eventsOn(topic: TopicDefinition): EventDefinition[] {
  return allEvents.filter((event) => event.topic === topic);
}

function page(readers: Readers): string {
  const lines = [
    '# Events',
    '',
    'Generated from `libs/contracts` by `npm run generate`; do not edit. [AsyncAPI](asyncapi.yaml), [JSON Schemas](schemas/), examples in',
    '`libs/contracts/examples`.',
    '',
    'Classes of fields: D0 public, D1 members, D2 the consortium of an order, D3 computation only, D4 the owner only.',
  ];
  for (const topic of allTopics) {
    lines.push(
      '',
      `## ${topic.name}`,
      '',
      `${topic.kind}, keyed by ${topic.keyedBy}, ${topic.partitions} partitions, published by ${topic.publisher}, class ${topic.disclosure}`,
    );
    lines.push('', '| Event | What it tells | Read by | Fields of another class |', '|---|---|---|---|');
    for (const event of eventsOn(topic)) {
      const marked = markedFields(event.schema as JsonSchema).join(', ');
      lines.push(
        `| [\`${event.type}\`](schemas/${event.type}.json) | ${event.description} | ${readers.of(event.type).join(', ')} | ${marked} |`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Paths of fields that carry a class or a personal mark of their own. */
function markedFields(schema: JsonSchema, path = ''): string[] {
  const own = [schema['x-disclosure'], schema['x-personal'] === true ? 'personal' : undefined].filter(Boolean);
  const here = own.length > 0 && path !== '' ? [`${path} (${own.join(', ')})`] : [];
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
    markedFields(member, path === '' ? name : `${path}.${name}`),
  );
  return [...here, ...below, ...(schema.items === undefined ? [] : markedFields(schema.items, `${path}[]`))];
}
