import { type DataOf, defineEvent, defineTopic, Type } from '../definition.js';
import { instant, text, uuid } from '../vocabulary.js';

export const collaborationConsortium = defineTopic({
  name: 'collaboration.consortium',
  kind: 'fact',
  keyedBy: 'consortium',
  publisher: 'collaboration',
  disclosure: 'D2',
});

export const ConsortiumOpened = defineEvent({
  type: 'collaboration.consortium-opened.v1',
  topic: collaborationConsortium,
  description: 'The record of a confirmed consortium begins.',
  key: 'consortiumId',
  data: Type.Object({
    consortiumId: uuid(),
    formationId: uuid(),
    orderId: uuid(),
    customerCompanyId: uuid(),
    memberCompanyIds: Type.Array(uuid(), { minItems: 1 }),
    leadCompanyId: uuid(),
    openedAt: instant(),
  }),
});
export type ConsortiumOpenedData = DataOf<typeof ConsortiumOpened>;

export const PhaseEntered = defineEvent({
  type: 'collaboration.phase-entered.v1',
  topic: collaborationConsortium,
  description: 'The consortium entered a phase of the collaborative process (methods 8.4).',
  key: 'consortiumId',
  data: Type.Object({
    consortiumId: uuid(),
    phase: Type.Enum(['action', 'delivery', 'review', 'evolution', 'resolution']),
    enteredAt: instant(),
  }),
});
export type PhaseEnteredData = DataOf<typeof PhaseEntered>;

export const ConsortiumClosed = defineEvent({
  type: 'collaboration.consortium-closed.v1',
  topic: collaborationConsortium,
  description: 'The record of a consortium ends.',
  key: 'consortiumId',
  data: Type.Object({
    consortiumId: uuid(),
    formationId: uuid(),
    orderId: uuid(),
    outcome: Type.Enum(['fulfilled', 'dissolved']),
    reason: text(500),
    closedAt: instant(),
  }),
});
export type ConsortiumClosedData = DataOf<typeof ConsortiumClosed>;
