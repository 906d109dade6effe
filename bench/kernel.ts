import { TimerQueue } from '../src/kernel/timer-queue.ts';
import { aim, alternate, type Finding, type Measured, mustAgree, ns, type Variant } from './harness.ts';
import { EpochQueue } from './twins/epoch-queue.ts';
import { ObjectQueue } from './twins/object-queue.ts';

/** The queue of the product and its twins; the twins have neither generation nor limit. */
interface Queue {
  readonly at: number;
  readonly subject: number;
  push(at: number, phase: number, kind: number, subject: number, generation: number): void;
  pop(untilMs: number): boolean;
}

const GRIDS = [
  { name: '1-s grid', perSecond: 1, faster: 12 },
  { name: '1-ms grid', perSecond: 1000, faster: 6 },
] as const;
const MEAN_SECONDS = 600;
const SMALL = 10_000;
const MIDDLE = 100_000;
const LARGE = 1_000_000;
const HOLDS = 500_000;
const QUICK_HOLDS = 100_000;
const NEVER = 1e12;

/** `bench kernel`: a hold of the timer queue beside its twins, and what cancelling costs. */
export function benchKernel(quick: boolean): Finding[] {
  const count = quick ? QUICK_HOLDS : HOLDS;
  const rounds = quick ? 2 : 5;
  const findings: Finding[] = [];
  for (const { name, perSecond, faster } of GRIDS) {
    const delays = drawDelays(MEAN_SECONDS * perSecond);
    for (const pending of quick ? [SMALL] : [SMALL, MIDDLE, LARGE]) {
      const [product, bare, objects] = compareQueues(delays, pending, count, rounds);
      const figure = `${ns(product.nsPerUnit)}, bare ${ns(bare.nsPerUnit)}, objects ${ns(objects.nsPerUnit)}`;
      findings.push({ what: `hold, ${name}, ${pending / 1000} k pending`, figure });
      findings.push({ what: '  checksum, of all three', figure: product.checksum });
      const speedup = objects.nsPerUnit / product.nsPerUnit;
      if (pending === SMALL) {
        findings.push(aim('  faster than objects', speedup, 'at least', faster));
        findings.push(aim('  against the bare queue', product.nsPerUnit / bare.nsPerUnit, 'at most', 1.5));
      }
      if (pending === LARGE) findings.push(aim('  faster than objects', speedup, 'at least', 10));
    }
    if (quick) continue;
    const [small, middle] = alternate(
      [SMALL, MIDDLE].map((pending) => holding(`${pending}`, () => new TimerQueue(), delays, pending, count)),
      rounds,
    ) as Pair;
    findings.push(
      aim(`${name}, 100 k pending against 10 k`, middle.nsPerUnit / small.nsPerUnit, 'at most', 1.5),
    );
  }
  const [never, always] = alternate(
    [cancelling('never', false, count), cancelling('always', true, count)],
    rounds,
  ) as Pair;
  findings.push(aim('cancelling every twin against never', always.nsPerUnit / never.nsPerUnit, 'at most', 3));
  return findings;
}

type Pair = [Measured, Measured];

function compareQueues(
  delays: Int32Array,
  pending: number,
  count: number,
  rounds: number,
): [Measured, Measured, Measured] {
  const measured = alternate(
    [
      holding('product', () => new TimerQueue(), delays, pending, count),
      holding('bare', () => new EpochQueue(), delays, pending, count),
      holding('objects', () => new ObjectQueue(), delays, pending, count),
    ],
    rounds,
  );
  mustAgree(measured);
  return measured as [Measured, Measured, Measured];
}

/** A hold: one pop, and one push so much later. The queue is filled beforehand and stays as full. */
function holding(
  name: string,
  make: () => Queue,
  delays: Int32Array,
  pending: number,
  count: number,
): Variant {
  return {
    name,
    prepare() {
      const queue = make();
      for (let i = 0; i < pending; i++) queue.push(delays[i & (DELAYS - 1)]! + (i % 7), 2, 1, i, 7);
      return () => {
        let sum = 0;
        for (let i = 0; i < count; i++) {
          queue.pop(NEVER);
          const { at, subject } = queue;
          sum = (Math.imul(sum, 31) + subject + at) | 0;
          queue.push(at + delays[(i * 5) & (DELAYS - 1)]!, 2, 1, subject, 7);
        }
        return { checksum: (sum >>> 0).toString(16), units: count };
      };
    },
  };
}

/** Every timer may have a twin that is void when it comes: what cancelling by generation costs. */
function cancelling(name: string, cancels: boolean, count: number): Variant {
  const delays = drawDelays(MEAN_SECONDS * 1000);
  return {
    name,
    prepare() {
      const queue = new TimerQueue();
      for (let i = 0; i < SMALL; i++) queue.push(delays[i]!, 2, 1, i, 0);
      return () => {
        for (let done = 0; done < count; ) {
          queue.pop(NEVER);
          if (queue.generation !== 0) continue;
          queue.push(queue.at + delays[done & (DELAYS - 1)]!, 2, 1, queue.subject, 0);
          if (cancels) queue.push(queue.at + delays[(done * 3) & (DELAYS - 1)]!, 2, 1, queue.subject, 1);
          done++;
        }
        return { checksum: name, units: count };
      };
    },
  };
}

/** Delays are drawn beforehand, so that the queue is timed and not the logarithm. */
const DELAYS = 1 << 16;

/** Exponential with this mean, in whole instants from 1. */
function drawDelays(mean: number): Int32Array {
  const delays = new Int32Array(DELAYS);
  let state = 12_345;
  for (let i = 0; i < DELAYS; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    delays[i] = 1 + Math.round(-Math.log(((state >>> 1) + 1) / 2 ** 31) * mean);
  }
  return delays;
}
