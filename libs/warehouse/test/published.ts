import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headerKey, splitRecord } from '../src/domain/dialect';
import type { Field, TableSchema } from '../src/domain/field';

const DATA = join(__dirname, '../../../../shared/data');
const present = existsSync(DATA);
if (!present) console.warn(`Skipped: checks against published data, which is not at ${DATA}.`);

/** As `describe`, skipped where the published data is not there. */
export const describePublished = present ? describe : describe.skip;

export const published = (path: string): string => join(DATA, path);

/** A header as a name that a field may have. */
export function nameOf(header: string, index: number): string {
  const name = headerKey(header)
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 50);
  return /^[a-z]/.test(name) ? name : `c${index}_${name}`;
}

export type PublishedTable = {
  readonly content: string;
  readonly names: readonly string[];
  readonly delimiter: string;
};

/** Published without a header, as the manifest says. */
const HEADLESS = /german_credit|adult_hierarchy/;

/** A published file whose header was renamed, or made; what is below the header is as published. */
export function tableOf(path: string, encoding = 'utf-8'): PublishedTable {
  const text = new TextDecoder(encoding).decode(readFileSync(published(path)));
  const delimiter = [';', '\t', ','].find((sign) => text.split('\n', 1)[0]?.includes(sign)) ?? ',';
  const { cells = [], next = 0 } = splitRecord(text, delimiter) ?? {};
  const isHeadless = HEADLESS.test(path);
  const names = cells.map((cell, i) => (isHeadless ? `c${i}` : nameOf(cell, i)));
  return { content: `${names.join(delimiter)}\n${text.slice(isHeadless ? 0 : next)}`, names, delimiter };
}

/** The same table with only some of its columns. */
export function columnsOf({ content, names, delimiter }: PublishedTable, kept: readonly string[]): PublishedTable {
  const places = kept.map((name) => names.indexOf(name));
  const lines: string[] = [];
  for (let at = 0; at < content.length;) {
    const { cells, next } = splitRecord(content, delimiter, at) ?? { cells: [], next: content.length };
    lines.push(places.map((place) => `"${(cells[place] ?? '').replaceAll('"', '""')}"`).join(delimiter));
    at = next;
  }
  return { content: `${lines.join('\n')}\n`, names: kept, delimiter };
}

/** Every column as text, apart from those that are described. */
export function schemaFor(names: readonly string[], described: readonly Field[] = []): TableSchema {
  const text = (name: string): Field => ({ name, type: 'string', disclosureRole: 'dimension' });
  return { fields: names.map((name) => described.find((field) => field.name === name) ?? text(name)) };
}
