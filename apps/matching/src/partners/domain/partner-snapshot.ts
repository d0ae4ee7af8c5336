import type { NetworkConfiguredData } from '@gewerk/contracts/governance';
import type { CompanyChangedData, EvidenceRecordedData, RateCardPublishedData } from '@gewerk/contracts/registry';
import type { ByLeaf, ExposureLedger, Leaf } from '@gewerk/engine-matching';
import type { MachineAvailability } from '../../consortia/domain/machine-diary.js';

/** What governs matching in a network. */
export type NetworkRules = Pick<
  NetworkConfiguredData,
  'parameterVersion' | 'currency' | 'timeZone' | 'closedDays' | 'strategy' | 'selections' | 'sustainabilityAmbition' | 'limits'
>;

/** Until governance has spoken: neutral strategy, and the defaults of methods 4.2. Parameter version 0 marks them. */
export const RULES_BEFORE_CONFIGURATION: NetworkRules = {
  parameterVersion: 0,
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  closedDays: [],
  strategy: { cost: 0.2, time: 0.2, quality: 0.2, flexibility: 0.2, service: 0.2 },
  selections: {},
  sustainabilityAmbition: 0.5,
  limits: { maxMembers: 6, minInterfaceCompatibility: 0.5, minSuitability: 0.5 },
};

export interface Uncertainty {
  readonly index: number;
  readonly mode: 'efficient' | 'balanced' | 'resilient';
  readonly regions: readonly { readonly region: string; readonly shocksPerYear: number }[];
}

/** All signals missing: 0.5 (methods 5.1). */
export const UNCERTAINTY_UNKNOWN: Uncertainty = { index: 0.5, mode: 'balanced', regions: [] };

export type Company = Pick<
  CompanyChangedData,
  | 'companyId'
  | 'name'
  | 'status'
  | 'kind'
  | 'employees'
  | 'priorities'
  | 'horizon'
  | 'securityClass'
  | 'languages'
  | 'formats'
  | 'managementCertificates'
  | 'trustSignals'
  | 'sites'
  | 'machineGroups'
  | 'certificates'
>;
export type Site = Company['sites'][number];
export type MachineGroup = Company['machineGroups'][number];
export type Rate = RateCardPublishedData['rates'][number];

export interface RateCard {
  readonly companyId: string;
  readonly rateCardVersion: number;
  readonly currency: string;
  readonly rates: readonly Rate[];
}

export type Evidence = Pick<
  EvidenceRecordedData,
  'evidenceId' | 'companyId' | 'subject' | 'counterpartCompanyId' | 'value' | 'amount' | 'evidenceClass' | 'observedAt' | 'expiresAt'
>;

/** What one partner learnt of a company by one order. */
export interface JointExperience {
  readonly formationId: string;
  readonly companyId: string;
  readonly partnerCompanyId: string;
  /** Label of methods 3.12. */
  readonly goodShare: number;
  /** 0 while the delivery is refused. */
  readonly orders: number;
  readonly observedAt: string;
  readonly isInOpenConflict: boolean;
}

/** Base weights that were learnt and accepted in place of the published ones. */
export interface LearntWeights {
  readonly version: number;
  readonly weights: ByLeaf<number>;
}

/** What matching knows of its network at one instant; immutable input of a proposal. Lists are sorted, so that equal content is equal text. */
export interface PartnerSnapshot {
  readonly network: NetworkRules;
  readonly uncertainty: Uncertainty;
  /** Those that offer a process of the order, and the customer where the registry knows it. */
  readonly companies: readonly Company[];
  readonly rateCards: readonly RateCard[];
  readonly evidence: readonly Evidence[];
  /** m0 of methods 3.4: network mean of each leaf over all companies with evidence. */
  readonly leafMeans: Readonly<Partial<Record<Leaf, number>>>;
  readonly excludedPairs: readonly (readonly [string, string])[];
  readonly availability: readonly MachineAvailability[];
  readonly experiences: readonly JointExperience[];
  /** Exposure so far, without the order in hand (methods 3.11). */
  readonly exposure: ExposureLedger;
  /** By company: how much the customer prefers it, 0 to 1. */
  readonly preferences: Readonly<Record<string, number>>;
  /** Value of the other orders of the last 30 days, by their reference plans. */
  readonly monthValueEur: number;
  /** Null: the published weights. */
  readonly learntWeights: LearntWeights | null;
}
