import type { MachineFit } from '@gewerk/engine-matching';
import { FACTORS_2026_1, operationFootprint } from '@gewerk/engine-footprint';
import { type OperationPrice, priceOperation } from '@gewerk/engine-pricing';
import { roundHalfEven } from '@gewerk/kernel';
import { envelopeRatio, expectedCapability, type Operation, type Order, suitableGroups } from '../../partners/domain/knock-outs.js';
import type { Company, MachineGroup, Rate, RateCard } from '../../partners/domain/partner-snapshot.js';
import { type MachineDiary, workOnGrid } from './machine-diary.js';
import { PLANNING_POLICY } from './planning-policy.js';

/** What a company would ask and need for an operation, on the one of its machines that would finish first. */
export interface Offer {
  readonly operationId: string;
  readonly companyId: string;
  readonly machineId: string;
  readonly machineGroupId: string;
  readonly siteId: string;
  readonly country: string;
  readonly priceMinor: number;
  readonly workMinutes: number;
  readonly energyWattHours: number;
  readonly co2eGrams: number;
  readonly earliestStartDay: number;
  /** On the machine's own calendar, nothing else taken. */
  readonly finishDay: number;
}

interface OfferContext {
  readonly order: Order;
  readonly currency: string;
  /** By machine; absent where the network heard nothing of it. */
  readonly diaries: ReadonlyMap<string, MachineDiary>;
  readonly earliestStartDay: (operationId: string) => number;
}

/**
 * The offer of a company for an operation, null where no machine of it can do the work within the calendar, or no rate is known.
 * A rate card in another currency than the network's gives no price either.
 */
export function offerOf(company: Company, card: RateCard | null, operation: Operation, context: OfferContext): Offer | null {
  if (card === null || card.currency !== context.currency) return null;
  const earliestStartDay = context.earliestStartDay(operation.operationId);
  let best: Offer | null = null;
  for (const group of suitableGroups(company, operation)) {
    const rate = card.rates.find((entry) => entry.machineGroupId === group.machineGroupId);
    const site = company.sites.find((entry) => entry.siteId === group.siteId);
    if (rate === undefined || site === undefined || rate.machineMinorPerHour === 0) continue;
    const price = priceAt(rate, operation, context.order);
    const workMinutes = workOnGrid(price.hours.machine * 60);
    const energy = energyOf(group, operation, price, site.country);
    for (const { machineId } of group.machines) {
      const finishDay = context.diaries.get(machineId)?.finishDay(earliestStartDay, workMinutes) ?? null;
      if (finishDay === null) continue;
      const offer: Offer = {
        operationId: operation.operationId,
        companyId: company.companyId,
        machineId,
        machineGroupId: group.machineGroupId,
        siteId: group.siteId,
        country: site.country,
        priceMinor: roundHalfEven(price.priceEur * 100),
        workMinutes,
        ...energy,
        earliestStartDay,
        finishDay,
      };
      if (best === null || isPreferred(offer, best)) best = offer;
    }
  }
  return best;
}

function isPreferred(offer: Offer, than: Offer): boolean {
  if (offer.finishDay !== than.finishDay) return offer.finishDay < than.finishDay;
  if (offer.priceMinor !== than.priceMinor) return offer.priceMinor < than.priceMinor;
  return offer.machineId < than.machineId;
}

/** Price by the rate card (methods 7.4); the card's speed scales the template's unit time. */
function priceAt(rate: Rate, operation: Operation, order: Order): OperationPrice {
  const part = order.parts.find((entry) => entry.partId === operation.partId);
  const material =
    operation.suppliesMaterial && part !== undefined
      ? {
          grossKgPerPiece: part.grossMassGrams / 1000,
          eurPerKg: PLANNING_POLICY.materialEurPerKg[part.material],
          overheadShare: rate.materialOverheadBasisPoints / 10_000,
          scrapShare: PLANNING_POLICY.materialScrapShare,
        }
      : undefined;
  return priceOperation({
    setupHours: operation.setupMinutes / 60,
    programmingHours: operation.programmingMinutes / 60,
    unitHours: (operation.unitMinutes / 60) * (rate.speedBasisPoints / 10_000),
    pieces: operation.pieces,
    piecesMadeBefore: 0,
    learningRate: rate.learningBasisPoints / 10_000,
    inspectionHoursPerPiece: operation.inspectionMinutesPerPiece / 60,
    rateCard: {
      machineRateEurPerHour: rate.machineMinorPerHour / 100,
      labourEurPerHour: rate.labourMinorPerHour / 100,
      attendanceShare: rate.attendanceBasisPoints / 10_000,
      riskShare: rate.riskBasisPoints / 10_000,
      marginShare: rate.marginBasisPoints / 10_000,
    },
    ...(material === undefined ? {} : { material }),
  });
}

/** Energy and emissions (methods 6.2, 6.4): process power over the run, standby power over the set-up; furnaces by mass. */
function energyOf(
  group: MachineGroup,
  operation: Operation,
  price: OperationPrice,
  country: string,
): { energyWattHours: number; co2eGrams: number } {
  const perKg = group.energyWattHoursPerKilogram;
  const treatedKg = (operation.pieces * operation.pieceMassGrams) / 1000;
  const footprint = operationFootprint(
    {
      operation: operation.operationId,
      country,
      energy:
        perKg === null
          ? {
              kind: 'modelled',
              basePowerKw: group.powerStandbyWatts / 1000,
              hoursOn: price.hours.setup,
              cuttingPowerKw: group.powerProcessWatts / 1000,
              hoursCutting: price.hours.run,
              setupKwh: 0,
            }
          : { kind: 'modelled', basePowerKw: 0, hoursOn: 0, cuttingPowerKw: 0, hoursCutting: 0, setupKwh: (treatedKg * perKg) / 1000 },
    },
    FACTORS_2026_1,
  );
  return { energyWattHours: Math.round(footprint.processKwh * 1000), co2eGrams: Math.round(footprint.kgCo2e * 1000) };
}

/** How each machine of a company fits an operation, for the leaf MAC (methods 3.5); hours free until the due day. */
export function machineFits(
  company: Company,
  operation: Operation,
  neededMinutes: number | null,
  diaries: ReadonlyMap<string, MachineDiary>,
  dueDay: number,
): MachineFit[] {
  return suitableGroups(company, operation).flatMap((group) =>
    group.machines.map(({ machineId }) => ({
      machine: machineId,
      envelopeRatio: envelopeRatio(group, operation),
      processCapability: expectedCapability(group, operation.accuracyIt),
      freeHours: (diaries.get(machineId)?.freeHoursByDay() ?? []).slice(0, dueDay + 1).reduce((sum, hours) => sum + hours, 0),
      neededHours: (neededMinutes ?? operation.setupMinutes + operation.unitMinutes * operation.pieces) / 60,
      spareAxes: 0,
    })),
  );
}
