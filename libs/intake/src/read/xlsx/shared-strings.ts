import type { Archive } from './archive';
import { StringPool } from './string-pool';
import { readWhole, type XmlHandler } from './xml';

/** Characters that XML cannot hold are written so: `_x000D_`. */
const ESCAPED = /_x([0-9a-f]{4})_/gi;

export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;

/** Puts together the runs of a text, without the pronunciation that Asian texts carry. */
export class RichText implements XmlHandler {
  private text_ = '';
  private inText = false;
  private inPronunciation = false;

  /** What was read since the last time. */
  take(): string {
    const text = this.text_;
    this.text_ = '';
    return unescaped(text);
  }

  open(name: string): void {
    if (name === 't') this.inText = true;
    if (name === 'rPh') this.inPronunciation = true;
  }

  text(text: string): void {
    if (this.inText && !this.inPronunciation) this.text_ += text;
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    if (name === 'rPh') this.inPronunciation = false;
  }
}

/** The texts of a workbook, which its cells name by number. */
export async function sharedStrings(archive: Archive, part: string | null): Promise<StringPool> {
  const pool = new StringPool();
  if (!part || !archive.has(part)) return pool;
  const rich = new RichText();
  await readWhole(archive.read(part), {
    open: (name) => {
      rich.open(name);
    },
    text: (text) => {
      rich.text(text);
    },
    close: (name) => {
      rich.close(name);
      if (name === 'si') pool.add(rich.take());
    },
  });
  return pool;
}
