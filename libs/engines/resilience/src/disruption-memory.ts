const SIMILARITY_MIN = 0.75;
const DECAY_HALF_LIFE_MONTHS = 24;

/** What describes a disruption; numbers are compared within their range, texts by equality. */
export interface DisruptionFeatures {
  readonly type: string;
  readonly operation: string;
  readonly region: string;
  /** True where the firm leads the consortium. */
  readonly isLead: boolean;
  readonly daysLeft: number;
  readonly effectiveFirms: number;
}

export interface DisruptionRecord {
  readonly features: DisruptionFeatures;
  readonly response: string;
  /** 0 to 1: how well the response worked. */
  readonly result: number;
  readonly ageMonths: number;
}

export interface ResponseProposal {
  readonly response: string;
  /** similarity x mean result x (1 - exp(-n / 3)). */
  readonly score: number;
  readonly similarity: number;
  readonly meanResult: number;
  /** Number of alike cases, each fading with age. */
  readonly cases: number;
}

const RANGES = { daysLeft: 60, effectiveFirms: 10 } as const;

/** Gower similarity of two disruptions, 0 to 1 (methods 5.8). */
export function similarityOf(a: DisruptionFeatures, b: DisruptionFeatures): number {
  const equal = (['type', 'operation', 'region', 'isLead'] as const).reduce((sum, key) => sum + (a[key] === b[key] ? 1 : 0), 0);
  const near = (['daysLeft', 'effectiveFirms'] as const).reduce(
    (sum, key) => sum + 1 - Math.min(1, Math.abs(a[key] - b[key]) / RANGES[key]),
    0,
  );
  return (equal + near) / 6;
}

/** Responses that worked in alike disruptions, the best first: a proposal, never an automatism (methods 5.8). */
export function proposeResponses(features: DisruptionFeatures, memory: readonly DisruptionRecord[]): readonly ResponseProposal[] {
  const alike = memory
    .map((record) => ({
      record,
      similarity: similarityOf(features, record.features),
      weight: 2 ** (-record.ageMonths / DECAY_HALF_LIFE_MONTHS),
    }))
    .filter(({ similarity }) => similarity >= SIMILARITY_MIN);
  return [...Map.groupBy(alike, ({ record }) => record.response)]
    .map(([response, cases]): ResponseProposal => {
      const weight = cases.reduce((sum, one) => sum + one.weight, 0);
      const mean = (valueOf: (one: (typeof cases)[number]) => number) =>
        cases.reduce((sum, one) => sum + one.weight * valueOf(one), 0) / weight;
      const similarity = mean((one) => one.similarity);
      const meanResult = mean((one) => one.record.result);
      return { response, similarity, meanResult, cases: weight, score: similarity * meanResult * (1 - Math.exp(-weight / 3)) };
    })
    .sort((a, b) => b.score - a.score || (a.response < b.response ? -1 : 1));
}

/** Days from the event on; null where it has not happened yet. */
export interface RecoveryTimes {
  readonly detectedDay: number;
  readonly plannedDay: number | null;
  readonly recoveredDay: number | null;
  /** First day on which a customer's date breaks; null: none. */
  readonly firstBrokenDateDay: number | null;
}

/** Times to detect, plan, recover and survive, and whether recovery takes longer than the order survives (methods 5.8). */
export function recoveryMetrics(eventDay: number, times: RecoveryTimes, expectedRecoveryDay: number) {
  const since = (day: number | null) => (day === null ? null : day - eventDay);
  const toRecover = (times.recoveredDay ?? expectedRecoveryDay) - eventDay;
  const toSurvive = since(times.firstBrokenDateDay);
  return {
    daysToDetect: times.detectedDay - eventDay,
    daysToPlan: since(times.plannedDay),
    daysToRecover: toRecover,
    daysToSurvive: toSurvive,
    isAlarm: toSurvive !== null && toRecover > toSurvive,
  };
}
