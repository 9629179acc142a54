import { z } from 'zod';
import type { Defect, DefectCode } from './harvested';

/** Characters that are kept of each kind of text; a catalogue that says more is cut, and told so. */
export const MOST = {
  title: 500,
  description: 10_000,
  line: 500,
  address: 2_000,
  words: 100,
  distributions: 200,
  defects: 1_000,
} as const;

/** Notes down what is wrong with a catalogue while it is read; beyond a number the rest is as the first. */
export class Defects {
  private readonly seen = new Set<string>();
  readonly list: Defect[] = [];

  note(code: DefectCode, about: string): void {
    const key = `${code} ${about}`;
    if (this.seen.has(key) || this.list.length >= MOST.defects) return;
    this.seen.add(key);
    this.list.push({ code, about: about.slice(0, MOST.line) });
  }
}

/** A text that any database keeps and any page shows: no control characters, no halves of characters, not too long. */
export function cut(text: string, most: number): string {
  const shown = text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, '\uFFFD').trim();
  return shown.length <= most ? shown : shown.slice(0, most).replace(/\p{Cs}$/u, '');
}

const RUN = new Set(['javascript:', 'vbscript:', 'data:', 'blob:', 'file:']);

/** Whether a browser would run or open what is written as a name, were it linked to. */
export const isRun = (name: string): boolean => URL.canParse(name) && RUN.has(new URL(name).protocol);

/** An address that a page may link to; null: it is none, such as a script. */
export function webAddress(text: string): string | null {
  if (text.length > MOST.address || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? cut(href, MOST.address) : null;
}

/** What others leave out, or fill with something else, is as if it were not there. */
export const looseText = z
  .union([z.string(), z.number()])
  .transform(String)
  .transform((value) => value.trim() || null)
  .nullable()
  .catch(null);

export const lineOf = (value: string | null): string | null => (value === null ? null : cut(value, MOST.line) || null);

/** Each once, and not too many. */
export const lines = (values: readonly string[]): string[] =>
  [...new Set(values.map((value) => cut(value, MOST.line)).filter((value) => value !== ''))].slice(0, MOST.words);

/** A size as others write it, such as `5120.0`; null: it is none. */
export function bytesOf(text: string | null): number | null {
  const bytes = text === null ? NaN : Number(text);
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null;
}
