import { isUuid } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReservationRepository } from '../../holds/outbound/reservation-repository.js';
import { ownCompany } from '../../machines/inbound/own-company.js';
import { FinishOperation } from '../application/finish-operation/finish-operation.js';
import { StartOperation } from '../application/start-operation/start-operation.js';
import { BookingPageResponse, BookingResponse, BookingsQuery, FinishRequest, toBookingResponse } from './booking.dto.js';

@ApiTags('bookings')
@Controller('api/capacity/v1/bookings')
export class BookingsController {
  constructor(
    private readonly reservations: ReservationRepository,
    private readonly startOperation: StartOperation,
    private readonly finishOperation: FinishOperation,
  ) {}

  @Get()
  @Roles('member', 'system')
  @ApiOkResponse({ type: BookingPageResponse })
  async list(@Query() query: BookingsQuery, @Work() work: RequestWork): Promise<BookingPageResponse> {
    const found = await this.reservations.bookingsOf(work.tx, work.networkId, {
      companyId: ownCompany(work.caller),
      formationId: query.formationId ?? null,
      after: decodeCursor(query.cursor, isUuid),
      limit: query.limit + 1,
    });
    return pageOf(found.map(toBookingResponse), query.limit, (booking) => booking.bookingId);
  }

  @Post(':bookingId/starts')
  @HttpCode(200)
  @Roles('member', 'system')
  @Command()
  @ApiOkResponse({ type: BookingResponse })
  async start(@Param('bookingId', ParseUUIDPipe) bookingId: string, @Work() work: RequestWork): Promise<BookingResponse> {
    return toBookingResponse(await this.startOperation.execute(work, { companyId: ownCompany(work.caller), bookingId }));
  }

  @Post(':bookingId/finishes')
  @HttpCode(200)
  @Roles('member', 'system')
  @Command()
  @ApiOkResponse({ type: BookingResponse })
  async finish(
    @Param('bookingId', ParseUUIDPipe) bookingId: string,
    @Body() request: FinishRequest,
    @Work() work: RequestWork,
  ): Promise<BookingResponse> {
    const { goodPieces, scrapPieces } = request;
    const finished = { companyId: ownCompany(work.caller), bookingId, goodPieces, scrapPieces };
    return toBookingResponse(await this.finishOperation.execute(work, finished));
  }
}
