import { DomainError } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ConfigureNetwork } from '../application/configure-network/configure-network.js';
import { ConfigurationRepository } from '../outbound/configuration-repository.js';
import { NetworkConfigurationDto, NetworkResponse, toResponse } from './network.dto.js';

@ApiTags('network')
@Controller('api/governance/v1/network')
export class NetworkController {
  constructor(
    private readonly configurations: ConfigurationRepository,
    private readonly configureNetwork: ConfigureNetwork,
  ) {}

  @Put()
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: NetworkResponse })
  async configure(@Body() body: NetworkConfigurationDto, @Work() work: RequestWork): Promise<NetworkResponse> {
    // Plain objects from here on: the version is compared and stored as JSON.
    const configuration = { ...body, strategy: { ...body.strategy }, limits: { ...body.limits } };
    return toResponse(work.networkId, await this.configureNetwork.execute(work, configuration, work.caller.subject));
  }

  @Get()
  @Roles('orchestrator', 'member', 'customer', 'auditor', 'system')
  @ApiOkResponse({ type: NetworkResponse })
  async read(@Work() work: RequestWork): Promise<NetworkResponse> {
    const version = await this.configurations.inForce(work.tx, work.networkId);
    if (version === null) {
      throw new DomainError(
        'not-found',
        'governance.network-not-configured',
        'the network has no configuration yet; the orchestrator puts one',
      );
    }
    return toResponse(work.networkId, version);
  }
}
