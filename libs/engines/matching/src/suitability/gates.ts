export type GateCode = `KO${'01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12' | '13' | '14' | '15' | '16'}`;
export type GateState = 'pass' | 'fail' | 'unknown';
export type WaivingParty = 'customer' | 'firm' | 'orchestrator' | 'parties' | 'reviewer';
export type Waiver = WaivingParty | null;

export interface GateResult {
  readonly code: GateCode;
  readonly state: GateState;
  /** Stable code; the portal has the words. */
  readonly reason: string;
  readonly measured: string | number | null;
  readonly limit: string | number | null;
  readonly unit: string | null;
  /** Who may waive a failure; null: nobody. */
  readonly waivableBy: Waiver;
  /** The nearest change that would turn it into a pass; null where it passes. */
  readonly nearestChange: { readonly code: string; readonly params: Readonly<Record<string, string | number>> } | null;
  /** Ids of what was looked at (machine group, certificate). */
  readonly evidence: readonly string[];
}

export interface GateDemand {
  readonly customer: string;
  readonly process: string;
  readonly material: string | null;
  /** Edges of the part's box in any order; the part may be turned. */
  readonly partMillimetres: readonly [number, number, number] | null;
  readonly partKilograms: number | null;
  readonly mandatoryCertificates: readonly string[];
  /** ISO date of the delivery, for the validity of certificates. */
  readonly deliveryDate: string | null;
  readonly dueDay: number | null;
  /** Firms that the customer does not want. */
  readonly blockedFirms: readonly string[];
}

export interface GateMachineGroup {
  readonly id: string;
  readonly process: string;
  readonly envelopeMillimetres: readonly [number, number, number] | null;
  readonly maxKilograms: number | null;
  /** Materials it works; null: not stated. */
  readonly materials: readonly string[] | null;
}

export interface GateFirm {
  readonly id: string;
  readonly membership: 'active' | 'suspended' | 'contract-missing' | null;
  readonly machineGroups: readonly GateMachineGroup[];
  /** Materials the firm does not allow in its shop. */
  readonly refusedMaterials: readonly string[];
  /** `validUntil` as ISO date, null: no expiry stated. */
  readonly certificates: readonly { readonly id: string; readonly scheme: string; readonly validUntil: string | null }[] | null;
  /** Earliest finish of the operation, P50, with rush allowed; null: no calendar known. */
  readonly earliestFinishDay: number | null;
  /** The firm's own decline rules. */
  readonly declines: { readonly customers: readonly string[]; readonly processes: readonly string[] };
}

/**
 * The seven gates that a snapshot of the registry decides (methods 3.2), in the order of their codes; what cannot be told is
 * `unknown`, never a failure. A gate that fails on several grounds gives a result for each, since each has its own remedy.
 */
export function checkGates(firm: GateFirm, demand: GateDemand): readonly GateResult[] {
  return [
    membership(firm),
    process(firm, demand),
    envelope(firm, demand),
    material(firm, demand),
    ...certificates(firm, demand),
    date(firm, demand),
    ...wishes(firm, demand),
  ];
}

/** A failure that somebody who may do so has waived; a bare code waives for whoever may. */
export type WaivedGate = GateCode | { readonly code: GateCode; readonly by: WaivingParty };

/** `fail` where one gate fails, else `unknown` where one is: then a question goes to the firm and nothing is assigned by itself. */
export function overallState(gates: readonly GateResult[], waived: readonly WaivedGate[] = []): GateState {
  const isWaived = ({ code, waivableBy }: GateResult) =>
    waivableBy !== null &&
    waived.some((waiver) => (typeof waiver === 'string' ? waiver === code : waiver.code === code && waiver.by === waivableBy));
  const open = gates.filter((gate) => !isWaived(gate));
  if (open.some((gate) => gate.state === 'fail')) return 'fail';
  return open.some((gate) => gate.state === 'unknown') ? 'unknown' : 'pass';
}

const NOTHING = { measured: null, limit: null, unit: null, waivableBy: null, nearestChange: null, evidence: [] } as const;

export function gateResult(code: GateCode, state: GateState, reason: string, rest: Partial<GateResult> = {}): GateResult {
  return { code, state, reason, ...NOTHING, ...rest };
}

function membership(firm: GateFirm): GateResult {
  const rest = { measured: firm.membership, limit: 'active' };
  if (firm.membership === null) return gateResult('KO01', 'unknown', 'membership-unknown', rest);
  if (firm.membership === 'active') return gateResult('KO01', 'pass', 'membership-active', rest);
  const change = firm.membership === 'suspended' ? 'lift-suspension' : 'sign-contract';
  return gateResult('KO01', 'fail', `membership-${firm.membership}`, { ...rest, nearestChange: { code: change, params: {} } });
}

function process(firm: GateFirm, demand: GateDemand): GateResult {
  const groups = groupsFor(firm, demand);
  const rest = { limit: demand.process, evidence: groups.map((group) => group.id) };
  if (groups.length > 0) return gateResult('KO02', 'pass', 'process-offered', { ...rest, measured: demand.process });
  return gateResult('KO02', 'fail', 'process-not-offered', {
    ...rest,
    nearestChange: { code: 'offer-process', params: { process: demand.process } },
  });
}

/** The machine that misses least decides what is measured; mass is looked at where the size fits. */
function envelope(firm: GateFirm, demand: GateDemand): GateResult {
  const groups = groupsFor(firm, demand);
  if (groups.length === 0) return gateResult('KO03', 'unknown', 'no-machine-of-process');
  if (demand.partMillimetres === null || demand.partKilograms === null) return gateResult('KO03', 'unknown', 'part-size-unknown');
  const misses = groups.map((group) => ({ group, miss: missOf(group, demand.partMillimetres as Edges, demand.partKilograms as number) }));
  const fits = misses.filter(({ miss }) => miss === 'fits');
  const evidence = (fits.length > 0 ? fits : misses).map(({ group }) => group.id);
  if (fits.length > 0) return gateResult('KO03', 'pass', 'part-fits', { evidence });
  if (misses.some(({ miss }) => miss === 'unknown')) return gateResult('KO03', 'unknown', 'machine-size-unknown', { evidence });
  const nearest = misses
    .map(({ miss }) => miss as Miss)
    .reduce((best, miss) => (miss.measured / miss.limit < best.measured / best.limit ? miss : best));
  const isMass = nearest.unit === 'kg';
  return gateResult('KO03', 'fail', isMass ? 'part-too-heavy' : 'part-too-large', {
    ...nearest,
    evidence,
    nearestChange: {
      code: isMass ? 'machine-with-mass' : 'machine-with-edge',
      params: { ...(isMass ? {} : { millimetresMin: nearest.measured }), ...wholePart(demand.partMillimetres, demand.partKilograms) },
    },
  });
}

/** What a machine must hold in all: an edge that is longer alone may not be enough. */
function wholePart(part: Edges, kilograms: number) {
  const [long, middle, short] = [...part].sort((a, b) => b - a) as [number, number, number];
  return { longEdgeMillimetresMin: long, middleEdgeMillimetresMin: middle, shortEdgeMillimetresMin: short, kilogramsMin: kilograms };
}

type Edges = readonly [number, number, number];
interface Miss {
  readonly measured: number;
  readonly limit: number;
  readonly unit: 'mm' | 'kg';
}

/** `fits`, or by how much the part is too large for the group. */
export function missOf(group: GateMachineGroup, part: Edges, kilograms: number): Miss | 'fits' | 'unknown' {
  if (group.envelopeMillimetres === null || group.maxKilograms === null) return 'unknown';
  const edges = [...part].sort((a, b) => b - a);
  const room = [...group.envelopeMillimetres].sort((a, b) => b - a);
  let worst: Miss | null = null;
  for (const [index, edge] of edges.entries()) {
    const limit = room[index] as number;
    if (edge > limit && (worst === null || edge / limit > worst.measured / worst.limit)) worst = { measured: edge, limit, unit: 'mm' };
  }
  if (worst !== null) return worst;
  return kilograms > group.maxKilograms ? { measured: kilograms, limit: group.maxKilograms, unit: 'kg' } : 'fits';
}

function material(firm: GateFirm, demand: GateDemand): GateResult {
  if (demand.material === null) return gateResult('KO05', 'unknown', 'material-unknown');
  const name = demand.material;
  const rest = { measured: name, nearestChange: { code: 'allow-material', params: { material: name } } };
  if (firm.refusedMaterials.includes(name)) return gateResult('KO05', 'fail', 'material-refused', rest);
  const groups = groupsFor(firm, demand);
  const able = groups.filter((group) => group.materials?.includes(name));
  if (able.length > 0) return gateResult('KO05', 'pass', 'material-processed', { measured: name, evidence: able.map((group) => group.id) });
  if (groups.length === 0 || groups.some((group) => group.materials === null)) {
    return gateResult('KO05', 'unknown', 'materials-not-stated', { measured: name });
  }
  return gateResult('KO05', 'fail', 'material-not-processed', { ...rest, evidence: groups.map((group) => group.id) });
}

function certificates(firm: GateFirm, demand: GateDemand): readonly GateResult[] {
  const rest = { limit: demand.mandatoryCertificates.join(', '), waivableBy: 'customer' as const };
  if (demand.mandatoryCertificates.length === 0) return [gateResult('KO06', 'pass', 'no-certificate-demanded')];
  const { certificates: known } = firm;
  if (known === null) return [gateResult('KO06', 'unknown', 'certificates-unknown', rest)];
  const results = demand.mandatoryCertificates.map((scheme) => certificate(scheme, known, demand.deliveryDate));
  const open = results.filter(({ state }) => state !== 'pass');
  const evidence = results.flatMap((entry) => entry.evidence);
  return open.length > 0 ? open : [gateResult('KO06', 'pass', 'certificates-valid', { ...rest, evidence })];
}

function certificate(scheme: string, known: NonNullable<GateFirm['certificates']>, deliveryDate: string | null): GateResult {
  const held = known.filter((entry) => entry.scheme === scheme);
  const valid = held.filter(({ validUntil }) => validUntil !== null && deliveryDate !== null && validUntil >= deliveryDate);
  const rest = { limit: scheme, waivableBy: 'customer' as const, evidence: (valid.length > 0 ? valid : held).map(({ id }) => id) };
  if (valid.length > 0) return gateResult('KO06', 'pass', 'certificates-valid', rest);
  const isUncertain = held.length > 0 && (deliveryDate === null || held.some(({ validUntil }) => validUntil === null));
  if (isUncertain) return gateResult('KO06', 'unknown', 'certificate-expiry-unknown', rest);
  const last = held
    .map(({ validUntil }) => validUntil as string)
    .sort()
    .at(-1);
  return gateResult('KO06', 'fail', last === undefined ? 'certificate-missing' : 'certificate-expires', {
    ...rest,
    measured: last ?? scheme,
    limit: last === undefined ? scheme : deliveryDate,
    nearestChange: {
      code: last === undefined ? 'obtain-certificate' : 'renew-certificate',
      params: { scheme, ...(deliveryDate === null ? {} : { validUntilMin: deliveryDate }) },
    },
  });
}

function date(firm: GateFirm, demand: GateDemand): GateResult {
  const rest = { measured: firm.earliestFinishDay, limit: demand.dueDay, unit: 'day', waivableBy: 'customer' as const };
  if (firm.earliestFinishDay === null || demand.dueDay === null) return gateResult('KO07', 'unknown', 'finish-unknown', rest);
  if (firm.earliestFinishDay <= demand.dueDay) return gateResult('KO07', 'pass', 'finish-in-time', rest);
  const nearestChange = { code: 'due-day-at-least', params: { day: firm.earliestFinishDay } };
  return gateResult('KO07', 'fail', 'finish-after-due-day', { ...rest, nearestChange });
}

function wishes(firm: GateFirm, demand: GateDemand): readonly GateResult[] {
  const grounds: GateResult[] = [];
  if (demand.blockedFirms.includes(firm.id)) {
    const nearestChange = { code: 'customer-unblocks-firm', params: { firm: firm.id } };
    grounds.push(gateResult('KO09', 'fail', 'blocked-by-customer', { waivableBy: 'customer', nearestChange }));
  }
  if (firm.declines.customers.includes(demand.customer)) {
    const nearestChange = { code: 'firm-accepts-customer', params: { customer: demand.customer } };
    grounds.push(gateResult('KO09', 'fail', 'customer-declined-by-firm', { waivableBy: 'firm', nearestChange }));
  }
  if (firm.declines.processes.includes(demand.process)) {
    const nearestChange = { code: 'firm-accepts-process', params: { process: demand.process } };
    grounds.push(gateResult('KO09', 'fail', 'process-declined-by-firm', { waivableBy: 'firm', nearestChange }));
  }
  return grounds.length > 0 ? grounds : [gateResult('KO09', 'pass', 'wanted')];
}

export function groupsFor<G extends GateMachineGroup>(firm: { readonly machineGroups: readonly G[] }, demand: GateDemand): readonly G[] {
  return firm.machineGroups.filter((group) => group.process === demand.process);
}
