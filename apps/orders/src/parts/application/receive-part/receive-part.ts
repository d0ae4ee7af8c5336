import { DomainError, newId } from '@gewerk/kernel';
import { Tasks } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Part } from '../../domain/part.js';
import { PartBlobs } from '../../domain/part-blobs.js';
import { PartRepository } from '../../outbound/part-repository.js';
import { MEASURE_PART } from '../measure-part/measure-part.js';

/** Takes a STEP file in; its figures come later, by a task. */
@Injectable()
export class ReceivePart {
  constructor(
    private readonly blobs: PartBlobs,
    private readonly parts: PartRepository,
    private readonly tasks: Tasks,
  ) {}

  async execute(work: UnitOfWork, input: { ownerCompanyId: string; name: string; bytes: Uint8Array }): Promise<Part> {
    if (input.bytes.byteLength === 0) {
      throw new DomainError('invalid', 'orders.part-empty', 'the body is empty; send the bytes of the STEP file', [
        { pointer: '', code: 'empty' },
      ]);
    }
    // Before the row: a blob without a row is harmless, a row without its blob is not.
    const blob = await this.blobs.put(work.networkId, input.bytes);
    const part: Part = {
      partId: newId(work.now.getTime()),
      ownerCompanyId: input.ownerCompanyId,
      name: input.name,
      ...blob,
      state: 'measuring',
      figures: null,
      failure: null,
      receivedAt: work.now,
      measuredAt: null,
    };
    await this.parts.add(work.tx, work.networkId, part);
    await this.tasks.enqueue(work, { kind: MEASURE_PART, subject: part.partId });
    return part;
  }
}
