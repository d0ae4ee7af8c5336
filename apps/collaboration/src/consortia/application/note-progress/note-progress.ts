import { ConsortiumClosed, ConsortiumOpened, PhaseEntered } from '@gewerk/contracts/collaboration';
import type { ConsortiumConfirmedData } from '@gewerk/contracts/matching';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { lifeAfter, type Step } from '../../domain/life.js';
import { type ConsortiumRecord, type LogEntry, RecordRepository } from '../../outbound/record-repository.js';

const STEPS: ReadonlySet<string> = new Set<Step>([
  'confirmed',
  'delivery-announced',
  'delivery-accepted',
  'complaint-raised',
  'order-rated',
  'dissolved',
]);

/** Notes a fact in the consortium's record and moves its life on as far as the known facts carry it. */
@Injectable()
export class NoteProgress {
  constructor(private readonly records: RecordRepository) {}

  /** @param confirmed comes with the step `confirmed` */
  async execute(work: UnitOfWork, formationId: string, entry: LogEntry, confirmed: ConsortiumConfirmedData | null = null): Promise<void> {
    const record = await this.records.lock(work.tx, work.networkId, formationId);
    await this.records.note(work.tx, work.networkId, formationId, entry);
    if (!STEPS.has(entry.kind)) return;
    if (confirmed !== null && record.consortiumId === null) open(work, record, confirmed);
    const log = await this.records.log(work.tx, work.networkId, formationId);
    const steps = log.map((logged) => logged.kind).filter((kind): kind is Step => STEPS.has(kind));
    const life = lifeAfter(record.phase, steps);
    for (const phase of life.entered) {
      if (phase === 'closed') close(work, record, log.find((logged) => logged.kind === 'dissolved') ?? null);
      else work.publish(PhaseEntered, { consortiumId: opened(record).consortiumId, phase, enteredAt: work.now.toISOString() });
    }
    record.phase = life.phase;
    await this.records.save(work.tx, work.networkId, record);
  }
}

function open(work: UnitOfWork, record: ConsortiumRecord, confirmed: ConsortiumConfirmedData): void {
  const { consortiumId, orderId, customerCompanyId, leadCompanyId, formationId } = confirmed;
  Object.assign(record, { consortiumId, orderId, customerCompanyId, leadCompanyId, openedAt: work.now });
  record.members = confirmed.members.map(({ companyId, role, operationIds, price }) => ({ companyId, role, operationIds, price }));
  work.publish(ConsortiumOpened, {
    ...{ consortiumId, formationId, orderId, customerCompanyId, leadCompanyId },
    memberCompanyIds: [...new Set(confirmed.members.map((member) => member.companyId))],
    openedAt: work.now.toISOString(),
  });
}

/** @param dissolution the fact that ended it before its time, which need not be the one that arrived last */
function close(work: UnitOfWork, record: ConsortiumRecord, dissolution: LogEntry | null): void {
  const outcome = dissolution === null ? 'fulfilled' : 'dissolved';
  Object.assign(record, { closedAt: work.now, outcome });
  const reason = dissolution === null ? 'delivered, accepted and rated' : String(dissolution.detail['reason']);
  work.publish(ConsortiumClosed, {
    consortiumId: opened(record).consortiumId,
    formationId: record.formationId,
    orderId: opened(record).orderId,
    outcome,
    reason,
    closedAt: work.now.toISOString(),
  });
}

/** A life moves only after the confirmation, which carries both ids. */
function opened(record: ConsortiumRecord): { consortiumId: string; orderId: string } {
  const { consortiumId, orderId } = record;
  if (consortiumId === null || orderId === null) throw new Error(`formation ${record.formationId} moved on before it was confirmed`);
  return { consortiumId, orderId };
}
