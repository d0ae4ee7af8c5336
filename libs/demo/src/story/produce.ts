import { type Cast, eventually, inParallel } from './cast.js';
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

/** Chapter 5: members work through their bookings in the order of their dates, the goods arrive, the customer accepts and rates. */
export async function produceAndDeliver(cast: Cast, consortia: readonly FormedConsortium[]): Promise<OrderAnswer[]> {
  const bookings = await allBookings(cast, consortia);
  for (const { booking, pieces } of bookings) {
    const member = cast.member(cast.companyById(booking.companyId));
    await cast.waitUntil(new Date(booking.slots[0]?.startsAt ?? cast.now()));
    await member.command('POST', 'capacity', `/bookings/${booking.bookingId}/starts`, {});
    await cast.waitUntil(new Date(booking.slots.at(-1)?.endsAt ?? cast.now()));
    await member.command('POST', 'capacity', `/bookings/${booking.bookingId}/finishes`, { goodPieces: pieces, scrapPieces: 0 });
  }
  return inParallel(consortia, 3, (consortium) => acceptAndRate(cast, consortium));
}

async function allBookings(cast: Cast, consortia: readonly FormedConsortium[]): Promise<{ booking: BookingAnswer; pieces: number }[]> {
  const found: { booking: BookingAnswer; pieces: number }[] = [];
  for (const consortium of consortia) {
    const perCompany = await inParallel(cast.companies, 4, (company) =>
      cast.member(company).get<{ items: BookingAnswer[] }>('capacity', `/bookings?formationId=${consortium.formationId}`),
    );
    const primaries = perCompany.flatMap((page) => page.items).filter((booking) => booking.role === 'primary');
    found.push(...primaries.map((booking) => ({ booking, pieces: consortium.order.pieces })));
  }
  const endOf = ({ booking }: { booking: BookingAnswer }): string => booking.slots.at(-1)?.endsAt ?? '';
  return found.sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1));
}

async function acceptAndRate(cast: Cast, consortium: FormedConsortium): Promise<OrderAnswer> {
  const { order } = consortium;
  const customer = cast.customer(order.customer);
  const read = (): Promise<OrderAnswer> => customer.get('orders', `/orders/${order.orderId}`);
  await eventually(`"${order.title}" is announced`, async () => ((await read()).state === 'ready' ? true : null));
  await customer.command('POST', 'orders', `/orders/${order.orderId}/acceptances`, { acceptedPieces: order.pieces });
  const delivered = await read();
  await customer.command('POST', 'orders', `/orders/${order.orderId}/ratings`, {
    ratings: (delivered.production?.memberCompanyIds ?? []).map((companyId) => ({ companyId, quality: 0.95, punctuality: 0.9, communication: 0.85, satisfaction: 0.9 })),
  });
  await eventually(`the record of "${order.title}" closes`, async () => {
    const record = await customer.get<{ phase: string }>('collaboration', `/consortia/${consortium.consortiumId}`);
    return record.phase === 'closed' ? true : null;
  });
  return read();
}
