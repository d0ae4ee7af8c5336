import { Public, Roles } from '@gewerk/platform-auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { IfMatchVersion, requireVersion, setEntityTag } from '../src/api/entity-tag.js';
import { BinaryBody, Bytes, UuidParam } from '../src/input/decorators.js';
import { Command } from '../src/request-work/decorators.js';
import { type ApplicationUnderTest, startApplication } from './application.js';

class Part {
  @ApiProperty() @IsString() name: string;
}

@Roles('member', 'customer')
@Controller('api/test/v1/parts')
class PartsController {
  @Get(':partId')
  @ApiOkResponse({ type: Part })
  read(@UuidParam('partId') _partId: string, @Res({ passthrough: true }) reply: FastifyReply): Part {
    setEntityTag(reply, 3);
    return { name: 'flange' };
  }

  @Post()
  @Command()
  add(@Body() part: Part): Part {
    return part;
  }

  @Post('models')
  @BinaryBody({ types: ['model/step'], maxBytes: 10 })
  model(@Bytes() bytes: Buffer): number {
    return bytes.length;
  }
}

@Controller('api/test/v1/notes')
class NotesController {
  @Get('read')
  @Public()
  read(): string {
    return 'open';
  }

  @Put('edit')
  @Public()
  edit(@IfMatchVersion() version: number): void {
    requireVersion(version, 3);
  }
}

@Controller('api/test/v1/forgotten')
class ForgottenController {
  @Get()
  all(): void {}
}

// `any`: the test walks the document freely
let document: any;
let application: ApplicationUnderTest;
beforeAll(async () => {
  application = await startApplication({ controllers: [PartsController, NotesController] });
  document = (await application.send('GET', '/api/test/openapi.json', { claims: null })).body;
});
afterAll(() => application.close());

describe('the OpenAPI document', () => {
  it('is version 3.1 and public, as is the page to read it', async () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Test', version: '1.0.0' } });
    const page = await application.send('GET', '/api/test/docs', { claims: null });
    expect(page.status).toBe(200);
    expect(page.body).toContain('swagger-ui');
  });

  it('names operations by controller and method, each once', () => {
    const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
      Object.values(path),
    );
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual([
      'notesEdit',
      'notesRead',
      'partsAdd',
      'partsModel',
      'partsRead',
    ]);
  });

  it('says who may call an operation, and that public ones need no token', () => {
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.components.securitySchemes.bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(document.paths['/api/test/v1/parts'].post.description).toContain('Roles: member, customer.');
    expect(document.paths['/api/test/v1/notes/read'].get.security).toEqual([]);
  });

  it('asks for the Idempotency-Key on commands and nowhere else', () => {
    const headersOf = (operation: { parameters?: { in: string; name: string; required?: boolean }[] }) =>
      (operation.parameters ?? []).filter((parameter) => parameter.in === 'header').map(({ name, required }) => ({ name, required }));
    expect(headersOf(document.paths['/api/test/v1/parts'].post)).toEqual([{ name: 'Idempotency-Key', required: true }]);
    expect(headersOf(document.paths['/api/test/v1/parts/models'].post)).toEqual([]);
  });

  it('describes id parameters, files, and every refusal as a problem', () => {
    const { get } = document.paths['/api/test/v1/parts/{partId}'];
    expect(get.parameters).toContainEqual(
      expect.objectContaining({ name: 'partId', in: 'path', schema: { type: 'string', format: 'uuid' } }),
    );
    expect(document.paths['/api/test/v1/parts/models'].post.requestBody.content).toHaveProperty(['model/step']);
    const { responses } = document.paths['/api/test/v1/parts'].post;
    expect(Object.keys(responses)).toEqual(['201', '400', '401', '403', '409', '422']);
    expect(get.responses['404'].content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' });
    expect(document.components.schemas.Problem.required).toContain('correlationId');
  });
});

describe('an edit of a record that others may edit', () => {
  it('names the version it was read in', async () => {
    const read = await application.send('GET', '/api/test/v1/parts/0190f5b2-7c1e-7000-8000-000000000001', {
      claims: { roles: ['member'] },
    });
    expect(read.headers['etag']).toBe('"3"');
    const edit = (headers: Record<string, string>) => application.send('PUT', '/api/test/v1/notes/edit', { headers, claims: null });
    expect((await edit({ 'if-match': '"3"' })).status).toBe(200);
    expect(await edit({ 'if-match': '"2"' })).toMatchObject({ status: 412, body: { code: 'http.status-412' } });
    for (const headers of [{}, { 'if-match': '*' }, { 'if-match': '3' }])
      expect((await edit(headers as Record<string, string>)).status).toBe(428);
  });
});

describe('an application with an undeclared route', () => {
  it('does not start', async () => {
    await expect(startApplication({ controllers: [ForgottenController] })).rejects.toThrow('ForgottenController.all');
  });
});
