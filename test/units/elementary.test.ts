import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosOfTurns, exp, gamma, ln, normalCdf, normalQuantile, power } from '../../src/units/elementary.ts';

const view = new DataView(new ArrayBuffer(8));

function bitsOf(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

function fromBits(hex: string): number {
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

/** Steps between two doubles of one sign. */
function ulpsBetween(a: number, b: number): number {
  const difference = Number(bitsOf(a) - bitsOf(b));
  return Math.abs(difference);
}

/** Argument; the bits given, which every engine must give; the correctly rounded bits, from 300-bit arithmetic. */
type Vector = readonly [argument: number, given: string, rounded: string];

const LN: readonly Vector[] = [
  [0.1, 'c0026bb1bbb55515', 'c0026bb1bbb55515'],
  [0.5, 'bfe62e42fefa39ef', 'bfe62e42fefa39ef'],
  [0.7071067811865475, 'bfd62e42fefa39f1', 'bfd62e42fefa39f1'],
  [0.999999999, 'be112e0be024e4bc', 'be112e0be024e4bc'],
  [1.0000001, '3e7ad7f2847b6492', '3e7ad7f2847b6492'],
  [2, '3fe62e42fefa39ef', '3fe62e42fefa39ef'],
  [3, '3ff193ea7aad030a', '3ff193ea7aad030b'],
  [10, '40026bb1bbb55516', '40026bb1bbb55516'],
  [123456.789, '40277281cad8a844', '40277281cad8a844'],
  [1e-300, 'c085963447f87fb5', 'c085963447f87fb5'],
  [Number.MIN_VALUE, 'c0874385446d71c3', 'c0874385446d71c3'],
  [Number.MAX_VALUE, '40862e42fefa39ef', '40862e42fefa39ef'],
];

const EXP: readonly Vector[] = [
  [-745, '0000000000000001', '0000000000000001'],
  [-708.5, '000e6cf6d08897ac', '000e6cf6d08897ac'],
  [-100, '36ea8c1f14e2af5d', '36ea8c1f14e2af5d'],
  [-1, '3fd78b56362cef38', '3fd78b56362cef38'],
  [-1e-9, '3fefffffff768fa1', '3fefffffff768fa1'],
  [0.3465, '3ff6a03146cf6ead', '3ff6a03146cf6ead'],
  [0.5, '3ffa61298e1e069c', '3ffa61298e1e069c'],
  [1, '4005bf0a8b14576a', '4005bf0a8b145769'],
  [12.5, '411060c52565ba66', '411060c52565ba66'],
  [700, '7f0d945df4f8ec8e', '7f0d945df4f8ec8e'],
  [709.78, '7fefe9ce5c4c52b4', '7fefe9ce5c4c52b4'],
];

const QUANTILE: readonly Vector[] = [
  [1e-300, 'c04286074064c26e', 'c04286074064c26e'],
  [1e-20, 'c022865170b43a4b', 'c022865170b43a4c'],
  [2 ** -33, 'c0195a1198fcf3d5', 'c0195a1198fcf3d6'],
  [1e-5, 'c0110f3f8843a3da', 'c0110f3f8843a3d9'],
  [0.025, 'bfff5c0331eeff83', 'bfff5c0331eeff85'],
  [0.075, 'bff7085226d3e523', 'bff7085226d3e524'],
  [0.25, 'bfe5956b87528a49', 'bfe5956b87528a49'],
  [0.6, '3fd036d6c4a04b5a', '3fd036d6c4a04b59'],
  [0.95, '3ffa515209676ab8', '3ffa515209676abb'],
  [0.975, '3fff5c0331eeff82', '3fff5c0331eeff83'],
  [0.999, '4008b8cbb7204470', '4008b8cbb7204470'],
  [1 - 2 ** -32, '4018ebc95048f108', '4018ebc95048f109'],
  [1 - 2 ** -53, '40206b48528cea51', '40206b48528cea52'],
];

const COS_OF_TURNS: readonly Vector[] = [
  [0, '3ff0000000000000', '3ff0000000000000'],
  [1e-9, '3ff0000000000000', '3ff0000000000000'],
  [0.05, '3fee6f0e134454ff', '3fee6f0e134454ff'],
  [0.125, '3fe6a09e667f3bcd', '3fe6a09e667f3bcd'],
  [0.2, '3fd3c6ef372fe94e', '3fd3c6ef372fe94e'],
  [0.2499999, '3ea515370f9c8fda', '3ea515370f9c8fd9'],
  [0.25, '0000000000000000', '0000000000000000'],
  [0.3333333333333333, 'bfdffffffffffffd', 'bfdffffffffffffe'],
  [0.5, 'bff0000000000000', 'bff0000000000000'],
  [0.61, 'bfe8a80b635b6beb', 'bfe8a80b635b6bea'],
  [-0.1, '3fe9e3779b97f4a8', '3fe9e3779b97f4a8'],
  [7.3, 'bfd3c6ef372fe93c', 'bfd3c6ef372fe93c'],
];

describe.each([
  { name: 'ln', compute: ln, vectors: LN, ulps: 1 },
  { name: 'exp', compute: exp, vectors: EXP, ulps: 1 },
  { name: 'normalQuantile', compute: normalQuantile, vectors: QUANTILE, ulps: 4 },
  { name: 'cosOfTurns', compute: cosOfTurns, vectors: COS_OF_TURNS, ulps: 2 },
])('$name', ({ compute, vectors, ulps }) => {
  it.each(vectors)('of %d has pinned bits, next to the true value', (argument, given, rounded) => {
    expect(bitsOf(compute(argument)).toString(16).padStart(16, '0')).toBe(given);
    expect(ulpsBetween(compute(argument), fromBits(rounded))).toBeLessThanOrEqual(ulps);
  });
});

/** A digest of the bits of many values: one wrong bit anywhere changes it. */
function digestOf(compute: (u: number) => number): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 1; index < 5000; index++) {
    hash = BigInt.asUintN(64, (hash ^ bitsOf(compute((index * 0.6180339887498949) % 1))) * 0x100000001b3n);
  }
  return hash.toString(16);
}

describe('bits over the whole range', () => {
  it('are pinned', () => {
    expect({
      ln: digestOf((u) => ln(u * u * u)),
      exp: digestOf((u) => exp((u - 0.5) * 1480)),
      normalQuantile: digestOf((u) => normalQuantile(u * u * u)),
      power: digestOf((u) => power(u, 3 * u - 1)),
      gamma: digestOf((u) => gamma(1 + 20 * u)),
      cosOfTurns: digestOf((u) => cosOfTurns(u)),
      normalCdf: digestOf((u) => normalCdf(24 * u - 12)),
    }).toEqual({
      ln: '3f1d20c3c98f8c38',
      exp: 'd1de9adf9a39e4d8',
      normalQuantile: '2f7276c9947f06b5',
      power: 'ac767efd7d3578b1',
      gamma: 'd896f2329a313865',
      cosOfTurns: '55065c58b49d5bda',
      normalCdf: '93d80b4763cedc57',
    });
  });
});

describe('ln', () => {
  it('has the values of its edges', () => {
    expect([ln(1), ln(0), ln(-0), ln(-1), ln(NaN), ln(Infinity)]).toEqual([
      0,
      -Infinity,
      -Infinity,
      NaN,
      NaN,
      Infinity,
    ]);
  });

  it("agrees with the engine's own to two units in the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        expect(ulpsBetween(ln(x), Math.log(x))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('exp', () => {
  it('has the values of its edges', () => {
    expect([exp(0), exp(-0), exp(-Infinity), exp(Infinity), exp(NaN), exp(-746), exp(710)]).toEqual([
      1,
      1,
      0,
      Infinity,
      NaN,
      0,
      Infinity,
    ]);
  });

  it("agrees with the engine's own to two units in the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: -745, max: 709, noNaN: true }), (x) => {
        expect(ulpsBetween(exp(x), Math.exp(x))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 2000 },
    );
  });

  it('undoes ln', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (x) => {
        expect(Math.abs(exp(ln(x)) / x - 1)).toBeLessThan(1e-14);
      }),
    );
  });
});

describe('normalQuantile', () => {
  it('has the values of its edges', () => {
    const edges = [
      normalQuantile(0),
      normalQuantile(0.5),
      normalQuantile(1),
      normalQuantile(-0.1),
      normalQuantile(NaN),
    ];
    expect(edges).toEqual([-Infinity, 0, Infinity, NaN, NaN]);
  });

  it('rises, and is odd around one half', () => {
    const eighth = fc.integer({ min: 1, max: 2 ** 31 - 1 }).map((n) => n / 2 ** 32);
    fc.assert(
      fc.property(eighth, eighth, (a, b) => {
        expect(normalQuantile(1 - a)).toBeCloseTo(-normalQuantile(a), 12);
        expect(Math.sign(normalQuantile(a) - normalQuantile(b))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('joins its three pieces without a step', () => {
    for (const joint of [0.075, Math.exp(-25)]) {
      const left = normalQuantile(joint * (1 - 1e-12));
      const right = normalQuantile(joint * (1 + 1e-12));
      expect(right - left).toBeGreaterThanOrEqual(0);
      expect(right - left).toBeLessThan(1e-10);
    }
  });
});

describe('power', () => {
  it("agrees with the engine's own", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (x, y) => {
          expect(Math.abs(power(x, y) / x ** y - 1)).toBeLessThan(2e-13);
        },
      ),
    );
  });
});

describe('gamma', () => {
  it('is the factorial of the integers', () => {
    let factorial = 1;
    for (let n = 1; n <= 100; n++) {
      expect(Math.abs(gamma(n) / factorial - 1)).toBeLessThan(1e-13);
      factorial *= n;
    }
  });

  it('is the root of pi at one half', () => {
    expect(Math.abs(gamma(0.5) / Math.sqrt(Math.PI) - 1)).toBeLessThan(1e-14);
  });
});

describe('cosOfTurns', () => {
  it('is exact at the quarters, even, and the same each turn', () => {
    expect([0, 0.25, 0.5, 0.75, 1, -0.5].map(cosOfTurns)).toEqual([1, 0, -1, 0, 1, -1]);
    for (const turns of [0.1, 0.3, 0.6, 0.875]) {
      expect(cosOfTurns(-turns)).toBe(cosOfTurns(turns));
      expect(Math.abs(cosOfTurns(turns + 3) - cosOfTurns(turns))).toBeLessThan(1e-14);
    }
    expect([NaN, Infinity].map(cosOfTurns)).toEqual([NaN, NaN]);
  });
});

describe('normalCdf', () => {
  /** From 40-digit arithmetic. */
  it.each([
    [-10, 7.619853024160525e-24],
    [-7, 1.2798125438858352e-12],
    [-5, 2.866515718791939e-7],
    [-3, 0.0013498980316300946],
    [-1.5, 0.06680720126885807],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [1, 0.8413447460685429],
    [2.5, 0.9937903346742238],
    [5, 0.9999997133484281],
  ])('of %d is the true value, in the tail to a part in 1e8', (x, expected) => {
    expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(Math.abs(x) < 4 ? 1e-13 : 1e-8);
  });

  it('undoes normalQuantile', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.999999, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('has the values of its edges, and joins its two pieces without a step', () => {
    expect([-Infinity, Infinity, NaN].map(normalCdf)).toEqual([0, 1, NaN]);
    expect(Math.abs(normalCdf(-7.0710678118655) / normalCdf(-7.0710678118654) - 1)).toBeLessThan(1e-7);
  });
});
