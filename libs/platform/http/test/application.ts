import { newId, systemClock } from '@gewerk/kernel';
import { AuthModule } from '@gewerk/platform-auth';
import { UnitsOfWork } from '@gewerk/platform-messaging';
import type { Database } from '@gewerk/platform-persistence';
import { Global, Module, type Type } from '@nestjs/common';
import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { READINESS, type Readiness } from '../src/api/health.controller.js';
import { openApiDocument, serveOpenApi } from '../src/api/open-api.js';
import type { DenialLog } from '../src/denials/denial-log.js';
import { applyHttpConventions, httpAdapter } from '../src/http-adapter.js';
import { WorkInterceptor } from '../src/request-work/work.interceptor.js';

const ISSUER = 'https://id.example';

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  // `any`: the body is what the test looks into
  body: any;
}

export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  /** Claims that replace those of an orchestrator; null sends no token. */
  claims?: Record<string, unknown> | null;
}

/** An application with the given controllers, reached as by HTTP. */
export interface ApplicationUnderTest {
  readonly networkId: string;
  readonly nest: NestFastifyApplication;
  send(method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, sent?: Sent): Promise<Answer>;
  close(): Promise<void>;
}

export async function startApplication(options: {
  controllers: Type<unknown>[];
  database?: Database;
  readiness?: Readiness;
  denials?: DenialLog;
  beforeInit?: (nest: NestFastifyApplication) => unknown;
}): Promise<ApplicationUnderTest> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] };
  const units = new UnitsOfWork(options.database as Database, systemClock, '/gewerk/test');

  @Global()
  @Module({
    providers: [
      { provide: UnitsOfWork, useValue: units },
      { provide: READINESS, useValue: options.readiness ?? { failing: async () => [], blockedSeconds: () => 0 } },
      { provide: APP_INTERCEPTOR, useClass: WorkInterceptor },
    ],
    exports: [UnitsOfWork, READINESS],
  })
  class PlatformModule {}

  @Module({
    imports: [PlatformModule, AuthModule.forIssuer({ issuer: ISSUER, audience: 'gewerk', jwks })],
    controllers: options.controllers,
  })
  class TestModule {}

  const nest = await NestFactory.create<NestFastifyApplication>(TestModule, httpAdapter(), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  applyHttpConventions(nest, options.denials);
  const api = { name: 'test', title: 'Test', version: '1.0.0' };
  serveOpenApi(nest, api, openApiDocument(nest, api));
  options.beforeInit?.(nest);
  await nest.init();
  await nest.getHttpAdapter().getInstance().ready();

  const networkId = newId();
  const tokenOf = (claims: Record<string, unknown>): Promise<string> =>
    new SignJWT({ sub: 'olga', network_id: networkId, roles: ['orchestrator'], ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience('gewerk')
      .setExpirationTime('5m')
      .sign(privateKey);
  return {
    networkId,
    nest,
    async send(method, url, { body, headers = {}, claims = {} } = {}) {
      const raw = typeof body === 'string' || Buffer.isBuffer(body);
      const response = await nest.inject({
        method,
        url,
        headers: {
          ...(claims === null ? {} : { authorization: `Bearer ${await tokenOf(claims)}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: raw ? (body as string | Buffer) : JSON.stringify(body) }),
      });
      const isJson = /json/.test(String(response.headers['content-type']));
      return {
        status: response.statusCode,
        headers: response.headers,
        body: isJson && response.body !== '' ? JSON.parse(response.body) : response.body,
      };
    },
    close: () => nest.close(),
  };
}
