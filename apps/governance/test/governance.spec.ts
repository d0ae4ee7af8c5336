import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MovableClock, type NetworkId, newId } from '@gewerk/kernel';
import { messagingMigrations, type Origin, type UnitOfWork, UnitsOfWork } from '@gewerk/platform-messaging';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { governanceMigrations } from '../migrations/governance.migrations.js';
import { ConfigureNetwork } from '../src/network/application/configure-network/configure-network.js';
import type { NetworkConfiguration } from '../src/network/domain/network-configuration.js';
import { ConfigurationRepository } from '../src/network/outbound/configuration-repository.js';
import { ReportUncertainty } from '../src/uncertainty/application/report-uncertainty/report-uncertainty.js';
import { UncertaintyRepository } from '../src/uncertainty/outbound/uncertainty-repository.js';

const networkId = newId<NetworkId>();
const origin = (): Origin => ({ networkId, correlationId: newId(), causationId: null, hops: 0 });
const configurations = new ConfigurationRepository();
const configureNetwork = new ConfigureNetwork(configurations);
const reportUncertainty = new ReportUncertainty(new UncertaintyRepository());

const configuration: NetworkConfiguration = {
  name: 'Network',
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  closedDays: [],
  strategy: { cost: 0.15, time: 0.3, quality: 0.3, flexibility: 0.15, service: 0.1 },
  selections: {},
  sustainabilityAmbition: 0.6,
  limits: { maxMembers: 6, minInterfaceCompatibility: 0.5, minSuitability: 0.5 },
};

let test: TestDatabase;
let units: UnitsOfWork;
const run = <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> => units.run(origin(), work);
const versionsPublished = (type: string): Promise<{ version: string }[]> =>
  run((unit) => unit.tx.query('select version from messaging.outbox where type = $1 order by version', [type]));

beforeAll(async () => {
  test = await createTestDatabase({ migrations: [...messagingMigrations, ...governanceMigrations], entities: [] });
  units = new UnitsOfWork(test.database, new MovableClock(), '/gewerk/governance');
});

afterAll(() => test.drop());

describe('governance', () => {
  it('puts a changed configuration in force as the next version and says so, and keeps quiet when nothing changed', async () => {
    expect((await run((unit) => configureNetwork.execute(unit, configuration, 'me'))).parameterVersion).toBe(1);
    expect((await run((unit) => configureNetwork.execute(unit, { ...configuration }, 'me'))).parameterVersion).toBe(1);
    const renamed = { ...configuration, name: 'Renamed' };
    expect((await run((unit) => configureNetwork.execute(unit, renamed, 'me'))).parameterVersion).toBe(2);
    expect((await run((unit) => configurations.inForce(unit.tx, networkId)))?.configuration.name).toBe('Renamed');
    expect(await versionsPublished('governance.network-configured.v1')).toHaveLength(2);
  });

  it('gives two decisions at once successive versions', async () => {
    const names = ['A', 'B', 'C', 'D'];
    const versions = await Promise.all(
      names.map((name) => run((unit) => configureNetwork.execute(unit, { ...configuration, name }, 'me'))),
    );
    expect(versions.map((version) => version.parameterVersion).sort()).toEqual([3, 4, 5, 6]);
  });

  it('remembers the mode between readings and publishes only changes', async () => {
    const report = (index: number) => run((unit) => reportUncertainty.execute(unit, { index, confidence: 1, regions: [] }, 'me'));
    expect((await report(0.7)).mode).toBe('resilient');
    expect((await report(0.62)).mode).toBe('resilient');
    expect((await report(0.62)).mode).toBe('resilient');
    expect((await report(0.6)).mode).toBe('balanced');
    expect(await versionsPublished('governance.uncertainty-changed.v1')).toHaveLength(3);
  });
});
