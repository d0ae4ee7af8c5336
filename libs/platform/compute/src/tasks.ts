import { newId } from '@gewerk/kernel';
import type { Origin, UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';

export interface Task {
  readonly networkId: Origin['networkId'];
  readonly taskId: string;
  readonly kind: string;
  /** What it is about, usually an id. */
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  /** Tries so far, this one included. */
  readonly attempts: number;
}

/** Load, compute, save: no engine runs while a transaction is open. */
export interface TaskHandler<Input, Output> {
  readonly kind: string;
  /** Short transaction. Null: there is nothing to do any more. */
  load(work: UnitOfWork, task: Task): Promise<Input | null>;
  /** No transaction is open. */
  compute(input: Input, task: Task): Promise<Output>;
  /** Transaction that commits only while this runner still holds the task's lease. */
  save(work: UnitOfWork, task: Task, output: Output, input: Input): Promise<void>;
  /** After the last try. */
  failed?(work: UnitOfWork, task: Task, error: Error): Promise<void>;
}

export const TASK_CHANNEL = 'gewerk_task';

/** Work that outlives the transaction that asks for it. */
@Injectable()
export class Tasks {
  /** The task exists if and only if the transaction commits. */
  async enqueue(work: UnitOfWork, task: { kind: string; subject: string; payload?: Readonly<Record<string, unknown>> }): Promise<void> {
    await work.tx.query('insert into app.task (network_id, task_id, kind, subject, payload, origin) values ($1, $2, $3, $4, $5, $6)', [
      work.networkId,
      newId(),
      task.kind,
      task.subject,
      JSON.stringify(task.payload ?? {}),
      JSON.stringify(work.origin),
    ]);
    await work.tx.query('select pg_notify($1, $2)', [TASK_CHANNEL, '']);
  }
}
