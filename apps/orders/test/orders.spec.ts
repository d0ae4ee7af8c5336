import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { OperationFinished } from '@gewerk/contracts/capacity';
import { ConsortiumChosen, ConsortiumConfirmed, ConsortiumDissolved, FormationFailed, NoConsortiumFound } from '@gewerk/contracts/matching';
import {
  ComplaintRaised,
  DeliveryAccepted,
  DeliveryAnnounced,
  OrderCancelled,
  OrderRated,
  OrderSubmitted,
  type OrderSubmittedData,
} from '@gewerk/contracts/orders';
import { newId } from '@gewerk/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ordersService } from '../src/index.js';
import { type Made, makeConsortium } from './consortium-builders.js';
import { type Answer, ServiceUnderTest } from './service-under-test.js';

const PARTS = join(import.meta.dirname, '../../../../libs/engines/geometry/golden/parts');
const DAY_MILLIS = 86_400_000;

describe('orders', () => {
  let service: ServiceUnderTest;
  let directory: string;
  let measuredPartId: string;
  const customerCompanyId = newId();
  const customer = () => service.caller('customer', customerCompanyId);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'orders-'));
    process.env['GEWERK_BLOB_DIRECTORY'] = directory;
    service = await ServiceUnderTest.start(ordersService);
    measuredPartId = await upload(readFileSync(join(PARTS, 'nist_stc_06_asme1_ap242-e3.stp')), 'Milled block', 'measured');
  });

  afterAll(async () => {
    await service.stop();
    rmSync(directory, { recursive: true });
  });

  async function upload(bytes: Buffer, name: string, until: 'measured' | 'failed'): Promise<string> {
    const received = await service.post(customer(), `/api/orders/v1/parts?name=${encodeURIComponent(name)}`, bytes);
    expect([received.status, received.body.state]).toEqual([202, 'measuring']);
    for (let tries = 0; tries < 250; tries += 1) {
      const { body } = await service.get(customer(), `/api/orders/v1/parts/${received.body.partId}`);
      if (body.state !== 'measuring') {
        expect(body.state).toBe(until);
        return body.partId;
      }
      await delay(100);
    }
    throw new Error('the part was not measured in time');
  }

  function requestFor(partId: string, changes: object = {}): object {
    const item = {
      partId,
      material: 'tool-steel',
      recycledShare: 0.3,
      pieces: 8,
      toleranceIt: 6,
      roughnessRaMicrometres: 0.8,
      inspection: 'full',
      hardened: true,
    };
    const deliverTo = { name: 'Works 1', country: 'DE', latitude: 48.78, longitude: 9.18 };
    const dueAt = new Date(service.clock.now().getTime() + 30 * DAY_MILLIS).toISOString();
    return { title: 'Mould inserts', dueAt, rush: false, deliverTo, items: [item], ...changes };
  }

  async function submit(changes: object = {}): Promise<OrderSubmittedData> {
    const { status, body } = await service.post(customer(), '/api/orders/v1/orders', requestFor(measuredPartId, changes));
    expect([status, body.code]).toEqual([201, undefined]);
    const published = await service.published(OrderSubmitted);
    return published.find((order) => order.orderId === body.orderId) as OrderSubmittedData;
  }

  const stateOf = async (orderId: string): Promise<string> =>
    (await service.get(customer(), `/api/orders/v1/orders/${orderId}`)).body.state;
  const command = (orderId: string, name: string, body: object): Promise<Answer> =>
    service.post(customer(), `/api/orders/v1/orders/${orderId}/${name}`, body);

  async function produce(order: OrderSubmittedData): Promise<Made> {
    const made = makeConsortium(order, service.clock.now());
    await service.receive(ConsortiumChosen, made.chosen);
    await service.receive(ConsortiumConfirmed, made.confirmed);
    for (const finished of made.finished) await service.receive(OperationFinished, finished);
    return made;
  }

  const ratingsOf = (companyIds: readonly string[]): object => ({
    ratings: companyIds.map((companyId) => ({ companyId, quality: 0.9, punctuality: 1, communication: 0.8, satisfaction: 0.9 })),
  });

  it('measures an uploaded part and says why a file cannot be measured', async () => {
    const { body } = await service.get(customer(), `/api/orders/v1/parts/${measuredPartId}`);
    expect(Math.abs(body.figures.volumeCubicMillimetres / 3_321_741 - 1)).toBeLessThan(0.005);
    const failedId = await upload(Buffer.from('no step file at all'), 'Drawing', 'failed');
    const failed = await service.get(customer(), `/api/orders/v1/parts/${failedId}`);
    expect(failed.body.failure).toMatchObject({ code: 'geometry.not-step' });
    const refused = await service.post(customer(), '/api/orders/v1/orders', requestFor(failedId));
    expect([refused.status, refused.body.code]).toEqual([409, 'orders.parts-must-be-measured']);
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/items/0/partId', code: 'partFailed' })]);
  });

  it('hides parts and orders from other companies', async () => {
    const stranger = service.caller('customer', newId());
    expect((await service.get(stranger, `/api/orders/v1/parts/${measuredPartId}`)).status).toBe(404);
    const order = await submit();
    expect((await service.get(stranger, `/api/orders/v1/orders/${order.orderId}`)).status).toBe(404);
    expect((await service.post(stranger, `/api/orders/v1/orders/${order.orderId}/cancellations`, { reason: 'x' })).status).toBe(404);
    expect((await service.get(stranger, '/api/orders/v1/orders')).body.items).toEqual([]);
    expect((await service.post(stranger, '/api/orders/v1/orders', requestFor(measuredPartId))).body.errors).toEqual([
      expect.objectContaining({ pointer: '/items/0/partId', code: 'partUnknown' }),
    ]);
  });

  it('publishes an order with its routing, masses and profile', async () => {
    const order = await submit({ profile: { quality: 0.25 } });
    expect(order.operations.map((operation) => operation.process)).toEqual([
      'sawing',
      'milling-3-axis',
      'heat-treatment',
      'grinding',
      'inspection',
    ]);
    expect(order.operations.map((operation) => operation.after)).toEqual([
      [],
      ...order.operations.slice(0, -1).map((operation) => [operation.operationId]),
    ]);
    expect(order.parts[0]).toMatchObject({ netMassGrams: expect.any(Number), toleranceIt: 6, roughnessRaNanometres: 800 });
    expect(order.profile).toMatchObject({ quality: 0.25, qualityOverridden: true, complexityOverridden: false });
    const { body } = await service.get(customer(), `/api/orders/v1/orders/${order.orderId}`);
    expect(body.profile.computedQuality).toBeGreaterThan(0.6);
    expect(body.operations[1].assumptions.join()).toContain('(A: ');
  });

  it('refuses an order naming every wrong field', async () => {
    const item = {
      partId: measuredPartId,
      material: 'aluminium',
      recycledShare: 0,
      pieces: 1,
      toleranceIt: 9,
      inspection: 'none',
      hardened: true,
    };
    const past = requestFor(measuredPartId, { dueAt: '2020-01-01T00:00:00Z', items: [item, { ...item, hardened: false }] });
    const { status, body } = await service.post(customer(), '/api/orders/v1/orders', past);
    expect([status, body.code]).toEqual([422, 'orders.order-must-be-makeable']);
    expect(body.errors.map((error: { pointer: string; code: string }) => `${error.pointer} ${error.code}`)).toEqual([
      '/dueAt dueInThePast',
      '/items/0/hardened notHardenable',
      '/items/1/partId partTwice',
    ]);
  });

  it('refuses more material than a small batch takes', async () => {
    const item = { partId: measuredPartId, material: 'steel', recycledShare: 0, pieces: 1000, toleranceIt: 9, inspection: 'none' };
    const { status, body } = await service.post(customer(), '/api/orders/v1/orders', requestFor(measuredPartId, { items: [item] }));
    expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, '/items', 'tooHeavy']);
  });

  it('places an order once for one idempotency key', async () => {
    const key = newId();
    const request = requestFor(measuredPartId);
    const first = await service.post(customer(), '/api/orders/v1/orders', request, key);
    const second = await service.post(customer(), '/api/orders/v1/orders', request, key);
    expect(second.body).toEqual(first.body);
    expect((await service.published(OrderSubmitted)).filter((order) => order.orderId === first.body.orderId)).toHaveLength(1);
  });

  it('follows an order from the choice to the rating', async () => {
    const order = await submit();
    const made = makeConsortium(order, service.clock.now());
    await service.receive(ConsortiumChosen, made.chosen);
    expect(await stateOf(order.orderId)).toBe('forming');
    await service.receive(ConsortiumConfirmed, made.confirmed);
    expect(await stateOf(order.orderId)).toBe('in-production');
    expect((await command(order.orderId, 'acceptances', { acceptedPieces: 8 })).body.code).toBe(
      'orders.order-must-be-ready-before-acceptance',
    );
    for (const finished of made.finished) await service.receive(OperationFinished, finished);
    expect(await stateOf(order.orderId)).toBe('ready');
    const [announced] = (await service.published(DeliveryAnnounced)).filter((event) => event.orderId === order.orderId);
    expect(Date.parse(announced?.expectedAt as string) - Date.parse(announced?.announcedAt as string)).toBe(DAY_MILLIS);

    expect((await command(order.orderId, 'ratings', ratingsOf(made.companyIds))).body.code).toBe(
      'orders.order-must-be-accepted-before-rating',
    );
    expect((await command(order.orderId, 'acceptances', { acceptedPieces: 9 })).body.code).toBe('orders.pieces-must-be-ordered');
    expect((await command(order.orderId, 'acceptances', { acceptedPieces: 8 })).body).toMatchObject({
      state: 'delivered',
      delivery: { onTime: true },
    });
    const [accepted] = (await service.published(DeliveryAccepted)).filter((event) => event.orderId === order.orderId);
    expect(accepted).toMatchObject({
      formationId: made.confirmed.formationId,
      acceptedPieces: 8,
      acceptedValue: made.confirmed.price.total,
    });

    const incomplete = await command(order.orderId, 'ratings', ratingsOf([made.companyIds[0] as string, newId()]));
    expect([incomplete.status, incomplete.body.code]).toEqual([422, 'orders.ratings-must-name-each-member-once']);
    expect(incomplete.body.errors.map((error: { code: string }) => error.code)).toEqual(['notAMember', 'memberMissing']);
    expect((await command(order.orderId, 'ratings', ratingsOf(made.companyIds))).body.state).toBe('rated');
    expect((await service.published(OrderRated)).filter((event) => event.orderId === order.orderId)).toHaveLength(1);
    expect((await command(order.orderId, 'cancellations', { reason: 'late' })).body.code).toBe(
      'orders.order-must-be-cancelled-before-delivery',
    );
  });

  it('announces a delivery once, even where the last operation is reported before the confirmation', async () => {
    const order = await submit();
    const made = makeConsortium(order, service.clock.now());
    for (const finished of made.finished) await service.receive(OperationFinished, finished);
    expect(await stateOf(order.orderId)).toBe('submitted');
    await service.receive(ConsortiumConfirmed, made.confirmed);
    expect(await stateOf(order.orderId)).toBe('ready');
    await service.receive(ConsortiumChosen, { ...made.chosen, formationId: newId() });
    expect(await stateOf(order.orderId)).toBe('ready');
    expect((await service.published(DeliveryAnnounced)).filter((event) => event.orderId === order.orderId)).toHaveLength(1);
  });

  it('is late where the promised date has passed at acceptance', async () => {
    const order = await submit();
    await produce(order);
    service.clock.setOffset(11 * DAY_MILLIS);
    expect((await command(order.orderId, 'acceptances', { acceptedPieces: 8 })).body.delivery.onTime).toBe(false);
    service.clock.setOffset(0);
  });

  it('shows members the order without its prices, and standbys nothing', async () => {
    const order = await submit({ targetPrice: { amountMinor: 1_000_000, currency: 'EUR' } });
    const made = await produce(order);
    const member = await service.get(service.caller('member', made.companyIds[0]), `/api/orders/v1/orders/${order.orderId}`);
    expect(member.body).toMatchObject({ targetPrice: null, production: { price: null } });
    const listed = await service.get(service.caller('member', made.companyIds[0]), '/api/orders/v1/orders');
    expect(listed.body.items.map((one: { orderId: string }) => one.orderId)).toEqual([order.orderId]);
    const standby = made.confirmed.members.find((one) => one.role === 'standby');
    expect((await service.get(service.caller('member', standby?.companyId), `/api/orders/v1/orders/${order.orderId}`)).status).toBe(404);
  });

  it('is open again after a failed formation or a dissolved consortium', async () => {
    const order = await submit();
    const first = makeConsortium(order, service.clock.now());
    await service.receive(ConsortiumChosen, first.chosen);
    await service.receive(FormationFailed, {
      formationId: first.chosen.formationId,
      orderId: order.orderId,
      reason: 'no-replacement',
      detail: 'two members declined',
      failedAt: service.clock.now().toISOString(),
    });
    expect(await stateOf(order.orderId)).toBe('submitted');
    const second = await produce(order);
    await service.receive(ConsortiumDissolved, {
      formationId: second.confirmed.formationId,
      consortiumId: second.confirmed.consortiumId,
      orderId: order.orderId,
      reason: 'insolvency',
      dissolvedAt: service.clock.now().toISOString(),
    });
    expect(await stateOf(order.orderId)).toBe('submitted');
  });

  it('counts an answer of matching for the version that it saw, and keeps a cancelled order cancelled', async () => {
    const order = await submit();
    const answer = {
      orderId: order.orderId,
      orderVersion: 1,
      customerCompanyId,
      policyVersion: 'p1',
      inputDigest: 'd',
      reasons: [{ code: 'x', text: 'nobody grinds', params: {} }],
      relaxations: [],
    };
    await service.receive(NoConsortiumFound, { ...answer, orderVersion: 7 });
    expect(await stateOf(order.orderId)).toBe('submitted');
    await service.receive(NoConsortiumFound, answer);
    expect(await stateOf(order.orderId)).toBe('unplaceable');
    expect((await command(order.orderId, 'cancellations', { reason: 'bought elsewhere' })).body).toMatchObject({
      state: 'cancelled',
      orderVersion: 2,
    });
    expect((await service.published(OrderCancelled)).filter((event) => event.orderId === order.orderId)).toHaveLength(1);
    await produce(order);
    expect(await stateOf(order.orderId)).toBe('cancelled');
    expect((await service.published(DeliveryAnnounced)).filter((event) => event.orderId === order.orderId)).toHaveLength(0);
  });

  it('lets a refused delivery be accepted once the complaint is resolved', async () => {
    const order = await submit();
    await produce(order);
    expect((await command(order.orderId, 'complaints', { affectedPieces: 2, reason: 'bores out of tolerance' })).body.state).toBe(
      'complained',
    );
    expect((await service.published(ComplaintRaised)).filter((event) => event.orderId === order.orderId)).toHaveLength(1);
    expect((await command(order.orderId, 'complaints', { affectedPieces: 2, reason: 'again' })).body.code).toBe(
      'orders.order-must-be-ready-before-complaint',
    );
    expect((await command(order.orderId, 'acceptances', { acceptedPieces: 8 })).body.state).toBe('delivered');
  });

  it('pages through the orders, newest first', async () => {
    const all = (await service.get(customer(), '/api/orders/v1/orders?limit=200')).body.items.map(
      (one: { orderId: string }) => one.orderId,
    );
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Answer = await service.get(customer(), `/api/orders/v1/orders?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.body.items.map((one: { orderId: string }) => one.orderId));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    expect([...all].sort().reverse()).toEqual(all);
  });

  it('documents every route with its answers', () => {
    const { paths } = service.openApi() as { paths: Record<string, Record<string, { responses: object }>> };
    for (const path of ['/api/orders/v1/parts', '/api/orders/v1/orders', '/api/orders/v1/orders/{orderId}/ratings'])
      expect(paths).toHaveProperty([path]);
  });
});
