const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Compares two bounds of one column, exact decimals or ISO dates: negative, zero or positive, as sorting wants it. */
export function compareExact(a: string, b: string): number {
  const [one, other] = [DECIMAL.exec(a), DECIMAL.exec(b)];
  if (!one || !other) return signOf(a, b);
  const scale = Math.max(one[3]?.length ?? 0, other[3]?.length ?? 0);
  return signOf(units(one, scale), units(other, scale));
}

/** Whether an exact decimal is whole steps away from another. @param step above zero */
export function isStepsFrom(from: string, to: string, step: string): boolean {
  const parts = [from, to, step].map((text) => DECIMAL.exec(text));
  const scale = Math.max(...parts.map((found) => found?.[3]?.length ?? 0));
  const [start, end, width] = parts.map((found) => found && units(found, scale));
  return typeof start === 'bigint' && typeof end === 'bigint' && !!width && (end - start) % width === 0n;
}

const units = ([, sign = '', whole = '', digits = '']: RegExpExecArray, scale: number) =>
  BigInt(`${sign}${whole}${digits.padEnd(scale, '0')}`);

const signOf = <T extends string | bigint>(a: T, b: T): number => (a < b ? -1 : Number(a > b));
