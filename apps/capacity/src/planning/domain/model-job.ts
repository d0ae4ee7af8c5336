/** A job as the engine's plan model takes it, in instants; the model counts minutes. */
export interface ModelJob {
  id: string;
  releaseMillis: number | null;
  dueMillis: number | null;
  weight: number;
  operations: ModelOperation[];
}

export interface ModelOperation {
  id: string;
  after: readonly string[];
  family: string;
  splittable: boolean;
  options: readonly { machine: string; minutes: number; setupMinutes: number }[];
  frozen: { machine: string; startMillis: number; endMillis: number } | null;
}
