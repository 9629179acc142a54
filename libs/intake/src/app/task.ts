import type { Mapping, Pseudonymiser } from '../domain/mapping';
import type { Reading, Wanted } from '../domain/reading';
import type { Beside } from '../domain/row-shape';
import type { IntakeTrouble } from '../domain/trouble';

export type InspectOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Of whoever sent the file, as two letters: it decides between encodings that explain its letters as well. */
  readonly language?: string | undefined;
};

export type PrepareTask = {
  readonly path: string;
  /** Where a converted file is written; nothing is left there unless the answer is `converted`. */
  readonly outPath: string;
  readonly reading: Reading;
  readonly wanted: Wanted;
  readonly mapping: Mapping | null;
  readonly pseudonyms: Pseudonymiser | null;
  readonly beside?: Beside | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IntakeProgress) => void) | undefined;
};

/** How far a conversion is, a few times a second. */
export type IntakeProgress = { readonly rows: number; readonly bytesRead: number; readonly bytes: number };

export type Prepared =
  /** The warehouse reads the raw file itself. */
  | {
      readonly kind: 'asIs';
      readonly dialect: {
        readonly delimiter: ',' | ';' | '\t' | '|';
        readonly decimalMark: '.' | ',';
        readonly encoding: 'utf-8' | 'windows-1252';
      };
    }
  /** Comma, `"` doubled, `\n`, no header line; first the row number, then the cells in the order of `header`. */
  | {
      readonly kind: 'converted';
      readonly path: string;
      readonly header: readonly string[];
      readonly decimalMark: '.' | ',';
      readonly encoding: 'utf-8';
      readonly rows: number;
    }
  | { readonly kind: 'refused'; readonly trouble: IntakeTrouble };
