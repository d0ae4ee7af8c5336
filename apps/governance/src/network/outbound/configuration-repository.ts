import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { NetworkConfiguration } from '../domain/network-configuration.js';

export interface VersionedConfiguration {
  parameterVersion: number;
  configuration: NetworkConfiguration;
  inForceFrom: Date;
}

/** Every version a network ever had; the highest is in force (methods 2.5). */
@Injectable()
export class ConfigurationRepository {
  async inForce(tx: Transaction, networkId: string): Promise<VersionedConfiguration | null> {
    const [row] = (await tx.query(
      `select parameter_version as "parameterVersion", configuration, in_force_from as "inForceFrom"
       from network_configuration where network_id = $1 order by parameter_version desc limit 1`,
      [networkId],
    )) as VersionedConfiguration[];
    return row ?? null;
  }

  async add(tx: Transaction, networkId: string, version: VersionedConfiguration, decidedBy: string): Promise<void> {
    await tx.query('insert into network_configuration values ($1, $2, $3, $4, $5)', [
      networkId,
      version.parameterVersion,
      JSON.stringify(version.configuration),
      version.inForceFrom,
      decidedBy,
    ]);
  }
}
