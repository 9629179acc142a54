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

/** A published file whose header was renamed; what is below the header is as published. */
export function tableOf(path: string, encoding = 'utf-8'): PublishedTable {
  const text = new TextDecoder(encoding).decode(readFileSync(path));
  const delimiter = [';', '\t', ','].find((sign) => text.split('\n', 1)[0]?.includes(sign)) ?? ',';
  const header = splitRecord(text, delimiter);
  const names = (header?.cells ?? []).map(nameOf);
  return { content: `${names.join(delimiter)}\n${text.slice(header?.next ?? 0)}`, names, delimiter };
}

/** Every column as text, apart from those that are described. */
export function schemaFor(names: readonly string[], described: readonly Field[] = []): TableSchema {
  const text = (name: string): Field => ({ name, type: 'string', disclosureRole: 'dimension' });
  return { fields: names.map((name) => described.find((field) => field.name === name) ?? text(name)) };
}
