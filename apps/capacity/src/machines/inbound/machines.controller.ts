import { DomainError, isUuid } from '@gewerk/kernel';
import { denied, Roles } from '@gewerk/platform-auth';
import { decodeCursor, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CalendarRepository } from '../outbound/calendar-repository.js';
import { MachineRepository } from '../outbound/machine-repository.js';
import { MachinePageResponse, MachineWindowsResponse, toMachineResponse, toWindowsResponse } from './machine.dto.js';
import { ownCompany } from './own-company.js';

@ApiTags('machines')
@Controller('api/capacity/v1/machines')
export class MachinesController {
  constructor(
    private readonly machines: MachineRepository,
    private readonly calendars: CalendarRepository,
  ) {}

  @Get()
  @Roles('member', 'system')
  @ApiOkResponse({ type: MachinePageResponse })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<MachinePageResponse> {
    const of = { companyId: ownCompany(work.caller), after: decodeCursor(query.cursor, isUuid), limit: query.limit + 1 };
    const found = await this.machines.page(work.tx, work.networkId, of);
    const ids = found.map((machine) => machine.machineId);
    const calendars = await this.calendars.read(work.tx, work.networkId, ids);
    const page = pageOf(found, query.limit, (machine) => machine.machineId);
    return { ...page, items: page.items.map((machine) => toMachineResponse(machine, calendars.get(machine.machineId))) };
  }

  @Get(':machineId/windows')
  @Roles('member', 'system')
  @ApiOkResponse({ type: MachineWindowsResponse })
  async windows(@Param('machineId', ParseUUIDPipe) machineId: string, @Work() work: RequestWork): Promise<MachineWindowsResponse> {
    const { tx, networkId } = work;
    const machine = (await this.machines.byIds(tx, networkId, [machineId])).get(machineId);
    if (machine === undefined || machine.companyId !== ownCompany(work.caller)) {
      const unknown = new DomainError(
        'not-found',
        'capacity.machine-unknown',
        'Your company has no such machine; list them under /machines.',
      );
      throw machine === undefined ? unknown : denied(unknown);
    }
    const calendar = (await this.calendars.read(tx, networkId, [machineId])).get(machineId);
    const since = new Date(calendar?.statement?.horizon[0] ?? work.now);
    const taken = await this.calendars.taken(tx, networkId, [machineId], since);
    return toWindowsResponse(machineId, calendar, taken.get(machineId) ?? []);
  }
}
