import { DomainError } from '@gewerk/kernel';
import { EngineWorkers, type Task, type TaskHandler } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { failed, type Measurement, measured, type Part } from '../../domain/part.js';
import { PartBlobs } from '../../domain/part-blobs.js';
import { PartRepository } from '../../outbound/part-repository.js';

export const MEASURE_PART = 'measure-part';

/** Ordinary parts take up to five seconds on one core; ten times that is a file nobody waits for. */
const TIMEOUT_MILLIS = 60_000;

interface MeasureInput {
  readonly networkId: string;
  readonly sha256: string;
}

@Injectable()
export class MeasurePart implements TaskHandler<MeasureInput, Measurement> {
  readonly kind = MEASURE_PART;

  constructor(
    private readonly blobs: PartBlobs,
    private readonly parts: PartRepository,
    private readonly engines: EngineWorkers,
  ) {}

  async load(work: UnitOfWork, task: Task): Promise<MeasureInput | null> {
    const part = await this.parts.find(work.tx, work.networkId, task.subject);
    return part === null || part.state !== 'measuring' ? null : { networkId: work.networkId, sha256: part.sha256 };
  }

  async compute({ networkId, sha256 }: MeasureInput): Promise<Measurement> {
    const bytes = await this.blobs.get(networkId, sha256);
    if (bytes === null) throw new Error(`blob ${sha256} is missing; restore it from a backup`);
    return this.engines.run<Measurement>({
      module: '@gewerk/engine-geometry',
      function: 'measurePart',
      args: [bytes],
      timeoutMillis: TIMEOUT_MILLIS,
    });
  }

  async save(work: UnitOfWork, task: Task, measurement: Measurement): Promise<void> {
    await this.#settle(work, task, (part) => measured(part, measurement, work.now));
  }

  async failed(work: UnitOfWork, task: Task, error: Error): Promise<void> {
    const refusal = error instanceof DomainError ? error : null;
    const code = refusal?.code ?? 'orders.part-not-measured';
    const reason = refusal?.detail ?? 'the file could not be measured; send it again, and ask the operator if that fails too';
    await this.#settle(work, task, (part) => failed(part, code, reason, work.now));
  }

  async #settle(work: UnitOfWork, task: Task, settle: (part: Part) => Part): Promise<void> {
    const part = await this.parts.find(work.tx, work.networkId, task.subject);
    if (part !== null) await this.parts.saveOutcome(work.tx, work.networkId, settle(part));
  }
}
