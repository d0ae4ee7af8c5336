import { DomainError, type ErrorKind, isUuid } from '@gewerk/kernel';
import { Public, Roles } from '@gewerk/platform-auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { IsString } from 'class-validator';
import { HealthController } from '../src/api/health.controller.js';
import { BodyLimit } from '../src/input/decorators.js';
import { type ApplicationUnderTest, startApplication } from './application.js';

class Note {
  @IsString() text: string;
}

@Controller('things')
class ThingsController {
  @Get('refused/:kind')
  @Public()
  refused(@Param('kind') kind: ErrorKind): never {
    throw new DomainError(kind, 'things.refused', 'Do it otherwise.', [{ pointer: '/a', code: 'min', params: { min: 1 } }], { limit: 3 });
  }

  @Get('broken')
  @Public()
  broken(): never {
    throw new Error('password of the database is geheim');
  }

  @Get('busy')
  @Public()
  busy(): never {
    throw Object.assign(new Error('terminating connection'), { code: '57P01' });
  }

  @Get('ids/:id')
  @Public()
  byId(@Param('id', ParseUUIDPipe) id: string): { id: string } {
    return { id };
  }

  @Post('notes')
  @Public()
  note(@Body() note: Note): Note {
    return note;
  }

  @Post('short-notes')
  @Public()
  @BodyLimit(64)
  shortNote(@Body() note: Note): Note {
    return note;
  }

  @Get('mine')
  @Roles('member')
  mine(): { yes: true } {
    return { yes: true };
  }
}

let application: ApplicationUnderTest;
let failing: string[] = [];
beforeAll(async () => {
  application = await startApplication({
    controllers: [ThingsController, HealthController],
    readiness: { failing: async () => failing, blockedSeconds: () => 0 },
  });
});
afterAll(() => application.close());

describe('a refusal', () => {
  it.each<[ErrorKind, number]>([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['too-large', 413],
    ['unprocessable', 422],
    ['rate-limited', 429],
    ['unavailable', 503],
  ])('of kind %s is a problem document with status %i', async (kind, status) => {
    const answer = await application.send('GET', `/things/refused/${kind}`);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toEqual({
      type: 'urn:gewerk:problem:things.refused',
      title: expect.any(String),
      status,
      detail: 'Do it otherwise.',
      code: 'things.refused',
      params: { limit: 3 },
      errors: [{ pointer: '/a', code: 'min', params: { min: 1 } }],
      correlationId: answer.headers['x-correlation-id'],
    });
  });

  it.each<[string, Parameters<ApplicationUnderTest['send']>, number, string]>([
    ['an unknown route', ['GET', '/nowhere'], 404, 'http.route-not-found'],
    ['an address that cannot be decoded', ['GET', '/things/%zz'], 400, 'http.malformed-request'],
    ['a path parameter that is no uuid', ['GET', '/things/ids/7'], 400, 'http.malformed-request'],
    ['a body that is not JSON', ['POST', '/things/notes', { body: '{"text":' }], 400, 'http.malformed-request'],
    [
      'a body that poisons prototypes',
      ['POST', '/things/notes', { body: '{"text":"a","__proto__":{"x":1}}' }],
      400,
      'http.malformed-request',
    ],
    [
      'another media type',
      ['POST', '/things/notes', { body: '<a/>', headers: { 'content-type': 'text/xml' } }],
      415,
      'http.media-type-unsupported',
    ],
    [
      'a file where JSON is wanted',
      ['POST', '/things/notes', { body: Buffer.from('x'), headers: { 'content-type': 'application/octet-stream' } }],
      415,
      'http.media-type-unsupported',
    ],
    [
      'a body above the limit of the service',
      ['POST', '/things/notes', { body: { text: 'x'.repeat(1_100_000) } }],
      413,
      'http.body-too-large',
    ],
    [
      'a body above the limit of its route',
      ['POST', '/things/short-notes', { body: { text: 'x'.repeat(80) } }],
      413,
      'http.body-too-large',
    ],
    ['no token', ['GET', '/things/mine', { claims: null }], 401, 'auth.token-missing'],
    ['a role that is missing', ['GET', '/things/mine'], 403, 'auth.role-missing'],
  ])('of %s is a problem document too', async (_what, sent, status, code) => {
    const answer = await application.send(...sent);
    expect(answer).toMatchObject({ status, body: { status, code, correlationId: answer.headers['x-correlation-id'] } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('for want of a token says which scheme to use', async () => {
    expect((await application.send('GET', '/things/mine', { claims: null })).headers['www-authenticate']).toBe('Bearer');
  });
});

describe('a fault of ours', () => {
  it('tells the correlation id and nothing of the inside', async () => {
    const answer = await application.send('GET', '/things/broken');
    expect(answer).toMatchObject({ status: 500, body: { code: 'http.internal' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/geheim|stack/);
  });

  it('that will pass asks to come again', async () => {
    expect(await application.send('GET', '/things/busy')).toMatchObject({
      status: 503,
      body: { code: 'http.try-again' },
      headers: { 'retry-after': '5' },
    });
  });
});

describe('the correlation id', () => {
  const sentId = '0190f5b2-7c1e-7000-8000-0000000000aa';

  it('of the caller is kept', async () => {
    const answer = await application.send('GET', '/things/ids/1', { headers: { 'x-correlation-id': sentId } });
    expect(answer.headers['x-correlation-id']).toBe(sentId);
    expect(answer.body.correlationId).toBe(sentId);
  });

  it.each(['', 'order 7', `${sentId}\u00e9`])('is replaced where the caller sent none of ours (%j)', async (header) => {
    const { headers } = await application.send('GET', '/nowhere', { headers: { 'x-correlation-id': header } });
    expect(isUuid(headers['x-correlation-id'])).toBe(true);
    expect(headers['x-correlation-id']).not.toBe(sentId);
  });
});

describe('health', () => {
  it('is live whatever else fails, and ready once nothing does', async () => {
    failing = ['database'];
    expect(await application.send('GET', '/health/live', { claims: null })).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await application.send('GET', '/health/ready', { claims: null })).toMatchObject({
      status: 503,
      body: { code: 'http.not-ready', params: { failing } },
    });
    failing = [];
    expect(await application.send('GET', '/health/ready', { claims: null })).toMatchObject({ status: 200, body: { status: 'ready' } });
  });
});
