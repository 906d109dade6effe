import { Interrupted } from '../signals.ts';

/** The reason of an abort by a signal when finished runs have been kept. */
export class InterruptedRuns extends Interrupted {
  /** `count` runs are in the journal at `path`, as the user spells it. */
  constructor(signalName: NodeJS.Signals, count: number, path: string) {
    super(signalName);
    const runs = count === 1 ? '1 finished run is' : `${count} finished runs are`;
    this.message = `Stopped by ${signalName} before it was done; ${runs} kept in ${path}, and the same command goes on from there.`;
  }
}
