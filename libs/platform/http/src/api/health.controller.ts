import { Public } from '@gewerk/platform-auth';
import { Controller, Get, Inject, Res, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** Tells whether one thing that requests depend on works; `detail` is shown to whoever asks. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<{ ok: boolean; detail?: string }>;
}

export const READINESS_CHECKS = Symbol('readiness checks');

const CHECK_TIMEOUT_MILLIS = 2_000;

class LivenessResponse {
  @ApiProperty({ enum: ['live'] }) status: 'live';
}

class CheckResponse {
  @ApiProperty() name: string;
  @ApiProperty() ok: boolean;
  @ApiProperty({ required: false, type: String }) detail?: string;
}

class ReadinessResponse {
  @ApiProperty({ enum: ['ready', 'unready'] }) status: 'ready' | 'unready';
  @ApiProperty({ type: [CheckResponse] }) checks: CheckResponse[];
}

/** `/api/<service>/health`: live asks nothing but this process; ready asks what requests depend on. */
export function healthController(service: string): Type<unknown> {
  @ApiTags('health')
  @Public()
  @Controller(`api/${service}/health`)
  class HealthController {
    constructor(@Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[]) {}

    @Get('live')
    @ApiOkResponse({ type: LivenessResponse })
    live(): LivenessResponse {
      return { status: 'live' };
    }

    @Get('ready')
    @ApiOkResponse({ type: ReadinessResponse })
    @ApiResponse({ status: 503, type: ReadinessResponse })
    async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessResponse> {
      const checks = await Promise.all(this.checks.map(perform));
      const ready = checks.every(({ ok }) => ok);
      void reply.status(ready ? 200 : 503);
      return { status: ready ? 'ready' : 'unready', checks };
    }
  }
  return HealthController;
}

async function perform(probe: ReadinessCheck): Promise<CheckResponse> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ ok: boolean; detail: string }>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: `no answer within ${CHECK_TIMEOUT_MILLIS} ms` }), CHECK_TIMEOUT_MILLIS);
  });
  // The reason may name hosts and roles; it is for the log of whoever made the check, not for the public.
  const result = await Promise.race([probe.check().catch(() => ({ ok: false, detail: 'failed' })), late]);
  clearTimeout(timer);
  return { name: probe.name, ...result };
}
