import { connect } from 'node:net';
import { Entrance, Public, Roles } from '@gewerk/platform-auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { BinaryBody, Bytes } from '../src/input/decorators.js';
import { type ApplicationUnderTest, startApplication } from './application.js';

let read = 0;

@Controller('files')
class FilesController {
  @Post()
  @Roles('customer')
  @BinaryBody({ types: ['model/step'], maxBytes: 64_000_000 })
  receive(@Bytes() bytes: Buffer): { bytes: number } {
    read += bytes.length;
    return { bytes: bytes.length };
  }

  @Post('notes')
  @Roles('customer')
  note(@Body() body: unknown): unknown {
    return body;
  }

  @Post('notes/public')
  @Public()
  publicNote(@Body() body: unknown): unknown {
    return body;
  }

  @Get()
  @Roles('customer', 'orchestrator')
  list(): string[] {
    return [];
  }
}

let application: ApplicationUnderTest;
let port: number;
beforeAll(async () => {
  application = await startApplication({ controllers: [FilesController] });
  await application.nest.listen(0, '127.0.0.1');
  port = Number(new URL(await application.nest.getUrl()).port);
});
afterAll(() => application.close());

/** Sends these lines and nothing of the body they promise; what comes back until the server closes or falls silent. */
function promise(...lines: string[]): Promise<{ answer: string; closed: boolean }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\nhost: x\r\n\r\n`));
    let answer = '';
    socket.setTimeout(400, () => {
      socket.destroy();
      resolve({ answer, closed: false });
    });
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    socket.on('end', () => resolve({ answer, closed: true }));
    socket.on('error', reject);
  });
}

describe('a caller who may not call a route', () => {
  const step = { 'content-type': 'model/step' };

  it('is refused before its body is judged: no token comes before a wrong media type, bad JSON and too many bytes', async () => {
    const refused = [
      application.send('POST', '/files', { claims: null, body: 'x', headers: { 'content-type': 'text/plain' } }),
      application.send('POST', '/files/notes', { claims: null, body: '{"a":' }),
      application.send('POST', '/files/notes', { claims: null, body: { text: 'x'.repeat(1_100_000) } }),
      application.send('POST', '/files/notes', { claims: null, body: '<a/>', headers: { 'content-type': 'text/xml' } }),
    ];
    for (const answer of await Promise.all(refused)) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'auth.token-missing' }, headers: { 'www-authenticate': 'Bearer' } });
    }
  });

  it('is refused by role before its body is judged, too', async () => {
    const answer = await application.send('POST', '/files/notes', { body: '{"a":' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth.role-missing', params: { roles: ['customer'] } } });
  });

  it('is answered before it has sent a byte of the body, and a large rest is not waited for', async () => {
    const start = ['POST /files HTTP/1.1', 'content-type: model/step'];
    const announced = await promise(...start, 'content-length: 60000000');
    expect(announced.answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(announced.answer).toContain('auth.token-missing');
    expect(announced.closed).toBe(true);
    const endless = await promise(...start, 'transfer-encoding: chunked');
    expect([endless.answer.slice(0, 13), endless.closed]).toEqual(['HTTP/1.1 401 ', true]);
    const small = await promise(...start, 'content-length: 100');
    expect([small.answer.slice(0, 13), small.closed]).toEqual(['HTTP/1.1 401 ', false]);
    expect(read).toBe(0);
  });

  it('may call again with a token, with the same body', async () => {
    const sent = { body: Buffer.from('ISO-10303-21;'), headers: step };
    expect((await application.send('POST', '/files', sent)).status).toBe(403);
    expect((await application.send('POST', '/files', { ...sent, claims: { roles: ['customer'] } })).body).toEqual({ bytes: 13 });
  });

  it('learns by HEAD no more than by GET', async () => {
    expect((await application.send('HEAD', '/files', { claims: null })).status).toBe(401);
    expect((await application.send('HEAD', '/files', { claims: { roles: ['member'] } })).status).toBe(403);
    expect((await application.send('HEAD', '/files')).status).toBe(200);
  });
});

describe('a request to no route', () => {
  it('is answered without its body', async () => {
    const { answer, closed } = await promise('POST /nowhere HTTP/1.1', 'content-type: application/json', 'content-length: 2000000');
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('http.route-not-found');
    expect(closed).toBe(true);
  });
});

describe('the entrance', () => {
  it('knows every route, with who may call it', () => {
    expect(application.nest.get(Entrance).routes).toEqual(
      expect.arrayContaining([
        { method: 'POST', path: '/files', access: ['customer'] },
        { method: 'POST', path: '/files/notes', access: ['customer'] },
        { method: 'POST', path: '/files/notes/public', access: 'public' },
        { method: 'GET', path: '/files', access: ['customer', 'orchestrator'] },
        { method: 'GET', path: '/api/test/openapi.json', access: 'public' },
      ]),
    );
  });

  it('lets everyone read the documentation, and nobody a route of the server that declares nothing', async () => {
    expect((await application.send('GET', '/api/test/openapi.json', { claims: null })).status).toBe(200);
    expect((await application.send('GET', '/api/test/docs', { claims: null })).status).toBe(200);
    const bare = await startApplication({
      controllers: [FilesController],
      beforeInit: (nest) => nest.getHttpAdapter().get('/side-door', () => 'in'),
    });
    expect((await bare.send('GET', '/side-door', { claims: null })).status).toBe(401);
    expect(await bare.send('GET', '/side-door')).toMatchObject({ status: 403, body: { code: 'auth.role-missing' } });
    await bare.close();
  });
});
