import type pg from 'pg';
import type { Transaction } from './database.js';

/**
 * A statement that each connection parses and plans once, for those that run with every batch or request. Keep it free of choices for
 * the planner: after a few runs one plan serves all parameters.
 */
export class Statement<Row extends object> {
  /** @param name unique in the service: a connection knows the statement by it */
  constructor(
    private readonly name: string,
    private readonly text: string,
  ) {}

  async run(tx: Transaction, parameters: unknown[]): Promise<Row[]> {
    const runner = tx.queryRunner;
    // The connection of a transaction that has ended may be another's by now.
    if (runner === undefined || runner.isReleased) throw new Error(`the statement ${this.name} runs within a transaction`);
    const connection = (await runner.connect()) as pg.ClientBase;
    return (await connection.query<Row>({ name: this.name, text: this.text, values: parameters })).rows;
  }
}
