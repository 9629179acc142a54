/** Why a file cannot be taken as it is; never renamed. */
export type IntakeCode =
  | 'FILE.EMPTY'
  | 'FILE.NOT_A_TABLE'
  | 'FILE.OTHER_SPREADSHEET'
  | 'FILE.ARCHIVE'
  | 'FILE.ENCRYPTED'
  | 'FILE.TOO_BIG_INSIDE'
  | 'FILE.HAS_MACROS'
  | 'FILE.DTD'
  | 'FILE.UNSAFE_ARCHIVE'
  | 'FILE.TOO_WIDE'
  | 'FILE.UNREADABLE'
  | 'FILE.TOO_SLOW'
  | 'FILE.NUL_BYTES'
  | 'FILE.WRONG_ENCODING'
  | 'FILE.WRONG_QUOTING'
  | 'FILE.LINE_TOO_LONG'
  | 'FILE.RAGGED_ROW'
  | 'FILE.NESTED'
  | 'FILE.NO_HEADER'
  | 'FILE.HEADER_IN_ROWS'
  | 'SHEET.MISSING'
  | 'MAPPING.COLUMN_MISSING'
  | 'MAPPING.FIELD_TWICE'
  | 'MAPPING.UNIT_UNKNOWN';

export type IntakeTrouble = {
  readonly code: IntakeCode;
  /** As a spreadsheet numbers it; null where the whole file is meant. */
  readonly row: number | null;
  /** Limits, counts and names for the hint; never the value of a cell. */
  readonly facts: Readonly<Record<string, string | number>>;
};

/** Carries a trouble out of the depth of a reader; it never leaves this lib. */
export class Refusal extends Error {
  constructor(readonly trouble: IntakeTrouble) {
    super(trouble.code);
    this.name = 'Refusal';
  }
}

export const refusal = (
  code: IntakeCode,
  facts: Readonly<Record<string, string | number>> = {},
  row: number | null = null,
): Refusal => new Refusal({ code, row, facts });
