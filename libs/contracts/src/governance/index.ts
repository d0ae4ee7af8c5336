import { type DataOf, defineEvent, defineTopic, Type } from '../definition.js';
import { instant, share, StrategyVectorSchema, text, uuid } from '../vocabulary.js';

export const governanceNetwork = defineTopic({
  name: 'governance.network',
  kind: 'state',
  keyedBy: 'network',
  publisher: 'governance',
  disclosure: 'D1',
});
export const governanceUncertainty = defineTopic({
  name: 'governance.uncertainty',
  kind: 'state',
  keyedBy: 'network',
  publisher: 'governance',
  disclosure: 'D1',
});

export const NetworkConfigured = defineEvent({
  type: 'governance.network-configured.v1',
  topic: governanceNetwork,
  description: 'The strategy and configuration in force of a network (methods 2.2 to 2.5).',
  key: 'networkId',
  data: Type.Object({
    networkId: uuid(),
    name: text(200),
    parameterVersion: Type.Integer({ minimum: 1 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    timeZone: text(60),
    closedDays: Type.Array(Type.String({ format: 'date' }), { maxItems: 400 }),
    strategy: StrategyVectorSchema,
    selections: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'Chosen options of the morphological box by dimension code',
    }),
    sustainabilityAmbition: share({ description: 'sigma of methods 4.9' }),
    limits: Type.Object({
      maxMembers: Type.Integer({ minimum: 1, maximum: 50 }),
      minInterfaceCompatibility: share(),
      minSuitability: share(),
    }),
  }),
});
export type NetworkConfiguredData = DataOf<typeof NetworkConfigured>;

export const UncertaintyChanged = defineEvent({
  type: 'governance.uncertainty-changed.v1',
  topic: governanceUncertainty,
  description: 'The uncertainty index of the network and its regions, and the mode it puts the network in (methods 5.1, 5.3).',
  key: 'networkId',
  data: Type.Object({
    networkId: uuid(),
    index: share(),
    confidence: share(),
    band: Type.Enum(['low', 'medium', 'high', 'extreme']),
    mode: Type.Enum(['efficient', 'balanced', 'resilient']),
    regions: Type.Array(
      Type.Object({
        region: text(80),
        index: share(),
        shocksPerYear: Type.Number({ minimum: 0, maximum: 365, description: 'rate of regional shocks (methods 5.4)' }),
      }),
      { maxItems: 500 },
    ),
    asOf: instant(),
  }),
});
export type UncertaintyChangedData = DataOf<typeof UncertaintyChanged>;
