import { TimerQueue } from '../src/kernel/timer-queue.ts';
import { alternate, type Finding, mustAgree, ns, type Variant } from './harness.ts';
import { EpochQueue } from './twins/epoch-queue.ts';
import { ObjectQueue } from './twins/object-queue.ts';

/** Phases that an instant has room for: a tick of the twins is `instant * 8 + phase`, as the product's is. */
const PHASES = 8;
const PHASE = 2;

interface Queue {
  push(tick: number, kind: number, subject: number): void;
  pop(): boolean;
  readonly tick: number;
  readonly subject: number;
}

/** The product's queue as the engine uses it: instant and phase, a generation, a limit at each pop. */
class Product implements Queue {
  private readonly queue = new TimerQueue();
  push(tick: number, kind: number, subject: number): void {
    this.queue.push(tick, PHASE, kind, subject, 7);
  }
  pop(): boolean {
    return this.queue.pop(1e12);
  }
  get tick(): number {
    return this.queue.at;
  }
  get subject(): number {
    return this.queue.subject;
  }
}

/** A twin, given instants and phases. */
class Phased implements Queue {
  private readonly queue: Queue;
  constructor(queue: Queue) {
    this.queue = queue;
  }
  push(tick: number, kind: number, subject: number): void {
    this.queue.push(tick * PHASES + PHASE, kind, subject);
  }
  pop(): boolean {
    return this.queue.pop();
  }
  get tick(): number {
    return Math.floor(this.queue.tick / PHASES);
  }
  get subject(): number {
    return this.queue.subject;
  }
}

/** A hold: one pop, one push, Exp(600 s) later on a grid of so many ticks a second. */
function holds(name: string, make: () => Queue, pending: number, perSecond: number, count: number): Variant {
  return {
    name,
    run() {
      const queue = make();
      let state = 12_345;
      const delay = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
        return 1 + Math.round(-Math.log(((state >>> 1) + 1) / 2 ** 31) * 600 * perSecond);
      };
      for (let i = 0; i < pending; i++) queue.push(delay(), 1, i);
      let sum = 0;
      for (let i = 0; i < count; i++) {
        queue.pop();
        sum = (Math.imul(sum, 31) + queue.subject + queue.tick) | 0;
        queue.push(queue.tick + delay(), 1, queue.subject);
      }
      return { checksum: String(sum), units: count };
    },
  };
}

/** Every timer has a twin that is void when it comes: what cancelling by generation costs. */
function cancelling(name: string, cancels: boolean, count: number): Variant {
  return {
    name,
    run() {
      const queue = new TimerQueue();
      let state = 99;
      const delay = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
        return 1 + ((state >>> 8) % 600_000);
      };
      for (let i = 0; i < 10_000; i++) queue.push(delay(), 2, 1, i, 0);
      let done = 0;
      while (done < count) {
        queue.pop(1e12);
        if (queue.generation === 1) continue;
        done++;
        queue.push(queue.at + delay(), 2, 1, queue.subject, 0);
        if (cancels) queue.push(queue.at + 300_000, 2, 1, queue.subject, 1);
      }
      return { checksum: String(done), units: count };
    },
  };
}

/** `bench kernel`: aims 1 and 2. */
export function benchKernel(quick: boolean): Finding[] {
  const findings: Finding[] = [];
  const rounds = quick ? 2 : 5;
  const sizes = quick ? [10_000] : [10_000, 100_000, 1_000_000];
  for (const [grid, perSecond, least] of [['1-s grid', 1, 12], ['1-ms grid', 1000, 6]] as const) {
    let small = 0;
    for (const pending of sizes) {
      const count = quick ? 200_000 : 1_000_000;
      const measured = alternate(
        [
          holds('product', () => new Product(), pending, perSecond, count),
          holds('bare', () => new Phased(new EpochQueue()), pending, perSecond, count),
          holds('objects', () => new Phased(new ObjectQueue()), pending, perSecond, count),
        ],
        rounds,
      );
      mustAgree(measured);
      const [product, bare, objects] = measured as [typeof measured[0], typeof measured[0], typeof measured[0]];
      const faster = objects.nsPerUnit / product.nsPerUnit;
      const slower = product.nsPerUnit / bare.nsPerUnit;
      const what = `hold, ${grid}, ${pending / 1000} k pending`;
      findings.push({ what, figure: `${ns(product.nsPerUnit)}; bare ${ns(bare.nsPerUnit)}; objects ${ns(objects.nsPerUnit)}` });
      if (pending === 10_000) {
        small = product.nsPerUnit;
        findings.push(aim(`  faster than objects`, faster, 'at least', least));
        findings.push(aim(`  against the bare queue`, slower, 'at most', 1.5));
      } else if (pending === 100_000) findings.push(aim('  against 10 k pending', product.nsPerUnit / small, 'at most', 1.5));
      else findings.push(aim('  faster than objects', faster, 'at least', 10));
    }
  }
  const count = quick ? 200_000 : 1_000_000;
  const [never, always] = alternate([cancelling('never', false, count), cancelling('always', true, count)], rounds);
  findings.push(aim('cancelling every twin against never', always!.nsPerUnit / never!.nsPerUnit, 'at most', 3));
  return findings;
}

/** A ratio beside its aim. */
export function aim(what: string, ratio: number, word: 'at least' | 'at most', limit: number): Finding {
  const met = word === 'at least' ? ratio >= limit : ratio <= limit;
  return { what, figure: `${ratio.toFixed(2)}x`, aim: `${word} ${limit}x`, met };
}
