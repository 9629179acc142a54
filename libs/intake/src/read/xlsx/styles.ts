import { refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';
import type { Archive } from './archive';
import { readWhole } from './xml';

/** Formats that need no code, as ISO/IEC 29500-1 18.8.30 numbers them, those of East Asia included. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
for (let id = 27; id <= 36; id += 1) DATE_FORMATS.add(id);
for (let id = 50; id <= 58; id += 1) DATE_FORMATS.add(id);

/** Quoted text, escaped characters, colours and languages say nothing about the kind of a number; `[h]` does. */
const DECORATION = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

/** Whether a number format shows dates or times. */
const showsDates = (code: string): boolean => /[ymdhs]/i.test((code.split(';')[0] ?? '').replace(DECORATION, ''));

/** Nothing but zeros, perhaps between texts: the number is filled up with zeros, as codes are. */
const ONLY_ZEROS = /^(?:"[^"]*"|\[\$[^\]]*\])*(0{2,30})(?:"[^"]*")*(?:;|$)/;

/** What a number format makes of a number, as far as that is more than how it looks. */
export type NumberShown = {
  readonly isDate: boolean;
  /** A whole number has at least so many digits. */
  readonly digits: number;
};

const shownBy = (code: string): NumberShown => ({
  isDate: showsDates(code),
  digits: ONLY_ZEROS.exec(code)?.[1]?.length ?? 1,
});

/** For each cell style by its number: what its number format shows. */
export async function numberStyles(archive: Archive, part: string | null): Promise<readonly NumberShown[]> {
  const styles: NumberShown[] = [];
  if (!part || !archive.has(part)) return styles;
  const codes = new Map<number, NumberShown>();
  let inCellFormats = false;
  const add = (id: number) => {
    if (styles.length === LIMITS.styles) throw refusal('FILE.TOO_BIG_INSIDE', { limit: LIMITS.styles });
    styles.push(codes.get(id) ?? { isDate: DATE_FORMATS.has(id), digits: 1 });
  };
  await readWhole(archive.read(part), {
    open: (name, { numFmtId, formatCode = '' }) => {
      const id = Number(numFmtId ?? 0);
      if (name === 'numFmt') codes.set(id, shownBy(formatCode));
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) add(id);
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}
