import type { Clock } from '@gewerk/kernel';
import { AuthModule, type IssuerSettings } from '@gewerk/platform-auth';
import { EngineWorkers, Tasks } from '@gewerk/platform-compute';
import { Deadlines } from '@gewerk/platform-deadlines';
import { DenialLog, HealthController, READINESS, type Readiness, WorkInterceptor } from '@gewerk/platform-http';
import { UnitsOfWork } from '@gewerk/platform-messaging';
import { Database } from '@gewerk/platform-persistence';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR, RouterModule } from '@nestjs/core';
import type { ServiceDefinition } from './definition.js';
import { ClockController } from './operations/clock.controller.js';
import { ConsumptionController } from './operations/consumption.controller.js';
import { DenialsController } from './operations/denials.controller.js';
import { OperationsState } from './operations/operations.state.js';
import { ParkedEventsController } from './operations/parked-events.controller.js';

/** Token of the `Clock`. */
export const CLOCK = Symbol('gewerk.clock');

export interface RootParts {
  database: Database;
  units: UnitsOfWork;
  clock: Clock;
  issuer: IssuerSettings;
  state: OperationsState;
}

@Global()
@Module({})
class PlatformModule {}

@Module({ controllers: [ParkedEventsController, ConsumptionController, DenialsController, ClockController] })
class OperationsModule {}

@Module({ controllers: [HealthController] })
class HealthModule {}

@Module({})
class ServiceRoot {}

/** The Nest module of a whole service: what the platform gives, the operator's routes, and the service's own module. */
export function serviceRoot(definition: ServiceDefinition, parts: RootParts): DynamicModule {
  const { database, units, clock, state } = parts;
  const readiness: Readiness = { failing: () => failingChecks(database, state), blockedSeconds: () => blockedSeconds(state) };
  const platform: DynamicModule = {
    module: PlatformModule,
    providers: [
      { provide: Database, useValue: database },
      { provide: UnitsOfWork, useValue: units },
      { provide: CLOCK, useValue: clock },
      { provide: OperationsState, useValue: state },
      { provide: READINESS, useValue: readiness },
      { provide: DenialLog, useValue: new DenialLog(database) },
      { provide: APP_INTERCEPTOR, useClass: WorkInterceptor },
      Deadlines,
      Tasks,
      EngineWorkers,
    ],
    exports: [Database, UnitsOfWork, CLOCK, OperationsState, READINESS, DenialLog, Deadlines, Tasks, EngineWorkers],
  };
  const routes = RouterModule.register([
    { path: `api/${definition.name}/v1`, module: OperationsModule },
    { path: `api/${definition.name}`, module: HealthModule },
  ]);
  return {
    module: ServiceRoot,
    imports: [platform, AuthModule.forIssuer(parts.issuer), OperationsModule, HealthModule, routes, definition.module],
  };
}

function blockedSeconds({ bus }: OperationsState): number {
  const since = bus?.pipeline.blockedSince ?? null;
  return since === null ? 0 : Math.round((Date.now() - since.getTime()) / 1000);
}

const DATABASE_PATIENCE_MILLIS = 2_000;

async function failingChecks(database: Database, state: OperationsState): Promise<string[]> {
  const failing: string[] = [];
  if (state.draining) failing.push('draining');
  if (state.bus === null) failing.push('event bus');
  const answer = database.dataSource.query('select 1').then(
    () => true,
    () => false,
  );
  const patience = new Promise<false>((resolve) => setTimeout(() => resolve(false), DATABASE_PATIENCE_MILLIS).unref());
  if (!(await Promise.race([answer, patience]))) failing.push('database');
  return failing;
}
