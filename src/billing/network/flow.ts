import { NONE } from '../../model/task-table.ts';
import { addCauses, type Causes } from './part-usage.ts';

/** What came to a service by one way in a part of an hour: from outside, or by one of another service's calls. */
export class Flow {
  readonly service: number;
  /** The calling service, or -1. */
  readonly caller: number;
  readonly call: number;
  requests = 0;
  answered = 0;
  /** Bytes that went from a zone to another, on average. */
  crossingBytes = 0;
  /** Requests by the workload that they are put down to. */
  readonly causes: Map<number, number> = new Map();

  constructor(service: number, caller: number, call: number) {
    this.service = service;
    this.caller = caller;
    this.call = call;
  }

  get isFromOutside(): boolean {
    return this.caller === NONE;
  }

  add(requests: number, answered: number, crossingBytes: number, causes: Causes): void {
    this.requests += requests;
    this.answered += answered;
    this.crossingBytes += crossingBytes;
    addCauses(this.causes, causes, requests);
  }

  /** Begins again. */
  clear(): void {
    this.requests = 0;
    this.answered = 0;
    this.crossingBytes = 0;
    this.causes.clear();
  }
}
