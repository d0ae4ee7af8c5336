import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { healthController, READINESS_CHECKS, type ReadinessCheck } from './api/health.controller.js';
import { InputPipe } from './input/input.pipe.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { WorkInterceptor } from './work/work.interceptor.js';

/**
 * What every HTTP route of a service gets: problem+json, checked input, its transaction, health. Needs `UnitsOfWork` from a
 * global module of the application.
 */
@Module({})
export class HttpModule {
  static forService(service: string, readinessChecks: readonly ReadinessCheck[]): DynamicModule {
    return {
      module: HttpModule,
      controllers: [healthController(service)],
      providers: [
        { provide: READINESS_CHECKS, useValue: readinessChecks },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_INTERCEPTOR, useClass: WorkInterceptor },
      ],
    };
  }
}
