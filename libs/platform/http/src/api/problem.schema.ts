/** The body of every refusal, as OpenAPI 3.1 (JSON Schema 2020-12). */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'A refusal (RFC 9457). Programs go by `code` and `errors`, people by `detail`.',
  required: ['type', 'title', 'status', 'detail', 'code', 'params', 'errors', 'correlationId'],
  properties: {
    type: { type: 'string', format: 'uri', examples: ['urn:gewerk:problem:http.input-invalid'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong and what to do about it, in English' },
    code: { type: 'string', description: 'Stable; what translations go by', examples: ['http.input-invalid'] },
    params: { type: 'object', additionalProperties: true },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer (RFC 6901) to the wrong field', examples: ['/items/0/quantity'] },
          code: { type: 'string', examples: ['min'] },
          params: { type: 'object', additionalProperties: true },
        },
      },
    },
    correlationId: { type: 'string', format: 'uuid' },
  },
};
