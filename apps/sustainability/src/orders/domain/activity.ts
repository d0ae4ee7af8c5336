import type { Material, Process } from '@gewerk/contracts';
import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { DEFAULT_CLASS_POWER_KW, REFERENCE_LEGS } from './reference-figures.js';
import type { EnergyUse, OperationEnergy, OrderActivity, TransportLeg } from '@gewerk/engine-footprint';
import type { MachineEnergy } from '../../companies/domain/company.js';

export type OrderFacts = Pick<OrderSubmittedData, 'orderId' | 'orderVersion' | 'customerCompanyId' | 'parts' | 'operations'>;
export type PlanFacts = Pick<ConsortiaProposedData['plans'][number], 'planId' | 'memberCompanyIds' | 'operations' | 'legs'>;

type OrderOperation = OrderFacts['operations'][number];

/** Stock is bar, plate or profile: aluminium and titanium enter as such, the steels carry rolling in their factor. */
const MATERIAL_KEY: Readonly<Record<Material, string>> = {
  steel: 'steel',
  'tool-steel': 'tool-steel',
  'stainless-steel': 'stainless-steel',
  aluminium: 'aluminium-semi-finished',
  titanium: 'titanium-wrought',
};

const MACHINE_CLASS: Readonly<Partial<Record<Process, string>>> = {
  'laser-cutting': 'laser-cutting-fibre',
  turning: 'turning-small',
  'milling-3-axis': 'milling-3-axis',
  'milling-5-axis': 'milling-5-axis',
  'wire-edm': 'wire-edm',
  'sink-edm': 'sink-edm',
  welding: 'tig-welding',
  'heat-treatment': 'vacuum-hardening',
  grinding: 'grinding',
};

/** Rating of a class default at an unknown place: one step poorer than at a known one (methods 6.2, 6.5). */
const PLACE_UNKNOWN_RATING = 4.2;

/** Before partners are known (methods 6.2): class default machines on the mean European grid, reference ways. */
export function baselineActivity(order: OrderFacts): OrderActivity {
  return {
    ...deliveredAndMaterial(order),
    operations: order.operations.map(
      (operation): OperationEnergy => ({
        operation: operation.operationId,
        energy: classDefaultEnergy(operation),
        country: 'EU',
        rating: PLACE_UNKNOWN_RATING,
      }),
    ),
    legs: [supplyLeg(order), ...order.parts.flatMap((part) => referenceLegs(order.operations.filter((one) => one.partId === part.partId)))],
  };
}

/**
 * Of one proposed plan: each operation on the machine it is planned on, the ways as planned.
 * @param machines of the members, by id; an unknown machine counts as class default at an unknown place
 */
export function planActivity(order: OrderFacts, plan: PlanFacts, machines: ReadonlyMap<string, MachineEnergy>): OrderActivity {
  const byId = new Map(order.operations.map((operation) => [operation.operationId, operation]));
  return {
    ...deliveredAndMaterial(order),
    operations: plan.operations.flatMap((planned): OperationEnergy[] => {
      const operation = byId.get(planned.operationId);
      if (operation === undefined) return [];
      const machine = machines.get(planned.machineId);
      const lots = plan.operations.filter((one) => one.operationId === planned.operationId);
      const lotShare = planned.workMinutes / Math.max(1, lots.reduce((sum, one) => sum + one.workMinutes, 0));
      return machine === undefined
        ? [
            {
              operation: planned.operationId,
              energy: classDefaultEnergy(operation, planned.workMinutes, lotShare),
              country: 'EU',
              rating: PLACE_UNKNOWN_RATING,
            },
          ]
        : [{ operation: planned.operationId, energy: machineEnergy(operation, planned.workMinutes, machine, lotShare), country: machine.country }];
    }),
    legs: [
      supplyLeg(order),
      ...plan.legs.map((leg) => ({
        from: leg.fromCompanyId,
        to: leg.toCompanyId ?? order.customerCompanyId,
        massTonnes: leg.massGrams / 1e6,
        km: leg.kilometres,
      })),
    ],
  };
}

function deliveredAndMaterial(order: OrderFacts): Pick<OrderActivity, 'acceptedPieces' | 'deliveredKgPerPiece' | 'materials'> {
  const pieces = order.parts.reduce((sum, part) => sum + part.pieces, 0);
  const netKg = order.parts.reduce((sum, part) => sum + (part.netMassGrams * part.pieces) / 1000, 0);
  return {
    acceptedPieces: pieces,
    deliveredKgPerPiece: netKg / pieces,
    materials: order.parts.map((part) => ({
      material: MATERIAL_KEY[part.material],
      grossKg: (part.grossMassGrams * part.pieces) / 1000,
      recycledShare: part.recycledShare,
    })),
  };
}

/** @param workMinutes set-up and run on the machine; without it the hours of the template */
function classDefaultEnergy(operation: OrderOperation, workMinutes?: number, lotShare = 1): EnergyUse {
  const setupHours = operation.setupMinutes / 60;
  const runHours = workMinutes === undefined ? (operation.unitMinutes * operation.pieces) / 60 : Math.max(0, workMinutes / 60 - setupHours);
  const machineClass = MACHINE_CLASS[operation.process];
  if (machineClass === undefined) {
    const kilowatts = DEFAULT_CLASS_POWER_KW.value;
    return { kind: 'modelled', basePowerKw: kilowatts, hoursOn: setupHours + runHours, cuttingPowerKw: 0, hoursCutting: 0, setupKwh: 0 };
  }
  if (operation.process === 'heat-treatment') {
    return { kind: 'machine-class', machineClass, treatedKg: treatedKilograms(operation) * lotShare };
  }
  return { kind: 'machine-class', machineClass, processHours: runHours, standbyHours: setupHours };
}

/** The machine's own power: standby while it is set up, in process while it runs (methods 6.4, level 2). */
function machineEnergy(operation: OrderOperation, workMinutes: number, machine: MachineEnergy, lotShare: number): EnergyUse {
  const setupHours = Math.min(operation.setupMinutes, workMinutes) / 60;
  const byMass = machine.wattHoursPerKilogram;
  if (byMass !== null) {
    const kwh = (byMass / 1000) * treatedKilograms(operation) * lotShare;
    return { kind: 'modelled', basePowerKw: 0, hoursOn: 0, cuttingPowerKw: 0, hoursCutting: 0, setupKwh: kwh };
  }
  return {
    kind: 'modelled',
    basePowerKw: machine.standbyWatts / 1000,
    hoursOn: setupHours,
    cuttingPowerKw: machine.processWatts / 1000,
    hoursCutting: Math.max(0, workMinutes / 60 - setupHours),
    setupKwh: 0,
  };
}

function treatedKilograms(operation: OrderOperation): number {
  return (operation.pieceMassGrams * operation.pieces) / 1000;
}

/** The same for every plan of an order, so that plans differ by what the partners do. */
function supplyLeg(order: OrderFacts): TransportLeg {
  const grossGrams = order.parts.reduce((sum, part) => sum + part.grossMassGrams * part.pieces, 0);
  return { from: 'stockist', to: 'first firm', massTonnes: grossGrams / 1e6, km: REFERENCE_LEGS.supply.value, vehicle: 'rigid-over-17t' };
}

/** One change of firm where a specialist's process begins or ends, and the way to the customer. */
function referenceLegs(operations: readonly OrderOperation[]): TransportLeg[] {
  return operations.flatMap((operation, index): TransportLeg[] => {
    const next = operations[index + 1];
    const massTonnes = operation.massAfterGrams / 1e6;
    if (next === undefined) return [{ from: operation.operationId, to: 'customer', massTonnes, km: REFERENCE_LEGS.toCustomer.value }];
    if (isSpecialist(operation.process) === isSpecialist(next.process)) return [];
    return [{ from: operation.operationId, to: next.operationId, massTonnes, km: REFERENCE_LEGS.betweenFirms.value }];
  });
}

function isSpecialist(process: Process): boolean {
  return process === 'heat-treatment';
}
