/** The 13 leaves of the criteria tree, interface compatibility first, then professional competences (methods 3.5). */
export const LEAVES = ['CUL', 'COM', 'TEC', 'SFI', 'TRU', 'RIS', 'FIN', 'MAC', 'INT', 'EMP', 'TCH', 'MKT', 'INN'] as const;
export type Leaf = (typeof LEAVES)[number];
export type ByLeaf<T> = Readonly<Record<Leaf, T>>;

export const LEAF_GROUPS = {
  coordination: ['CUL', 'COM', 'TEC'],
  collaboration: ['SFI', 'TRU', 'RIS'],
  resource: ['FIN', 'MAC', 'INT'],
  competence: ['EMP', 'TCH', 'MKT', 'INN'],
} as const satisfies Record<string, readonly Leaf[]>;
export type LeafGroup = keyof typeof LEAF_GROUPS;

export type OrderDimension = 'q' | 'c' | 't' | 'x' | 'u';
export type StrategyFactor = 'cost' | 'time' | 'quality' | 'flex' | 'service';

/** Box M2: how unknown firms are treated. It changes no fact, only the value at which firms are ranked. */
export type Exploration = 'exploit' | 'balanced' | 'explore';

export type EvidenceClass = 'transaction' | 'certificate' | 'register' | 'rating' | 'document' | 'self-declaration';

interface EvidenceClassRule {
  /** Fixed: each item counts that much; cap: the items count their events, together at most that many, the newest first. */
  readonly amount: { readonly fixed: number } | { readonly cap: number };
  readonly reliability: number;
  readonly halfLifeMonths: number;
}

interface LeafWeightRule {
  readonly base: number;
  /** M of methods 3.6: effect of the order's dimensions on the log of the weight; absent means 0. */
  readonly order: Readonly<Partial<Record<OrderDimension, number>>>;
  /** G of methods 3.6: effect of the network's strategy. */
  readonly strategy: Readonly<Partial<Record<StrategyFactor, number>>>;
}

export interface MatchingPolicy {
  readonly version: string;
  readonly evidence: {
    readonly priorStrength: number;
    readonly classes: Readonly<Record<EvidenceClass, EvidenceClassRule>>;
    /** A leaf of 0 or 1 would claim certainty: its spread is taken at these values instead. */
    readonly spreadAt: readonly [low: number, high: number];
    readonly z: number;
    /** A self-declaration that lies this far above what was measured is a contradiction. */
    readonly contradictionGap: number;
  };
  readonly weights: ByLeaf<LeafWeightRule>;
  readonly aggregation: { readonly epsilon: number; readonly floor: number };
  readonly threshold: { readonly suitability: number; readonly confidenceForLowerBound: number };
  readonly ranking: { readonly tie: number; readonly candidatesPerOperation: number };
  readonly kappaExponents: { readonly cul: number; readonly com: number; readonly tec: number; readonly tru: number };
  /** Prior of a leaf without any data of the network. */
  readonly prior: number;
  readonly gates: {
    /** Expected Cp for the tightest tolerance (KO04). */
    readonly capabilityMin: number;
    readonly defaultProbabilityMax: number;
    /** Order value as share of the yearly turnover, without a payment plan (KO11). */
    readonly turnoverShareMax: number;
    /** Classes that a firm may lie below the class of the order (KO12). */
    readonly securityGapMax: number;
    /** B1 of six levels (KO16). */
    readonly languageLevelMin: number;
  };
  readonly stability: {
    readonly draws: number;
    /** Dirichlet(concentration * weights). */
    readonly weightConcentration: number;
    readonly clearShare: number;
    readonly openShare: number;
  };
  readonly fairness: {
    readonly exposureExponent: number;
    /** lambda, set by vote; 0 switches the correction off. */
    readonly correction: number;
    readonly gapLimit: number;
    readonly boostSlope: number;
    readonly boostRange: readonly [low: number, high: number];
    /** Whoever comes first has at least this share of the best suitability. */
    readonly firstPlaceShareMin: number;
    readonly parityRatioMin: number;
    readonly classFirmsMin: number;
  };
  /** What a customer's preference adds to the ranking key at most (N146). */
  readonly preference: { readonly boostMax: number };
  readonly exploration: {
    /** Share of eligible operations given to a firm with little history, by box M2. */
    readonly quota: Readonly<Record<Exploration, number>>;
    readonly criticalityBelow: number;
    readonly monthShareBelow: number;
    readonly suitabilityShareMin: number;
    readonly jointOrdersBelow: number;
  };
  readonly learning: {
    readonly slope: number;
    readonly rate: number;
    readonly similarityMin: number;
    readonly outcomeGapMin: number;
    readonly pairsMin: number;
    readonly changeMax: number;
    readonly holdOutShare: number;
    readonly chosenProbabilityMin: number;
  };
}

/** Defaults of methods 3.2 to 3.12 and 8.5; all entries are marked A there (own assumption, to be calibrated). */
export const MATCHING_POLICY: MatchingPolicy = {
  version: 'matching-3',
  evidence: {
    priorStrength: 4,
    classes: {
      transaction: { amount: { cap: 30 }, reliability: 0.9, halfLifeMonths: 18 },
      certificate: { amount: { fixed: 5 }, reliability: 0.95, halfLifeMonths: 36 },
      register: { amount: { fixed: 4 }, reliability: 0.85, halfLifeMonths: 12 },
      rating: { amount: { cap: 10 }, reliability: 0.6, halfLifeMonths: 18 },
      document: { amount: { fixed: 2 }, reliability: 0.6, halfLifeMonths: 24 },
      'self-declaration': { amount: { fixed: 1 }, reliability: 0.3, halfLifeMonths: 12 },
    },
    spreadAt: [0.02, 0.98],
    z: 0.84,
    contradictionGap: 0.5,
  },
  weights: {
    CUL: { base: 0.05, order: { x: 0.4 }, strategy: { service: 0.2 } },
    COM: { base: 0.07, order: { t: 0.6, x: 0.6, u: 0.2 }, strategy: { time: 0.3, flex: 0.2, service: 0.4 } },
    TEC: { base: 0.07, order: { t: 0.6, x: 0.4 }, strategy: { time: 0.3, flex: 0.2 } },
    SFI: { base: 0.06, order: { x: 0.2, u: 0.2 }, strategy: {} },
    TRU: { base: 0.09, order: { q: 0.2, t: 0.2, x: 0.2, u: 0.8 }, strategy: { time: 0.1, quality: 0.1, service: 0.1 } },
    RIS: { base: 0.08, order: { t: 0.2, x: 0.2, u: 1 }, strategy: { time: 0.1 } },
    FIN: { base: 0.06, order: { c: -0.2, x: 0.2, u: 0.6 }, strategy: { cost: -0.1 } },
    MAC: { base: 0.14, order: { q: 0.4, c: 0.6, t: 0.6, x: 0.4 }, strategy: { cost: 0.3, time: 0.3, quality: 0.2, flex: 0.3 } },
    INT: { base: 0.05, order: { q: 0.2, x: 0.6 }, strategy: { quality: 0.1 } },
    EMP: { base: 0.09, order: { q: 0.6, t: 0.2, x: 0.6 }, strategy: { time: 0.1, quality: 0.3, flex: 0.3, service: 0.1 } },
    TCH: { base: 0.13, order: { q: 1, c: 0.2, t: 0.2, x: 0.8 }, strategy: { cost: 0.1, time: 0.1, quality: 0.5 } },
    MKT: { base: 0.05, order: { q: 0.4, x: 0.2 }, strategy: { quality: 0.2, service: 0.4 } },
    INN: { base: 0.06, order: { c: -0.2, t: -0.4, x: 0.8, u: 0.2 }, strategy: { cost: -0.1, time: -0.2, flex: 0.2, service: 0.1 } },
  },
  aggregation: { epsilon: 0.01, floor: 0.35 },
  threshold: { suitability: 0.5, confidenceForLowerBound: 0.3 },
  ranking: { tie: 0.005, candidatesPerOperation: 8 },
  kappaExponents: { cul: 0.2, com: 0.25, tec: 0.25, tru: 0.3 },
  prior: 0.5,
  gates: { capabilityMin: 1, defaultProbabilityMax: 0.05, turnoverShareMax: 0.4, securityGapMax: 1, languageLevelMin: 3 },
  stability: { draws: 500, weightConcentration: 200, clearShare: 0.8, openShare: 0.6 },
  fairness: {
    exposureExponent: 2,
    correction: 0.1,
    gapLimit: 0.5,
    boostSlope: 0.25,
    boostRange: [0.95, 1.05],
    firstPlaceShareMin: 0.95,
    parityRatioMin: 0.8,
    classFirmsMin: 5,
  },
  preference: { boostMax: 0.03 },
  exploration: {
    quota: { exploit: 0.05, balanced: 0.1, explore: 0.25 },
    criticalityBelow: 0.5,
    monthShareBelow: 0.05,
    suitabilityShareMin: 0.9,
    jointOrdersBelow: 5,
  },
  learning: {
    slope: 10,
    rate: 0.5,
    similarityMin: 0.6,
    outcomeGapMin: 0.2,
    pairsMin: 20,
    changeMax: 0.2,
    holdOutShare: 0.2,
    chosenProbabilityMin: 0.1,
  },
};

/** A record with one entry for each leaf. */
export function byLeaf<T>(entry: (leaf: Leaf) => T): ByLeaf<T> {
  return Object.fromEntries(LEAVES.map((leaf) => [leaf, entry(leaf)])) as Record<Leaf, T>;
}
