import { type Access, accessOf, Entrance } from '@gewerk/platform-auth';
import type { INestApplication, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { isCommand } from '../request-work/decorators.js';
import { PROBLEM_SCHEMA } from './problem.schema.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

export interface ApiDescription {
  /** As in `/api/<name>`. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
}

/** The OpenAPI 3.1 document of a service: its routes, who may call them, and how they refuse. */
export function openApiDocument(app: INestApplication, api: ApiDescription): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(api.title)
    .setDescription('Refusals are `application/problem+json`. Lists are paged by cursor. Commands need an `Idempotency-Key`.')
    .setVersion(api.version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationIdOf });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA as never } };
  const handlers = handlersOf(app);
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation !== undefined) complete(operation, handlers.get(operation.operationId ?? ''));
    }
  }
  return document;
}

/** Serves the document at `/api/<service>/openapi.json` and a page to read it at `/api/<service>/docs`; both are public. */
export function serveOpenApi(app: INestApplication, { name, title }: ApiDescription, document: OpenAPIObject): void {
  for (const path of ['docs', 'openapi.json']) app.get(Entrance).open(`/api/${name}/${path}`);
  SwaggerModule.setup(`api/${name}/docs`, app, document, {
    jsonDocumentUrl: `api/${name}/openapi.json`,
    raw: ['json'],
    customSiteTitle: title,
  });
}

/** `OrdersController.submit` → `ordersSubmit`: unique within a service, and a good name for a client's method. */
function operationIdOf(controller: string, method: string): string {
  const base = controller.replace(/Controller$/, '');
  return `${base.charAt(0).toLowerCase()}${base.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}

interface Handler {
  access: Access | undefined;
  command: boolean;
}

function handlersOf(app: INestApplication): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (metatype === null || metatype === undefined) continue;
      const controller = metatype as Type<unknown>;
      for (
        let prototype = controller.prototype as object;
        prototype !== Object.prototype;
        prototype = Object.getPrototypeOf(prototype) as object
      ) {
        for (const [method, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
          const id = operationIdOf(controller.name, method);
          if (typeof value !== 'function' || handlers.has(id)) continue;
          handlers.set(id, { access: accessOf(value, controller), command: isCommand(value) });
        }
      }
    }
  }
  return handlers;
}

function complete(operation: Operation, handler: Handler | undefined): void {
  const refusal = (description: string): object => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  const refusals: Record<string, object> = { '400': refusal('The input is not valid.') };
  if (handler?.access === 'public') operation.security = [];
  else {
    const roles = (handler?.access ?? []).join(', ');
    refusals['401'] = refusal('No valid access token.');
    refusals['403'] = refusal(`None of the roles: ${roles}.`);
    operation.description = [operation.description, `Roles: ${roles}.`].filter(Boolean).join('\n\n');
    if (/\{.+\}/.test(JSON.stringify(operation.parameters?.filter((parameter) => 'in' in parameter && parameter.in === 'path') ?? []))) {
      refusals['404'] = refusal('Not found, or not for you to see.');
    }
  }
  if (handler?.command === true) {
    refusals['409'] = refusal('In conflict with the present state.');
    refusals['422'] = refusal('Cannot be processed, or the Idempotency-Key was used for another request.');
  }
  operation.responses = { ...refusals, ...operation.responses } as Operation['responses'];
}
