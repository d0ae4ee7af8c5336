import { newId } from '@gewerk/kernel';
import { Body, Controller, Get, Inject, Module, Param, Post } from '@nestjs/common';
import pg from 'pg';

export interface BookRequest {
  material: string;
  minutes: number;
}

export interface Booking extends BookRequest {
  bookingId: string;
}

/** A route with nothing behind it: what the framework takes by itself. */
@Controller('bookings')
class EmptyController {
  @Post()
  book(@Body() { material, minutes }: BookRequest): Booking {
    return { bookingId: newId(), material, minutes };
  }

  @Get(':bookingId')
  read(@Param('bookingId') bookingId: string): Booking {
    return { bookingId, material: 'steel', minutes: 90 };
  }
}

@Module({ controllers: [EmptyController] })
export class EmptyModule {}

/** The same rows as the service: a booking, and the answer kept under its key; without tokens, tenants and checks of the input. */
@Controller('bookings')
class SqlController {
  constructor(@Inject(pg.Pool) private readonly pool: pg.Pool) {}

  @Post()
  async book(@Body() { material, minutes }: BookRequest): Promise<Booking> {
    const booking = { bookingId: newId(), material, minutes };
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query('insert into booking (booking_id, material, minutes) values ($1, $2, $3)', [booking.bookingId, material, minutes]);
      await client.query('insert into answer (key, body) values ($1, $2)', [newId(), JSON.stringify(booking)]);
      await client.query('commit');
      return booking;
    } finally {
      client.release();
    }
  }

  @Get(':bookingId')
  async read(@Param('bookingId') bookingId: string): Promise<Booking> {
    const { rows } = await this.pool.query<BookRequest>('select material, minutes from booking where booking_id = $1', [bookingId]);
    const [row] = rows;
    if (row === undefined) throw new Error('there is no such booking');
    return { bookingId, ...row };
  }
}

/** Ten connections, as many as a service has. */
const pool = { provide: pg.Pool, useFactory: () => new pg.Pool({ connectionString: process.env['BENCH_DATABASE_URL'], max: 10 }) };

@Module({ controllers: [SqlController], providers: [pool] })
export class SqlModule {}

export const SQL_TABLES = `create table booking (booking_id uuid primary key, material text not null, minutes integer not null);
  create table answer (key text primary key, body json not null);`;
