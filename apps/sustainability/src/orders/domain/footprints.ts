import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import {
  FACTORS_2026_1,
  type MaterialUse,
  type OperationEnergy,
  type OrderActivity,
  type OrderFootprint,
  orderFootprint,
  type TransportLeg,
} from '@gewerk/engine-footprint';

export interface ScoredFootprint {
  materialGrams: number;
  energyGrams: number;
  transportGrams: number;
  co2eGrams: number;
  p10Grams: number;
  p90Grams: number;
  dataQualityRating: number;
  primaryDataShare: number;
  perPieceGrams: number;
  energyWattHours: number;
  flags: readonly string[];
}

/** Distances of the reference while partners are unknown (mark A; the supply leg is that of methods 6.2's example). */
const REFERENCE_SUPPLY_KM = 120;
const REFERENCE_DELIVERY_KM = 100;

export const BASELINE_ASSUMPTIONS: readonly string[] = [
  'Partners are unknown: energy by machine class of the process and the EU grid.',
  `Transport reference: supply ${REFERENCE_SUPPLY_KM} km, delivery ${REFERENCE_DELIVERY_KM} km (assumption, mark A).`,
  'Material by default factors until mill certificates are stored.',
];

type Plan = ConsortiaProposedData['plans'][number];
type Operation = OrderSubmittedData['operations'][number];

/** Machine class of the factor tables for each process; work by hand counts the lightest class. */
const MACHINE_CLASS: Readonly<Record<Operation['process'], string>> = {
  sawing: 'turning-small',
  'laser-cutting': 'laser-cutting-fibre',
  turning: 'turning-small',
  'milling-3-axis': 'milling-3-axis',
  'milling-5-axis': 'milling-5-axis',
  'wire-edm': 'wire-edm',
  'sink-edm': 'sink-edm',
  welding: 'tig-welding',
  'heat-treatment': 'vacuum-hardening',
  grinding: 'grinding',
  assembly: 'turning-small',
  inspection: 'turning-small',
};

/** Raw stock comes as bars and plates, so semi-finished factors apply where the tables tell them apart. */
const MATERIAL_KEY: Readonly<Record<string, string>> = { aluminium: 'aluminium-semi-finished', titanium: 'titanium-wrought' };

/** Footprint of an order before partners are known (methods 6.2). */
export function baselineOf(order: OrderSubmittedData): ScoredFootprint {
  const operations = order.operations.map((operation): OperationEnergy => {
    const machineClass = MACHINE_CLASS[operation.process];
    const energy =
      operation.process === 'heat-treatment'
        ? { kind: 'machine-class' as const, machineClass, treatedKg: operation.massAfterGrams / 1000 }
        : {
            kind: 'machine-class' as const,
            machineClass,
            processHours: (operation.unitMinutes * operation.pieces) / 60,
            standbyHours: operation.setupMinutes / 60,
          };
    return { operation: operation.operationId, energy, country: 'EU' };
  });
  const { grossTonnes, deliveredTonnes } = masses(order);
  const legs: TransportLeg[] = [
    { from: 'mill', to: 'network', massTonnes: grossTonnes, km: REFERENCE_SUPPLY_KM },
    { from: 'network', to: 'customer', massTonnes: deliveredTonnes, km: REFERENCE_DELIVERY_KM },
  ];
  return footprint(order, operations, legs);
}

/** Footprint of one plan: the same material, the energy of its machines on their grids, the legs between its members. */
export function planFootprint(order: OrderSubmittedData, plan: Plan, countryOf: (companyId: string) => string): ScoredFootprint {
  const operations = plan.operations.map(
    (operation): OperationEnergy => ({
      operation: operation.operationId,
      energy: {
        kind: 'modelled',
        basePowerKw: 0,
        hoursOn: 0,
        cuttingPowerKw: 0,
        hoursCutting: 0,
        setupKwh: operation.energyWattHours / 1000,
      },
      country: countryOf(operation.companyId),
    }),
  );
  const legs: TransportLeg[] = [
    { from: 'mill', to: 'network', massTonnes: masses(order).grossTonnes, km: REFERENCE_SUPPLY_KM },
    ...plan.legs.map((leg) => ({
      from: leg.fromCompanyId,
      to: leg.toCompanyId ?? 'customer',
      massTonnes: leg.massGrams / 1e6,
      km: leg.kilometres,
    })),
  ];
  return footprint(order, operations, legs);
}

function footprint(order: OrderSubmittedData, operations: readonly OperationEnergy[], legs: readonly TransportLeg[]): ScoredFootprint {
  const pieces = order.parts.reduce((sum, part) => sum + part.pieces, 0);
  const materials = order.parts.map(
    (part): MaterialUse => ({
      material: MATERIAL_KEY[part.material] ?? part.material,
      grossKg: (part.grossMassGrams * part.pieces) / 1000,
      recycledShare: part.recycledShare,
    }),
  );
  const activity: OrderActivity = {
    acceptedPieces: pieces,
    deliveredKgPerPiece: (masses(order).deliveredTonnes * 1000) / Math.max(1, pieces),
    materials,
    operations,
    legs,
  };
  const result = orderFootprint(activity, FACTORS_2026_1);
  if (result.kind === 'questions') {
    // The contract's materials all have default factors; a new one without must come with a table entry.
    throw new Error(`no factor for ${result.questions.map((question) => question.params.material).join(', ')} in ${result.factorsVersion}`);
  }
  return inGrams(result, pieces);
}

function masses(order: OrderSubmittedData): { grossTonnes: number; deliveredTonnes: number } {
  const tonnes = (pick: (part: OrderSubmittedData['parts'][number]) => number): number =>
    order.parts.reduce((sum, part) => sum + pick(part) * part.pieces, 0) / 1e6;
  return { grossTonnes: tonnes((part) => part.grossMassGrams), deliveredTonnes: tonnes((part) => part.netMassGrams) };
}

function inGrams(result: OrderFootprint, pieces: number): ScoredFootprint {
  const grams = (kilograms: number): number => Math.round(kilograms * 1000);
  const quality = result.dataQuality;
  const processKwh = result.operations.reduce((sum, operation) => sum + operation.processKwh, 0);
  const materialGrams = grams(result.materialKgCo2e);
  const energyGrams = grams(result.energyKgCo2e);
  const transportGrams = grams(result.transportKgCo2e);
  return {
    ...{ materialGrams, energyGrams, transportGrams },
    // Of the rounded parts, so that what is shown adds up.
    co2eGrams: materialGrams + energyGrams + transportGrams,
    p10Grams: grams(quality?.p10KgCo2e ?? result.totalKgCo2e),
    p90Grams: grams(quality?.p90KgCo2e ?? result.totalKgCo2e),
    dataQualityRating: quality?.rating ?? 5,
    primaryDataShare: quality?.primaryDataShare ?? 0,
    perPieceGrams: grams(result.totalKgCo2e / Math.max(1, pieces)),
    energyWattHours: Math.round(processKwh * 1000),
    flags: result.flags,
  };
}
