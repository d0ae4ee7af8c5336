import { isUuid, newId, DomainError } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { tenantTable } from '@gewerk/platform-persistence';
import type { ServiceDefinition } from '@gewerk/platform-service';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';

class BookRequest {
  @ApiProperty() @IsString() @MaxLength(100) material: string;
  @ApiProperty() @IsInt() @Min(1) @Max(10_000) minutes: number;
}

class Booking {
  @ApiProperty() bookingId: string;
  @ApiProperty() material: string;
  @ApiProperty() minutes: number;
}

@ApiTags('bookings')
@Controller('api/workbench/v1/bookings')
class BookingsController {
  @Post()
  @Roles('member')
  @Command()
  @ApiOkResponse({ type: Booking })
  async book(@Body() { material, minutes }: BookRequest, @Work() { tx, networkId }: RequestWork): Promise<Booking> {
    const bookingId = newId();
    await tx.query('insert into booking (network_id, booking_id, material, minutes) values ($1, $2, $3, $4)', [
      networkId,
      bookingId,
      material,
      minutes,
    ]);
    return { bookingId, material, minutes };
  }

  @Get(':bookingId')
  @Roles('member')
  @ApiOkResponse({ type: Booking })
  async read(@Param('bookingId') bookingId: string, @Work() { tx, networkId }: RequestWork): Promise<Booking> {
    if (!isUuid(bookingId)) throw new DomainError('invalid', 'workbench.booking-id', 'give a uuid');
    const [row] = await tx.query<{ material: string; minutes: number }[]>(
      'select material, minutes from booking where network_id = $1 and booking_id = $2',
      [networkId, bookingId],
    );
    if (row === undefined) throw new DomainError('not-found', 'workbench.no-such-booking', 'there is no such booking');
    return { bookingId, ...row };
  }
}

class InitialWorkbench1710000000000 {
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      create table booking (network_id uuid not null, booking_id uuid not null, material text not null, minutes integer not null,
        primary key (network_id, booking_id));
      ${tenantTable('booking')}`);
  }

  async down(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('drop table booking');
  }
}

@Module({ controllers: [BookingsController] })
class WorkbenchModule {}

/** The smallest service with a command that writes a row and a query that reads it. */
export const workbenchService: ServiceDefinition = {
  name: 'workbench',
  title: 'Workbench of the benchmark',
  entities: [],
  migrations: [InitialWorkbench1710000000000],
  module: WorkbenchModule,
};
