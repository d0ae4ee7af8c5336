import { DomainError } from '@gewerk/kernel';
import { Public } from '@gewerk/platform-auth';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

/** What must hold before a service takes requests; the names of the checks that fail, none where all is well. */
export interface Readiness {
  failing(): Promise<string[]>;
  /** How long the events in hand have not got on; a dependency that is away for long shows here, and nothing restarts for it. */
  blockedSeconds(): number;
}

export const READINESS = Symbol('gewerk.readiness');

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  /** Answers while the process works; never asks dependencies, or their fault would restart every service. */
  @Get('live')
  @Public()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  async ready(): Promise<{ status: 'ready'; blockedSeconds: number }> {
    const failing = await this.readiness.failing();
    if (failing.length === 0) return { status: 'ready', blockedSeconds: this.readiness.blockedSeconds() };
    throw new DomainError('unavailable', 'http.not-ready', `not ready: ${failing.join(', ')}`, [], { failing });
  }
}
