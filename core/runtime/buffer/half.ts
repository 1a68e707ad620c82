/** Floating point numbers of 16 bits, for which not every engine has a typed array. */

const EXPONENT_BIAS = 15;
const FRACTION = 1024;

/** The value of a half in its bits (IEEE 754 binary16). */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) {
    return (sign * (fraction / FRACTION) * 2) / 2 ** EXPONENT_BIAS;
  }
  if (exponent === 0x1f) {
    return fraction ? NaN : sign * Infinity;
  }
  return sign * (1 + fraction / FRACTION) * 2 ** (exponent - EXPONENT_BIAS);
}
