import { it } from '@jest/globals';
import { MatchingBench } from './matching-bench.js';
import { order, idOf, SHOPS } from './network-builder.js';
it('prints', async () => {
  const bench = await MatchingBench.create();
  await bench.freshNetwork();
  const placed = order();
  const p = await bench.proposalFor(placed);
  const names = new Map(SHOPS.map((s) => [idOf(s.name), s.name]));
  const out: unknown[] = [{ profile: p.profile, R: p.requiredProbability, w: p.weights, anchors: p.anchors, seen: p.seenAvailability.length, due: placed.dueAt }];
  for (const plan of p.plans) out.push({ labels: plan.labels, who: plan.operations.map((o) => `${names.get(o.companyId)} ${o.price.amountMinor} ${o.workMinutes}min ${o.slots[0]?.startsAt}..${o.slots.at(-1)?.endsAt} s${o.suitability.toFixed(3)} co2 ${o.processingCo2eGrams}`), price: Object.fromEntries(Object.entries(plan.price).map(([k, v]) => [k, v.amountMinor])), arr: plan.arrivesAt, prom: plan.promisedAt, co2: plan.co2eGrams, p: plan.deliveryProbability, s: plan.suitability, u: plan.utility, standby: plan.standby && { m: plan.standby.members.map((m) => `${names.get(m.companyId)} ${m.operationId.slice(-4)} ${m.fee.amountMinor} ${m.slots[0]?.startsAt}`), p: plan.standby.deliveryProbability, t: plan.standby.price.total.amountMinor }, reasons: plan.reasons.map((r) => r.code + ': ' + r.text) });
  const st = await bench.as('orchestrator', null, (work) => bench.candidates.read(placed.orderId, work));
  out.push(st.operations.map((o) => o.candidates.map((c) => `${o.process} ${names.get(c.companyId)} ${c.standing} S${c.suitability.toFixed(3)} lcb${c.lowerBound.toFixed(3)} conf${c.confidence.toFixed(2)} ${c.offer?.earliestFinishOn} ` + c.leaves.map((l) => `${l.leaf}${l.value.toFixed(2)}/${l.confidence.toFixed(2)}`).join(' '))));
  console.log(JSON.stringify(out, null, 1));
  await bench.close();
});
