import { exp, gamma, ln, normalCdf, normalQuantile } from '../../../units/elementary.ts';

/** The probability that a variable of Student's distribution with `dof` degrees of freedom (whole or not, above 0) is below `t`. */
export function studentTCdf(t: number, dof: number): number {
  if (t === 0) return 0.5;
  if (dof > ALMOST_NORMAL) return normalCdf((t * (1 - 1 / (4 * dof))) / Math.sqrt(1 + (t * t) / (2 * dof)));
  const above = upperTail(t * t, dof);
  return t > 0 ? 1 - above : above;
}

/** The value below which it lies with probability `p`, of 0 to 1; relative error about 1e-12. */
export function studentTQuantile(p: number, dof: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const quantile = upperQuantile(tail, dof);
  return p < 0.5 ? -quantile : quantile;
}

/** Above this many the first term by which it differs from the normal distribution says all there is to say. */
const ALMOST_NORMAL = 1e6;
const MOST_STEPS = 200;
const PRECISION = 1e-13;

/** Bisection within bounds that Newton's steps make narrow. */
function upperQuantile(tail: number, dof: number): number {
  const start = -normalQuantile(tail);
  if (dof > ALMOST_NORMAL) return start + (start * start * start + start) / (4 * dof);
  let low = 0;
  let high = Math.max(start, 1);
  while (upperTail(high * high, dof) > tail) {
    low = high;
    high *= 2;
  }
  const density = densityAtZero(dof);
  let t = Math.min(Math.max(start, low), high);
  for (let step = 0; step < MOST_STEPS && high - low > PRECISION * high; step++) {
    const excess = upperTail(t * t, dof) - tail;
    if (excess > 0) low = t;
    else high = t;
    const slope = density * exp(-((dof + 1) / 2) * ln(1 + (t * t) / dof));
    const next = t + excess / slope;
    if (Math.abs(next - t) <= PRECISION * t) return next;
    t = next > low && next < high ? next : (low + high) / 2;
  }
  return t;
}

/** That the variable is above the root of `square`: half an incomplete beta function of `dof / (dof + square)`. */
function upperTail(square: number, dof: number): number {
  const x = dof / (dof + square);
  const a = dof / 2;
  // x^a * (1 - x)^(1/2) / B(a, 1/2), with B by the ratio of gamma functions.
  const front = exp(-a * ln(1 + square / dof)) * Math.sqrt(square / (dof + square)) * betaFactor(a);
  // The fraction converges fast on one side of the mean; on the other one its mirror does.
  if (x < (a + 1) / (a + 2.5)) return (front * betaFraction(x, a, 0.5)) / a / 2;
  return (1 - (front * betaFraction(1 - x, 0.5, a)) / 0.5) / 2;
}

const ROOT_OF_PI = 1.7724538509055159;
/** From here on Stirling's series of the ratio is exact to the last digits, and the gamma function soon overflows. */
const LARGE = 60;

/** 1 / B(a, 1/2) = gamma(a + 1/2) / (gamma(a) * sqrt(pi)). */
function betaFactor(a: number): number {
  if (a < LARGE) return ((gamma(a + 1.5) / gamma(a + 1)) * (a / (a + 0.5))) / ROOT_OF_PI;
  const u = 1 / a;
  return (Math.sqrt(a) * (1 - u * (1 / 8 - u * (1 / 128 + u * (5 / 1024 - u * (21 / 32768)))))) / ROOT_OF_PI;
}

function densityAtZero(dof: number): number {
  return betaFactor(dof / 2) / Math.sqrt(dof);
}

const TINY = 1e-300;
const MOST_TERMS = 10_000;

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
