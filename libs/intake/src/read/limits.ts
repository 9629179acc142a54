/** How much of a stranger's file is read, and how long. */
export const LIMITS = {
  /** One record of a CSV, one cell, one value of a JSON file. */
  recordCharacters: 1_000_000,
  /** Parts in an archive; a workbook of 200 sheets has about 600. */
  archiveParts: 2_000,
  /** What all parts of a workbook say that they unpack to. */
  archiveBytes: 1_500_000_000,
  /** Honest worksheets of equal rows reach 100; nothing honest and large reaches this. */
  compressionRatio: 300,
  /** Smaller parts may be packed as tightly as they like. */
  ratioAppliesFromBytes: 20_000_000,
  sheets: 200,
  sheetRows: 1_048_576,
  sheetCells: 60_000_000,
  sharedStrings: 2_000_000,
  sharedStringBytes: 48_000_000,
  styles: 64_000,
  /** One page of a Parquet file, packed or unpacked; its numbers or its places in a dictionary; its texts. */
  pageBytes: 32_000_000,
  pageValues: 1_100_000,
  pageTexts: 450_000,
  /** The pages of all columns that are in memory at once, one of each, as text. */
  openPagesBytes: 112_000_000,
  /** What the cells of a Parquet file are as text, if that is also more than 300 times the file. */
  parquetTextBytes: 1_500_000_000,
} as const;

/** Rows that a guess is based on, from the head of a table. */
export const SAMPLE_ROWS = 1_000;
