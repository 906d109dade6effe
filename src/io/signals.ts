import { constants } from 'node:os';

/** The reason of an abort by a signal of the operating system. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signalName: NodeJS.Signals;

  constructor(signalName: NodeJS.Signals) {
    super(`stopped by ${signalName}`);
    this.signalName = signalName;
  }

  /** 128 and the signal's number: 130 for SIGINT, 143 for SIGTERM. */
  get exitCode(): number {
    return 128 + constants.signals[this.signalName];
  }
}

/** What asks a process to stop. */
const STOPPING: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Aborts when the process is asked to stop, so that there is time to clean up. Only the first time: a second signal has
 * its usual effect.
 */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    for (const signal of STOPPING) process.removeListener(signal, stop);
    controller.abort(new Interrupted(name));
  };
  for (const signal of STOPPING) process.on(signal, stop);
  return controller.signal;
}
