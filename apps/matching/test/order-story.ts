import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import type { RankingRecord } from '@gewerk/engine-matching';
import type { SequelContent, Standing } from '../src/decisions/domain/sequel.js';
import type { MatchingBench } from './matching-bench.js';
import { idOf, order } from './network-builder.js';

const DAY = 86_400_000;

/** Chosen, accepted by all, booked. */
export async function formed(
  bench: MatchingBench,
  placed: OrderSubmittedData = order(),
  plan = 0,
): Promise<{ formationId: string; proposal: ConsortiaProposedData }> {
  const proposal = await bench.proposalFor(placed);
  const { formationId } = await bench.choose(proposal, { plan });
  await bench.placeHold(formationId);
  for (const invitation of await bench.openInvitations(formationId)) await bench.answer(invitation, 'accepted');
  await bench.confirmHold(formationId);
  return { formationId, proposal };
}

export async function finish(
  bench: MatchingBench,
  formationId: string,
  { proposal, plan = 0 }: { proposal: ConsortiaProposedData; plan?: number },
  late: readonly string[] = [],
) {
  for (const { operationId, companyId } of proposal.plans[plan]?.operations ?? []) {
    const plannedEndsAt = bench.now.toISOString();
    const finishedAt = new Date(bench.now.getTime() + (late.includes(companyId) ? 5 * DAY : 0)).toISOString();
    const isPoor = late.includes(companyId);
    const done = {
      formationId,
      operationId,
      companyId,
      bookingId: idOf(operationId),
      machineId: idOf('machine'),
      finishedAt,
      plannedEndsAt,
    };
    await bench.deliver('onOperationFinished', [{ ...done, goodPieces: isPoor ? 18 : 24, scrapPieces: isPoor ? 6 : 0 }]);
  }
}

export const accept = (bench: MatchingBench, formationId: string, { orderId }: ConsortiaProposedData, onTime = true) =>
  bench.deliver('onDeliveryAccepted', [
    { orderId, formationId, customerCompanyId: idOf('customer'), acceptedAt: bench.now.toISOString(), onTime, acceptedPieces: 24 },
  ]);
export const complain = (bench: MatchingBench, formationId: string, { orderId }: ConsortiaProposedData) =>
  bench.deliver('onComplaintRaised', [
    {
      orderId,
      formationId,
      customerCompanyId: idOf('customer'),
      raisedAt: bench.now.toISOString(),
      affectedPieces: 3,
      reason: 'scratches',
    },
  ]);

export async function decisions(bench: MatchingBench, orderId: string) {
  const { items } = await bench.as('orchestrator', null, (work) => bench.decisions.list(orderId, { limit: 50 }, work));
  const read = items.map(({ decisionId }) => bench.as('orchestrator', null, (work) => bench.decisions.read(decisionId, work)));
  return (await Promise.all(read)).map((one) => ({
    ...one,
    record: one.record as RankingRecord,
    now: one.now as Standing,
    contents: one.sequels.map(({ content }) => content as SequelContent),
  }));
}
