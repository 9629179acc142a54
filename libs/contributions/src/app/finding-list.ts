import { parse } from 'csv-parse';
import { pipeline, Transform, type Readable, type TransformCallback } from 'node:stream';
import type { ContributionFile } from '../domain/contribution';
import { placeOf } from '../domain/found';

/**
 * The list of all findings of several files: each with the name of its file in front, and the row as that file numbers it.
 *
 * @param list as the warehouse wrote it, the number of the row first
 */
export function listedByFile(list: Readable, files: readonly ContributionFile[]): Readable {
  const names = new Map(files.map(({ number, name }) => [number, name]));
  return pipeline(list, parse({ bom: true, relax_column_count: true }), new ByFile(names), () => undefined);
}

class ByFile extends Transform {
  private isHeader = true;

  constructor(private readonly names: ReadonlyMap<number, string>) {
    super({ writableObjectMode: true });
  }

  override _transform([first = '', ...rest]: string[], _encoding: BufferEncoding, done: TransformCallback): void {
    const cells = this.isHeader ? ['file', first, ...rest] : [...this.place(first), ...rest];
    const line = `${cells.map(quoted).join(',')}\r\n`;
    const isFirst = this.isHeader;
    this.isHeader = false;
    done(null, isFirst ? `\uFEFF${line}` : line);
  }

  private place(text: string): [string, string] {
    if (!/^\d+$/.test(text)) return ['', text];
    const { row, file } = placeOf(Number(text));
    return [neutral(this.names.get(file ?? 0) ?? ''), String(row)];
  }
}

/** A spreadsheet must not take the name of a file for a formula. */
const neutral = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
