import { NetworkConfigured } from '@gewerk/contracts/governance';
import { canonicalJson } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { assertConfiguration, type NetworkConfiguration } from '../../domain/network-configuration.js';
import { ConfigurationRepository, type VersionedConfiguration } from '../../outbound/configuration-repository.js';

/** Puts a configuration in force as the next version; one that changes nothing is no new version and no event. */
@Injectable()
export class ConfigureNetwork {
  constructor(private readonly configurations: ConfigurationRepository) {}

  async execute(work: UnitOfWork, configuration: NetworkConfiguration, decidedBy: string): Promise<VersionedConfiguration> {
    assertConfiguration(configuration);
    // Two orchestrators who decide at once get successive versions.
    await work.tx.query("select pg_advisory_xact_lock(hashtextextended('network ' || $1, 0))", [work.networkId]);
    const former = await this.configurations.inForce(work.tx, work.networkId);
    if (former !== null && canonicalJson(former.configuration) === canonicalJson(configuration)) return former;
    const version = { parameterVersion: (former?.parameterVersion ?? 0) + 1, configuration, inForceFrom: work.now };
    await this.configurations.add(work.tx, work.networkId, version, decidedBy);
    work.publish(NetworkConfigured, { networkId: work.networkId, parameterVersion: version.parameterVersion, ...configuration });
    return version;
  }
}
