import { type Cast, inParallel } from './cast.js';
import type { FormedConsortium, MoneyAnswer } from './form-consortia.js';

interface BookingAnswer {
  bookingId: string;
  formationId: string;
  operationId: string;
  companyId: string;
  role: 'primary' | 'standby';
  state: string;
  slots: { startsAt: string; endsAt: string }[];
}

export interface OrderAnswer {
  orderId: string;
  state: string;
  production: { memberCompanyIds: string[] } | null;
  delivery: { acceptedValue: MoneyAnswer | null; onTime: boolean } | null;
}

interface Happening {
  at: Date;
  kind: 'operation' | 'delivery';
  act(): Promise<void>;
}

/** Chapter 6: members work through their bookings on the booked days, goods arrive, customers accept and rate. */
export async function produceAndDeliver(cast: Cast, consortia: readonly FormedConsortium[]): Promise<OrderAnswer[]> {
  const outcomes = new Map<FormedConsortium, OrderAnswer>();
  const happenings: Happening[] = [];
  for (const consortium of consortia) {
    for (const booking of await primaryBookings(cast, consortium)) happenings.push(...workOn(cast, consortium, booking));
    const at = new Date(consortium.formation.arrivesAt);
    happenings.push({ at, kind: 'delivery', act: async () => void outcomes.set(consortium, await acceptAndRate(cast, consortium)) });
  }
  // Stable: what falls on one instant keeps the order start, finish, acceptance.
  happenings.sort((a, b) => a.at.getTime() - b.at.getTime());
  const rounds = { operation: 0, delivery: 0 };
  for (const { at, kind, act } of happenings) {
    await cast.waitUntil(at);
    await cast.takes({ name: kind, round: rounds[kind] });
    rounds[kind] += 1;
    await act();
  }
  return consortia.flatMap((consortium) => outcomes.get(consortium) ?? []);
}

async function primaryBookings(cast: Cast, consortium: FormedConsortium): Promise<BookingAnswer[]> {
  const members = [...new Set(consortium.formation.seats.map((seat) => seat.companyId))];
  const perCompany = await inParallel(members, 4, (companyId) =>
    cast.member(cast.companyById(companyId)).get<{ items: BookingAnswer[] }>('capacity', `/bookings?formationId=${consortium.formationId}`),
  );
  return perCompany.flatMap((page) => page.items).filter((booking) => booking.role === 'primary');
}

function workOn(cast: Cast, consortium: FormedConsortium, booking: BookingAnswer): Happening[] {
  const [first, last] = [booking.slots[0], booking.slots.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`booking ${booking.bookingId} has no slots`);
  const member = cast.member(cast.companyById(booking.companyId));
  const path = `/bookings/${booking.bookingId}`;
  const report = { goodPieces: consortium.order.pieces, scrapPieces: 0 };
  return [
    { at: new Date(first.startsAt), kind: 'operation', act: () => member.command('POST', 'capacity', `${path}/starts`, {}) },
    { at: new Date(last.endsAt), kind: 'operation', act: () => member.command('POST', 'capacity', `${path}/finishes`, report) },
  ];
}

async function acceptAndRate(cast: Cast, consortium: FormedConsortium): Promise<OrderAnswer> {
  const { order } = consortium;
  const customer = cast.customer(order.customer);
  const read = (): Promise<OrderAnswer> => customer.get('orders', `/orders/${order.orderId}`);
  await cast.eventually(`"${order.title}" is announced`, async () => ((await read()).state === 'ready' ? true : null));
  await customer.command('POST', 'orders', `/orders/${order.orderId}/acceptances`, { acceptedPieces: order.pieces });
  const delivered = await read();
  await customer.command('POST', 'orders', `/orders/${order.orderId}/ratings`, {
    ratings: (delivered.production?.memberCompanyIds ?? []).map((companyId) => ({
      companyId,
      quality: 0.95,
      punctuality: 0.9,
      communication: 0.85,
      satisfaction: 0.9,
    })),
  });
  await cast.eventually(`the record of "${order.title}" closes`, async () => {
    const record = await customer.get<{ phase: string }>('collaboration', `/consortia/${consortium.consortiumId}`);
    return record.phase === 'closed' ? true : null;
  });
  return read();
}
