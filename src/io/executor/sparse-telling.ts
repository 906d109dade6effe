const LEAST_MS_BETWEEN = 200;

/** Tells how far a run is, at most five times a second: who hears it may be another thread. */
export class SparseTelling {
  private readonly listen: (fraction: number) => void;
  private toldAt = performance.now();

  constructor(listen: (fraction: number) => void) {
    this.listen = listen;
  }

  tell(fraction: number | null): void {
    const now = performance.now();
    if (fraction === null || now - this.toldAt < LEAST_MS_BETWEEN) return;
    this.toldAt = now;
    this.listen(fraction);
  }
}
