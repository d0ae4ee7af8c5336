import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

export interface ApiDescription {
  name: string;
  title: string;
  version: string;
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'errors', 'correlationId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, such as matching.proposal-expired' },
    detail: { type: 'string', description: 'What is wrong and what to do about it' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code'],
        properties: { pointer: { type: 'string', description: 'RFC 6901' }, code: { type: 'string' }, params: { type: 'object' } },
      },
    },
    correlationId: { type: 'string', format: 'uuid' },
  },
} as const;

/** The OpenAPI 3.1 document of a service; every operation may also answer with a problem document. */
export function openApiDocument(app: INestApplication, api: ApiDescription): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(api.title)
    .setVersion(api.version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addSecurityRequirements('bearer');
  const document = SwaggerModule.createDocument(app, builder.build(), { operationIdFactory: (_controller, method) => method });
  const components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM as never } };
  const problem = { description: 'Refused or failed', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, { responses?: Record<string, unknown> }>)) {
      if (operation.responses !== undefined) operation.responses['default'] = problem;
    }
  }
  return { ...document, components };
}

/** Serves the document and a page to read it. */
export function serveOpenApi(app: INestApplication, api: ApiDescription, document: OpenAPIObject): void {
  SwaggerModule.setup(`api/${api.name}/docs`, app, document, { jsonDocumentUrl: `api/${api.name}/openapi.json`, customSiteTitle: api.title });
}
