import { columnsOf, type Position, type Stream } from '../envelope/stream.js';
import { plainArrayLiteral } from '../session/array-literal.js';

export interface Move {
  readonly streamName: string;
  readonly stream: Stream;
  readonly position: Position;
}

/** Positions of different streams, with the parameters that write them. */
export class Moves {
  /** Array literals of network, topic, key, epoch and version. */
  readonly columns: readonly [...ReturnType<typeof columnsOf>, epochs: string, versions: string];

  constructor(readonly list: readonly Move[]) {
    this.columns = [
      ...columnsOf(list.map(({ stream }) => stream)),
      plainArrayLiteral(list.map(({ position }) => position.epoch)),
      plainArrayLiteral(list.map(({ position }) => position.version)),
    ];
  }
}
