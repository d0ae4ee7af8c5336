import Type from 'typebox';

const MINUTES_MAX = 1_000_000;

/** In small letters, as ids are told everywhere. */
const uuid = () => Type.String({ format: 'uuid', pattern: '^[0-9a-f-]+$' });
const instant = (description: string) => Type.String({ format: 'date-time', description });
const minutes = (least: number, description: string) => Type.Integer({ minimum: least, maximum: MINUTES_MAX, description });
const name = (description: string) => Type.String({ minLength: 1, maxLength: 100, description });
const closed = { additionalProperties: false };

const windowSchema = Type.Object({ startsAt: instant('From when'), endsAt: instant('Until when') }, closed);

const OwnOperationSchema = Type.Object(
  {
    operationId: name('Within its job'),
    after: Type.Optional(Type.Array(name('Operations of the job whose parts this one needs'), { maxItems: 100 })),
    family: Type.Optional(Type.String({ maxLength: 100, description: 'Equal families follow each other without set-up' })),
    splittable: Type.Optional(Type.Boolean({ description: 'Whether the run goes on after a closed time; true unless said otherwise' })),
    options: Type.Array(
      Type.Object(
        { machineId: uuid(), minutes: minutes(1, 'Run time'), setupMinutes: Type.Optional(minutes(0, 'Needed each time')) },
        closed,
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  closed,
);

const OwnJobSchema = Type.Object(
  {
    jobId: name('As the shop calls it; does not begin with "booking "'),
    releaseAt: Type.Optional(instant('Nothing of it starts before; now when left out')),
    dueAt: Type.Optional(instant('Later is late')),
    weight: Type.Optional(Type.Number({ minimum: 0, maximum: 1000, description: 'Of a minute late; 1 when left out' })),
    operations: Type.Array(OwnOperationSchema, { minItems: 1, maxItems: 200 }),
  },
  closed,
);

const familyPair = Type.Object(
  { from: Type.String({ maxLength: 100 }), to: Type.String({ maxLength: 100 }), minutes: minutes(0, 'Set-up') },
  closed,
);

const MachineRulesSchema = Type.Object(
  {
    machineId: uuid(),
    setups: Type.Optional(Type.Array(familyPair, { maxItems: 2000 })),
    setupOtherwiseMinutes: Type.Optional(minutes(0, 'Set-up between families not named')),
    batch: Type.Optional(
      Type.Object(
        {
          capacity: Type.Integer({ minimum: 1, maximum: 10_000, description: 'Operations of one family and duration together' }),
          startWindows: Type.Optional(
            Type.Array(windowSchema, { maxItems: 500, description: 'When it may be started; at any time when left out' }),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** What a firm's own system says of its shop: its jobs, and the rules of its machines; its hours and holidays the registry knows. */
export const ShopSchema = Type.Object(
  {
    objective: Type.Optional(
      Type.Enum(['weighted-tardiness', 'makespan', 'levelled-load'], { description: 'weighted-tardiness when left out' }),
    ),
    machines: Type.Optional(Type.Array(MachineRulesSchema, { maxItems: 500 })),
    transport: Type.Optional(
      Type.Array(Type.Object({ fromSiteId: uuid(), toSiteId: uuid(), minutes: minutes(0, 'On the way') }, closed), { maxItems: 1000 }),
    ),
    jobs: Type.Array(OwnJobSchema, { maxItems: 5000 }),
  },
  closed,
);

const OutageSchema = Type.Object(
  { kind: Type.Literal('machine-outage'), machineId: uuid(), startsAt: instant('From when'), endsAt: instant('Until when') },
  closed,
);
const OrderInSchema = Type.Object({ kind: Type.Literal('order-in'), job: OwnJobSchema }, closed);
const LateSchema = Type.Object(
  {
    kind: Type.Literal('operation-late'),
    jobId: name('As the plan names it'),
    operationId: name('Of the job'),
    endsAt: instant('When it will end'),
  },
  closed,
);

/** One thing that happened in the shop, by its kind. */
export const CHANGE_SCHEMAS = { 'machine-outage': OutageSchema, 'order-in': OrderInSchema, 'operation-late': LateSchema } as const;
