import { readFileSync } from 'node:fs';
import { partFile } from '../data-files.js';
import type { DemoCustomer } from '../network/profiles.js';
import { type Cast, inParallel } from './cast.js';

const DAY_MILLIS = 86_400_000;

interface OrderScript {
  key: string;
  title: string;
  customer: number;
  rush: boolean;
  dueInDays: number;
  criticality: number;
  items: {
    file: string;
    name: string;
    material: string;
    recycledShare: number;
    pieces: number;
    toleranceIt: number;
    roughnessRaMicrometres: number;
    inspection: 'none' | 'sample' | 'full' | 'first-article';
    hardened: boolean;
  }[];
}

/** Three orders made of real parts; materials, quantities and dates are the story's. */
const ORDERS: readonly OrderScript[] = [
  {
    key: 'tooling-blocks',
    title: 'Hardened tooling blocks for a pump line',
    customer: 0,
    rush: false,
    dueInDays: 42,
    criticality: 0.3,
    items: [
      {
        file: 'nist_stc_06_asme1_ap242-e3.stp',
        name: 'Tooling block',
        material: 'tool-steel',
        recycledShare: 0.3,
        pieces: 6,
        toleranceIt: 6,
        roughnessRaMicrometres: 0.8,
        inspection: 'full',
        hardened: true,
      },
    ],
  },
  {
    key: 'test-rig',
    title: 'Base plate and housings for a test rig',
    customer: 1,
    rush: false,
    dueInDays: 49,
    criticality: 0,
    items: [
      {
        file: 'nist_ctc_01_asme1_ap242-e1.stp',
        name: 'Base plate',
        material: 'steel',
        recycledShare: 0.5,
        pieces: 2,
        toleranceIt: 8,
        roughnessRaMicrometres: 1.6,
        inspection: 'sample',
        hardened: false,
      },
      {
        file: 'nist_ctc_05_asme1_ap242-e1.stp',
        name: 'Housing',
        material: 'aluminium',
        recycledShare: 0.6,
        pieces: 3,
        toleranceIt: 7,
        roughnessRaMicrometres: 1.6,
        inspection: 'sample',
        hardened: false,
      },
    ],
  },
  {
    key: 'rush-brackets',
    title: 'Brackets after a line stop (rush)',
    customer: 2,
    rush: true,
    dueInDays: 16,
    criticality: 0.6,
    items: [
      {
        file: 'nist_ctc_03_asme1_ap242-e2.stp',
        name: 'Bracket',
        material: 'steel',
        recycledShare: 0.3,
        pieces: 12,
        toleranceIt: 9,
        roughnessRaMicrometres: 3.2,
        inspection: 'sample',
        hardened: false,
      },
    ],
  },
];

export interface PlacedOrder {
  orderId: string;
  orderVersion: number;
  title: string;
  rush: boolean;
  customer: DemoCustomer;
  dueAt: string;
  pieces: number;
  operations: { operationId: string; name: string; process: string }[];
  parts: MeasuredPart[];
}

export interface MeasuredPart {
  partId: string;
  name: string;
  volumeCubicMillimetres: number;
  areaSquareMillimetres: number;
  boundingBoxMicrometres: number[];
}

interface PartAnswer {
  partId: string;
  state: 'measuring' | 'measured' | 'failed';
  figures: { volumeCubicMillimetres: number; areaSquareMillimetres: number; boundingBoxMicrometres: number[] } | null;
  failure: { code: string; reason: string } | null;
}

export interface MeasuredOrder {
  script: OrderScript;
  parts: MeasuredPart[];
}

/**
 * Chapter 3: customers send the parts' STEP files, which are measured.
 * @param most orders, the first of the story's
 */
export async function sendParts(cast: Cast, most = ORDERS.length): Promise<MeasuredOrder[]> {
  return inParallel(ORDERS.slice(0, most), 3, async (script) => ({ script, parts: await measureParts(cast, script) }));
}

function customerOf(cast: Cast, script: OrderScript): DemoCustomer {
  const customer = cast.customers[script.customer];
  if (customer === undefined) throw new Error(`the story has no customer ${script.customer}`);
  return customer;
}

async function measureParts(cast: Cast, script: OrderScript): Promise<MeasuredPart[]> {
  const client = cast.customer(customerOf(cast, script));
  const parts: MeasuredPart[] = [];
  for (const item of script.items) {
    const bytes = readFileSync(partFile(item.file));
    const sent = await client.upload<PartAnswer>('orders', `/parts?name=${encodeURIComponent(item.name)}`, 'model/step', bytes);
    const measured = await cast.eventually(`${item.file} is measured`, async () => {
      const part = await client.get<PartAnswer>('orders', `/parts/${sent.partId}`);
      if (part.state === 'failed') throw new Error(`${item.file} could not be measured: ${part.failure?.reason}`);
      return part.figures === null ? null : { partId: part.partId, ...part.figures };
    });
    parts.push({ name: item.name, ...measured });
  }
  return parts;
}

/** Chapter 4, first half: a customer orders what was measured. */
export async function placeOrder(cast: Cast, { script, parts }: MeasuredOrder): Promise<PlacedOrder> {
  const customer = customerOf(cast, script);
  const dueAt = new Date(cast.now().getTime() + script.dueInDays * DAY_MILLIS).toISOString();
  const { town } = customer;
  const order = await cast
    .customer(customer)
    .command<{ orderId: string; orderVersion: number; operations: PlacedOrder['operations'] }>('POST', 'orders', '/orders', {
      title: script.title,
      dueAt,
      rush: script.rush,
      deliverTo: { name: customer.name, country: town.country, latitude: town.latitude, longitude: town.longitude },
      criticality: script.criticality,
      requiredCertificates: [],
      items: script.items.map(({ file: _file, name: _name, ...item }, index) => ({ ...item, partId: parts[index]?.partId })),
    });
  cast.say(`  ${script.title}: ${order.operations.length} operations from ${parts.length} measured part(s)`);
  return {
    orderId: order.orderId,
    orderVersion: order.orderVersion,
    title: script.title,
    rush: script.rush,
    customer,
    dueAt,
    pieces: script.items.reduce((sum, item) => sum + item.pieces, 0),
    operations: order.operations,
    parts,
  };
}
