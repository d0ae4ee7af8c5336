import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { money, newId } from '@gewerk/kernel';

const at = '2026-03-02T08:00:00.000Z';

/** An order of one part that is sawn, hardened and ground. */
export function makeOrder(change: { pieces?: number; grossMassGrams?: number; unitMinutes?: number } = {}): OrderSubmittedData {
  const { pieces = 24, grossMassGrams = 4_300, unitMinutes = 11.7 } = change;
  const partId = newId();
  const material = 'tool-steel' as const;
  const operation = (process: OrderSubmittedData['operations'][number]['process']): OrderSubmittedData['operations'][number] => ({
    ...{ operationId: newId(), partId, name: process, process, after: [], pieces, setupMinutes: 45, programmingMinutes: 0, unitMinutes },
    ...{
      inspectionMinutesPerPiece: 0.5,
      massAfterGrams: grossMassGrams * pieces,
      envelopeMicrometres: [1, 1, 1],
      pieceMassGrams: grossMassGrams,
    },
    ...{ accuracyIt: 7, material, splittable: false, suppliesMaterial: process === 'sawing', assumptions: [] },
  });
  return {
    ...{ orderId: newId(), orderVersion: 1, customerCompanyId: newId(), title: 'Guide plates', submittedAt: at, dueAt: at, rush: false },
    deliverTo: { name: 'Gate 3', country: 'SE', latitude: 55.6, longitude: 13 },
    ...{ targetPrice: null, criticality: 0.4, sustainabilityAmbition: null, securityClass: 2, requiredCertificates: [] },
    profile: { quality: 0.5, complexity: 0.4, qualityOverridden: false, complexityOverridden: false },
    parts: [
      {
        ...{ partId, name: 'plate', material, recycledShare: 0.3, pieces, grossMassGrams, netMassGrams: Math.round(grossMassGrams * 0.7) },
        ...{
          volumeCubicMillimetres: 380_000,
          areaSquareMillimetres: 52_000,
          boundingBoxMicrometres: [1, 1, 1],
          toleranceIt: 7,
          roughnessRaNanometres: null,
        },
      },
    ],
    operations: [operation('sawing'), operation('heat-treatment'), operation('grinding')],
  };
}

/** A proposal of one plan: each operation at another of the given companies, by turns. */
export function makeProposal(order: OrderSubmittedData, companyIds: readonly string[] = [newId(), newId()]): ConsortiaProposedData {
  const [first = '', second = first] = companyIds;
  const price = money(300_000);
  const zero = money(0);
  const massGrams = order.operations[0]?.massAfterGrams ?? 0;
  const leg = (
    fromCompanyId: string,
    toCompanyId: string | null,
    kilometres: number,
  ): ConsortiaProposedData['plans'][number]['legs'][number] => ({
    ...{ fromCompanyId, toCompanyId, kilometres, massGrams, co2eGrams: 1, cost: zero },
  });
  return {
    ...{ orderId: order.orderId, orderVersion: order.orderVersion, proposalId: newId(), customerCompanyId: order.customerCompanyId },
    ...{
      proposedAt: at,
      validUntil: at,
      policyVersion: '1',
      inputDigest: 'x',
      optimal: true,
      requiredProbability: 0.8,
      weights: {},
      anchors: {},
    },
    profile: { quality: 0.5, cost: 0.2, time: 0.2, complexity: 0.4, uncertainty: 0.3 },
    plans: [
      {
        ...{ planId: newId(), labels: ['recommended'], memberCompanyIds: [...companyIds] },
        operations: order.operations.map(({ operationId }, index) => ({
          ...{
            operationId,
            companyId: companyIds[index % companyIds.length] ?? '',
            machineId: newId(),
            slots: [{ startsAt: at, endsAt: at }],
          },
          ...{ workMinutes: 60, price, suitability: 0.9, processingCo2eGrams: 1, energyWattHours: 40_000 },
        })),
        legs: [leg(first, second, 85), leg(second, null, 140)],
        price: { production: price, transport: zero, coordination: zero, standby: zero, total: price },
        ...{
          arrivesAt: at,
          promisedAt: at,
          co2eGrams: 2,
          deliveryProbability: 0.9,
          suitability: 0.9,
          utility: 0.9,
          standby: null,
          reasons: [],
        },
      },
    ],
    seenAvailability: [],
  };
}
