/** A sleep that a notice ends; a notice during work makes the next sleep end at once. */
export class WakeSignal {
  #woken = false;
  #end: (() => void) | null = null;

  wake(): void {
    this.#woken = true;
    this.#end?.();
  }

  async sleep(millis: number): Promise<void> {
    if (!this.#woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, millis);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#end = null;
    this.#woken = false;
  }
}

/** 100 ms, doubling up to the most, with jitter so that those who failed together do not come back together. */
export function backoffMillis(failures: number, mostMillis = 10_000): number {
  return Math.min(mostMillis, 100 * 2 ** Math.min(failures - 1, 20)) * (0.75 + Math.random() / 2);
}
