import { createHmac } from 'node:crypto';
import type { CellChange } from '../domain/row-shape';

const BYTES = 16;

/**
 * What stands for a name: 128 bits of an HMAC-SHA-256 under a key that only the commons has, as 32 hexadecimal digits.
 *
 * The same person is written in many ways, so the value is composed (NFC), put in upper case and rid of all its spaces
 * first. An empty cell stays empty. Field names take no part: a person is the same in each column of one context.
 *
 * @param context what pseudonyms agree within, such as the id of a dataset
 */
export function pseudonymOf(key: Buffer, context: string): CellChange {
  return (cell) => {
    const value = cell.normalize('NFC').replace(/\s+/gu, '').toUpperCase();
    if (value === '') return '';
    // The length keeps context and value apart, whatever they hold.
    const hash = createHmac('sha256', key).update(`${Buffer.byteLength(context)}:${context}:${value}`);
    return hash.digest().subarray(0, BYTES).toString('hex');
  };
}
