/**
 * Elementary functions that give the same bits in every engine. `Math.log`, `Math.exp` and `Math.pow` do not: they
 * differ by a unit in the last place between engines. Here everything is `+ - * /`, `Math.sqrt`, `Math.floor` and the
 * bits of a double, which IEEE 754 and ECMAScript fix.
 */

/** One double seen as two 32-bit words: a register for taking bits apart, nothing is kept in it between calls. */
const register = new Float64Array(1);
const words = new Int32Array(register.buffer);
register[0] = 1;
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SQRT_HALF_BITS = 0x3fe6a09e;
const ONE_BITS = 0x3ff00000;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;

/** Natural logarithm, within one unit in the last place. The method is fdlibm's `__ieee754_log`. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let exponent = 0;
  let mantissa = x;
  if (x < SMALLEST_NORMAL) {
    mantissa *= TWO_54;
    exponent = -54;
  }
  register[0] = mantissa;
  // Reduces to x = 2^exponent * mantissa with the mantissa in [sqrt(1/2), sqrt(2)).
  const high = words[HIGH] + (ONE_BITS - SQRT_HALF_BITS);
  exponent += (high >> 20) - 1023;
  words[HIGH] = (high & 0xfffff) + SQRT_HALF_BITS;
  const f = register[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + even + odd) + exponent * LN2_LOW) - f);
}

/** Above this the result is not a finite double. */
const EXP_OVERFLOW = 709.782712893384;
/** Below this the result is nearer to 0 than to the smallest double. */
const EXP_UNDERFLOW = -745.1332191019411;

/** `e` to the power `x`, within one unit in the last place. The method is fdlibm's `__ieee754_exp`. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return timesPowerOfTwo(y, k);
}

/** `y * 2^k` for `y` near 1 and `k` from -1075 to 1024; in two steps where `2^k` itself is no normal double. */
function timesPowerOfTwo(y: number, k: number): number {
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  if (k < -1022) return y * powerOfTwo(k + 54) * (1 / TWO_54);
  return y * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  words[HIGH] = (k + 1023) << 20;
  words[1 - HIGH] = 0;
  return register[0];
}

/** `x` to the power `y` for positive `x`; its relative error grows with `|y * ln(x)|`, about 1e-16 times that. */
export function power(x: number, y: number): number {
  return exp(y * ln(x));
}

/**
 * The value below which a standard normal variable lies with probability `p`; relative error about 1e-15.
 * Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const numerator =
      ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
        13731.69376550946) *
        r +
        1971.5909503065513) *
        r +
        133.14166789178438) *
        r +
      3.3871328727963665;
    const denominator =
      ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) *
        r +
        5394.196021424751) *
        r +
        687.1870074920579) *
        r +
        42.31333070160091) *
        r +
      1;
    return (q * numerator) / denominator;
  }
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  const tail = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const quantile = tail <= 5 ? nearTail(tail - 1.6) : farTail(tail - 5);
  return q < 0 ? -quantile : quantile;
}

function nearTail(r: number): number {
  const numerator =
    ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
      1.2704582524523684) *
      r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
    1.4234371107496835;
  const denominator =
    ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r +
      0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
    1;
  return numerator / denominator;
}

function farTail(r: number): number {
  const numerator =
    ((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
    6.657904643501103;
  const denominator =
    ((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
    1;
  return numerator / denominator;
}

/** The gamma function for `x` of at least 0.5, relative error about 1e-14 up to 100. Lanczos's sum with g = 7, n = 9. */
export function gamma(x: number): number {
  const y = x - 1;
  const sum =
    0.9999999999998099 +
    676.5203681218851 / (y + 1) -
    1259.1392167224028 / (y + 2) +
    771.3234287776531 / (y + 3) -
    176.6150291621406 / (y + 4) +
    12.507343278686905 / (y + 5) -
    0.13857109526572012 / (y + 6) +
    9.984369578019572e-6 / (y + 7) +
    1.5056327351493116e-7 / (y + 8);
  const t = y + 7.5;
  return 2.5066282746310007 * exp((y + 0.5) * ln(t) - t) * sum;
}

const TWO_PI = 6.283185307179586;

/** Cosine of so many full turns, within two units in the last place. The sums are fdlibm's `__kernel_cos` and `__kernel_sin`. */
export function cosOfTurns(turns: number): number {
  const part = Math.abs(turns) % 1;
  const half = part > 0.5 ? 1 - part : part;
  return half > 0.25 ? -cosOfQuarter(0.5 - half) : cosOfQuarter(half);
}

/** Of 0 to a quarter of a turn; the nearer of its ends is where the sum begins. */
function cosOfQuarter(turns: number): number {
  const isNearTop = turns <= 0.125;
  const x = (isNearTop ? turns : 0.25 - turns) * TWO_PI;
  const z = x * x;
  const w = z * z;
  if (isNearTop) {
    const r =
      z * (0.0416666666666666 + z * (-0.001388888888887411 + z * 2.480158728947673e-5)) +
      w * w * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11));
    const top = 1 - 0.5 * z;
    return top + (1 - top - 0.5 * z + z * r);
  }
  const r =
    0.00833333333332249 +
    z * (-0.0001984126982985795 + z * 2.7557313707070068e-6) +
    z * w * (-2.5050760253406863e-8 + z * 1.58969099521155e-10);
  return x + z * x * (-0.16666666666666632 + z * r);
}

/**
 * The probability that a standard normal variable is below `x`; absolute error about 1e-16, relative error below 1e-8.
 * Hart's rational approximation as given by West, Better approximations to cumulative normal functions (2005).
 */
export function normalCdf(x: number): number {
  const a = Math.abs(x);
  const density = exp((-a * a) / 2);
  let below: number;
  if (a < 7.07106781186547) {
    const numerator =
      (((((0.0352624965998911 * a + 0.700383064443688) * a + 6.37396220353165) * a + 33.912866078383) * a +
        112.079291497871) *
        a +
        221.213596169931) *
        a +
      220.206867912376;
    const denominator =
      ((((((0.0883883476483184 * a + 1.75566716318264) * a + 16.064177579207) * a + 86.7807322029461) * a +
        296.564248779674) *
        a +
        637.333633378831) *
        a +
        793.826512519948) *
        a +
      440.413735824752;
    below = (density * numerator) / denominator;
  } else {
    below = density / (2.506628274631 * (a + 1 / (a + 2 / (a + 3 / (a + 4 / (a + 0.65))))));
  }
  return x > 0 ? 1 - below : below;
}
