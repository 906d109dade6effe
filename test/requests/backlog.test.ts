import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceBacklog, type Overload } from '../../src/requests/backlog.ts';

const orNever = (amount: fc.Arbitrary<number>) => fc.oneof(amount, fc.constant(Infinity));
const amount = (max: number) => fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max, noNaN: true }));

const cases = fc.record({
  backlog: amount(1e4),
  offeredPerMs: amount(20),
  durationMs: amount(1e5),
  capacityPerMs: amount(20),
  timeoutMs: orNever(amount(1e5)),
  mostWaiting: orNever(amount(1e5)),
});

const SECOND: Overload = {
  offeredPerMs: 0.15,
  durationMs: 1000,
  capacityPerMs: 0.1,
  timeoutMs: Infinity,
  mostWaiting: Infinity,
};

describe('advanceBacklog', () => {
  it('grows by what is offered beyond the capacity', () => {
    const advance = advanceBacklog(0, { ...SECOND, offeredPerMs: 0.375, capacityPerMs: 0.125 });
    expect(advance).toEqual({
      served: 125,
      rejected: 0,
      timedOut: 0,
      backlog: 250,
      busyShare: 1,
      waits: [{ fromMs: 0, toMs: 2000, weight: 125 }],
    });
  });

  it('stops at the time-out, and says so', () => {
    // 20 may wait: after 400 ms there are, and 30 of the next 600 ms are lost.
    const advance = advanceBacklog(0, { ...SECOND, timeoutMs: 200 });
    expect(advance.timedOut).toBeCloseTo(30, 12);
    expect(advance.backlog).toBe(20);
    expect(advance.waits.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 200],
      [200, 200],
    ]);
    expect(advanceBacklog(0, { ...SECOND, mostWaiting: 20 })).toMatchObject({
      rejected: advance.timedOut,
      timedOut: 0,
    });
  });

  it('drains, and then serves at once', () => {
    const advance = advanceBacklog(30, { ...SECOND, offeredPerMs: 0.04 });
    expect(advance).toMatchObject({ backlog: 0, rejected: 0, timedOut: 0 });
    expect(advance.served).toBeCloseTo(70, 12);
    expect(advance.busyShare).toBeCloseTo(0.7, 12);
    expect(advance.waits).toEqual([{ fromMs: 300, toMs: 0, weight: 50 }]);
  });

  it('loses at the start what a smaller capacity can no longer serve in time', () => {
    const advance = advanceBacklog(500, { ...SECOND, offeredPerMs: 0, timeoutMs: 1000, durationMs: 100 });
    expect(advance).toMatchObject({ timedOut: 400, served: 10, backlog: 90 });
  });

  it('without any capacity keeps what there is room for', () => {
    const nobody = { ...SECOND, capacityPerMs: 0 };
    expect(advanceBacklog(5, nobody)).toMatchObject({ served: 0, backlog: 155, busyShare: 0, waits: [] });
    expect(advanceBacklog(5, { ...nobody, mostWaiting: 20 })).toMatchObject({ backlog: 20, rejected: 135 });
    expect(advanceBacklog(5, { ...nobody, timeoutMs: 60_000 })).toMatchObject({ backlog: 0, timedOut: 155 });
  });

  it('loses no request and makes none', () => {
    fc.assert(
      fc.property(cases, ({ backlog, ...overload }) => {
        const after = advanceBacklog(backlog, overload);
        const offered = overload.offeredPerMs * overload.durationMs;
        const sum = after.served + after.rejected + after.timedOut + (after.backlog - backlog);
        expect(Math.abs(sum - offered)).toBeLessThanOrEqual(1e-9 * (offered + backlog + 1));
        for (const part of [after.served, after.rejected, after.timedOut, after.backlog])
          expect(part).toBeGreaterThanOrEqual(0);
        expect(after.backlog).toBeLessThanOrEqual(overload.mostWaiting);
        expect(after.busyShare).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('says of nobody served that it waited beyond the time-out, and of no more than were served that they waited', () => {
    fc.assert(
      fc.property(cases, ({ backlog, ...overload }) => {
        const { waits, served } = advanceBacklog(backlog, overload);
        for (const { fromMs, toMs, weight } of waits) {
          expect(Math.max(fromMs, toMs)).toBeLessThanOrEqual(overload.timeoutMs * (1 + 1e-9));
          expect(weight).toBeGreaterThan(0);
        }
        const waited = waits.reduce((sum, { weight }) => sum + weight, 0);
        expect(waited).toBeLessThanOrEqual(served * (1 + 1e-9));
      }),
      { numRuns: 1000 },
    );
  });

  it('comes to the same in two parts', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ({ backlog, ...overload }, part) => {
        const whole = advanceBacklog(backlog, overload);
        const first = advanceBacklog(backlog, { ...overload, durationMs: overload.durationMs * part });
        const second = advanceBacklog(first.backlog, {
          ...overload,
          durationMs: overload.durationMs * (1 - part),
        });
        const scale = 1e-9 * (overload.offeredPerMs * overload.durationMs + backlog + 1);
        expect(Math.abs(whole.served - first.served - second.served)).toBeLessThanOrEqual(scale);
        expect(Math.abs(whole.rejected - first.rejected - second.rejected)).toBeLessThanOrEqual(scale);
        expect(Math.abs(whole.timedOut - first.timedOut - second.timedOut)).toBeLessThanOrEqual(scale);
        expect(Math.abs(whole.backlog - second.backlog)).toBeLessThanOrEqual(scale);
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with small steps', () => {
    const small = fc.record({
      backlog: amount(100),
      offeredPerMs: amount(1),
      durationMs: fc.constant(400),
      capacityPerMs: amount(1),
      timeoutMs: orNever(amount(200)),
      mostWaiting: orNever(amount(200)),
    });
    fc.assert(
      fc.property(small, ({ backlog, ...overload }) => {
        const exact = advanceBacklog(backlog, overload);
        const stepMs = 1 / 16;
        const { offeredPerMs, capacityPerMs, timeoutMs, mostWaiting } = overload;
        let waiting = backlog;
        let served = 0;
        for (let ms = 0; ms < overload.durationMs; ms += stepMs) {
          const most =
            timeoutMs === Infinity ? mostWaiting : Math.min(capacityPerMs * timeoutMs, mostWaiting);
          waiting = Math.min(most, waiting) + offeredPerMs * stepMs;
          const done = Math.min(waiting, capacityPerMs * stepMs);
          served += done;
          waiting = Math.min(most, waiting - done);
        }
        expect(Math.abs(exact.served - served)).toBeLessThan(0.2);
        expect(Math.abs(exact.backlog - waiting)).toBeLessThan(0.2);
      }),
    );
  });
});
