import { describe, expect, it } from '@jest/globals';
import { openApiOf } from '@gewerk/platform-service';
import { matchingService } from '../src/index.js';

describe('the service as a whole', () => {
  it('composes, and describes every route of its API', async () => {
    const { paths } = (await openApiOf(matchingService)) as { paths: Record<string, Record<string, unknown>> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replace('/api/matching/v1', '')}`),
    );
    expect(routes).toEqual(
      expect.arrayContaining([
        'get /orders/{orderId}/proposals',
        'post /orders/{orderId}/proposals',
        'get /orders/{orderId}/candidates',
        'get /orders/{orderId}/decisions',
        'get /decisions/verification',
        'get /decisions/{decisionId}',
        'get /decisions/{decisionId}/recomputation',
        'get /rankings',
        'get /rankings/exposure',
        'get /exposure',
        'get /decisions/{decisionId}/charts',
        'get /preferences',
        'put /preferences',
        'get /weight-proposals',
        'post /weight-proposals',
        'post /weight-proposals/{proposalId}/decisions',
        'delete /weights-in-force',
        'get /indicators',
        'get /proposals/{proposalId}/charts',
        'get /placement',
        'put /placement',
        'get /proposals/{proposalId}/placement',
        'get /proposals/{proposalId}/placement/recomputation',
        'post /proposals/{proposalId}/choices',
        'get /formations/{formationId}',
        'post /formations/{formationId}/approvals',
        'post /formations/{formationId}/dissolutions',
        'get /invitations',
        'post /invitations/{invitationId}/answers',
      ]),
    );
  });
});
