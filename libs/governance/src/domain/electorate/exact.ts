import { Fraction } from 'fraction.js';
import type { Share } from '../share';

/** An exact rational number. (For CommonJS the package exports its class as a value only, so its type is named here.) */
export type Exact = InstanceType<typeof Fraction>;

export const whole = (count: bigint | number): Exact => new Fraction(count);
export const exactShare = ({ part, of }: Share): Exact => new Fraction(part, of);

/** As data and minutes write it: `20`, `100/3`; never rounded. */
export const written = (value: Exact): string => value.toFraction();
