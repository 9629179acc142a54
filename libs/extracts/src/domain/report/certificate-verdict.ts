import { CommonsError } from '#kernel';

export const VERDICTS = ['holds', 'doesNotHold', 'cannotBeChecked'] as const;

/** Why nothing can be said of a proof any more, or never could. */
export const UNCHECKED = ['none', 'destroyed', 'rowsGone', 'damaged', 'asOfToday'] as const;
export type Unchecked = (typeof UNCHECKED)[number];

/** What checking the proofs of a release once more comes to. */
export type CertificateVerdict = {
  readonly extractId: string;
  /** Which of its extract's releases. */
  readonly number: number;
  readonly outcome: (typeof VERDICTS)[number];
  /** How many proofs held. */
  readonly proofs: number;
  /** The cell where a proof does not hold, in the codes of the table that was protected; null: it is of no one cell. */
  readonly cell: readonly string[] | null;
  readonly why: Unchecked | null;
};

/** What was found, without which release it is of. */
export type Found = Omit<CertificateVerdict, 'extractId' | 'number'>;

export const unchecked = (why: Unchecked): Found => ({ outcome: 'cannotBeChecked', proofs: 0, cell: null, why });
export const held = (proofs: number): Found => ({ outcome: 'holds', proofs, cell: null, why: null });
export const broken = (proofs: number, cell: readonly string[] | null): Found => ({
  ...{ outcome: 'doesNotHold', proofs, cell },
  why: null,
});

const DAMAGED: readonly string[] = ['FILE.DAMAGED', 'FILE.MISSING', 'KEY.DAMAGED'];
/** What is not there any more, or was not let stand beside what left since. */
const GONE: readonly string[] = ['EXTRACT.ROWS_WITHDRAWN', 'EXTRACT.HELD_BACK', 'EXTRACT.TOO_MUCH_SHOWN'];

/**
 * What an error says that ended a check; null: nothing about the proofs.
 *
 * @param proofs how many held until then
 * @param isRecorded whether the release was counted as was recorded with it, and not as it would be today
 */
export function verdictOn(error: unknown, proofs: number, isRecorded: boolean): Found | null {
  if (!(error instanceof CommonsError)) return null;
  const { code, kind, details } = error;
  if (code.startsWith('DISCLOSURE.INVALID'))
    return isRecorded ? broken(proofs, cellIn(details)) : unchecked('asOfToday');
  if (DAMAGED.includes(code)) return unchecked('damaged');
  return kind === 'missing' || GONE.includes(code) ? unchecked('rowsGone') : null;
}

function cellIn({ codes }: CommonsError['details']): readonly string[] | null {
  return Array.isArray(codes) && codes.every((code) => typeof code === 'string') ? codes : null;
}

type Sentences = {
  readonly holds: (proofs: number) => string;
  readonly broken: (cell: string | null) => string;
  readonly unchecked: Readonly<Record<Unchecked, string>>;
};

const WORDS: Readonly<Record<'it' | 'en', Sentences>> = {
  en: {
    holds: (proofs) =>
      `The certificate holds: counted again from its rows, every hidden cell of this release stays as open as its terms ask for (${proofs} checked).`,
    broken: (cell) =>
      `The certificate does not hold${cell === null ? '' : ` at the cell ${cell}`}: what this release shows may give away what it hides. Stop its downloads and have it made again.`,
    unchecked: {
      none: 'There is nothing to check: no proof was made for this release. It repeats a table that had left before, or is no table, or was made before there were certificates.',
      destroyed:
        'It cannot be checked any more: rows were taken back from this release, and its proof was destroyed with its files.',
      rowsGone:
        'It cannot be checked any more: rows that it was made of, or that it was made beside, were taken back and destroyed.',
      damaged:
        'It cannot be checked: a file that it needs was changed or lost on the disk. Restore it from a backup and check again.',
      asOfToday:
        'It cannot be checked any more: it was made before certificates recorded what they were counted by, and counted as of today the proof does not fit.',
    },
  },
  it: {
    holds: (proofs) =>
      `Il certificato è valido: ricontata dalle sue righe, ogni cella nascosta di questo rilascio resta incerta quanto chiedono i suoi termini (verifiche: ${proofs}).`,
    broken: (cell) =>
      `Il certificato non è valido${cell === null ? '' : ` nella cella ${cell}`}: ciò che questo rilascio mostra può rivelare ciò che nasconde. Sospendetene i download e fatelo rifare.`,
    unchecked: {
      none: 'Non c’è nulla da verificare: per questo rilascio non è stata fatta una prova. Ripete una tabella già uscita, oppure non è una tabella, oppure è di prima dei certificati.',
      destroyed:
        'Non è più verificabile: da questo rilascio sono state ritirate righe, e la prova è stata distrutta con i suoi file.',
      rowsGone:
        'Non è più verificabile: righe di cui era fatto, o accanto alle quali era stato fatto, sono state ritirate e distrutte.',
      damaged:
        'Non è verificabile: un file che serve è stato alterato o perso sul disco. Ripristinatelo da un backup e riprovate.',
      asOfToday:
        'Non è più verificabile: è di prima che i certificati registrassero con che cosa erano contati, e contata oggi la prova non corrisponde.',
    },
  },
};

/** A verdict as people read it. */
export function verdictSentence({ outcome, proofs, cell, why }: Found, language: 'it' | 'en'): string {
  const words = WORDS[language];
  if (outcome === 'holds') return words.holds(proofs);
  if (outcome === 'doesNotHold') return words.broken(cell && cell.join(' / '));
  return words.unchecked[why ?? 'none'];
}
