import type { RunReply, RunRequest } from './run-request.ts';

/** Makes runs of the scenarios that it was opened with: in this thread, on all cores, or elsewhere. */
export interface Executor {
  /**
   * Replies in the order of the list, in whatever order they were made; the same bytes whoever makes them. A run that fails is a
   * reply, and the others go on. Throws only what ends all of it: the reason of an abort, a machine that refuses.
   */
  execute(requests: readonly RunRequest[], listener?: ExecutionListener): Promise<readonly RunReply[]>;
  /** Ends what is under way and gives back threads and files. */
  close(): Promise<void>;
}

/** Hears how a list gets on; `position` is that of a request in it. If it throws, so does the list. */
export interface ExecutionListener {
  /** A request has its reply; `isNew`: a run was made for it, it was not answered from one made before. */
  replied?(position: number, reply: RunReply, isNew: boolean): void;
  /** How far the run of a request is, from 0 to 1; some times a second. */
  advanced?(position: number, fraction: number): void;
}
