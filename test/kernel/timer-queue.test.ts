import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerQueue } from '../../src/kernel/timer-queue.ts';

/** The slow, obvious twin: a list, searched. A timer of the present instant in an earlier phase runs next. */
class Twin {
  private readonly list: { at: number; phase: number; order: number; urgent: boolean; subject: number }[] =
    [];
  private order = 0;
  private at = 0;
  private phase = 0;

  push(at: number, phase: number, subject: number): void {
    this.list.push({ at, phase, order: this.order++, urgent: at === this.at && phase < this.phase, subject });
  }

  pop(untilMs: number): { at: number; subject: number } | null {
    const urgent = this.list.filter((timer) => timer.urgent).sort((a, b) => a.order - b.order)[0];
    const next =
      urgent ?? [...this.list].sort((a, b) => a.at - b.at || a.phase - b.phase || a.order - b.order)[0];
    if (next === undefined || next.at > untilMs) return null;
    this.list.splice(this.list.indexOf(next), 1);
    this.at = next.at;
    if (!next.urgent) this.phase = next.phase;
    return { at: next.at, subject: next.subject };
  }
}

const command = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      delay: fc.oneof(fc.nat(3), fc.nat(2000), fc.nat(10_000_000)),
      phase: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ until: fc.oneof(fc.nat(2000), fc.nat(20_000_000)) }) },
  { weight: 1, arbitrary: fc.constant({ save: true as const }) },
);

test('pops what the slow twin pops, also after being saved and restored', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 120 }), (commands) => {
      let queue = new TimerQueue();
      const twin = new Twin();
      let subject = 0;
      for (const step of commands) {
        if ('delay' in step) {
          queue.push(queue.at + step.delay, step.phase, 7, ++subject, 3);
          twin.push(queue.at + step.delay, step.phase, subject);
        } else if ('until' in step) {
          const expected = twin.pop(queue.at + step.until);
          expect(queue.pop(queue.at + step.until)).toBe(expected !== null);
          if (expected !== null) expect({ at: queue.at, subject: queue.subject }).toEqual(expected);
        } else {
          const copy = new TimerQueue();
          copy.restore(queue.snapshot());
          queue = copy;
        }
      }
      for (let expected = twin.pop(1e12); expected !== null; expected = twin.pop(1e12)) {
        expect(queue.pop(1e12)).toBe(true);
        expect({
          at: queue.at,
          subject: queue.subject,
          kind: queue.kind,
          generation: queue.generation,
        }).toEqual({ ...expected, kind: 7, generation: 3 });
      }
      expect(queue.pop(1e12)).toBe(false);
      expect(queue.size).toBe(0);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('a timer before the present instant is a defect', () => {
  const queue = new TimerQueue();
  queue.push(10, 1, 0, 0, 0);
  queue.pop(10);
  expect(() => queue.push(9, 1, 0, 0, 0)).toThrow('before the present instant 10 ms');
});
