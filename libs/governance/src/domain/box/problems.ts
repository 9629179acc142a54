/** What can be wrong with an exported ballot; `Problem.message` says it in words. */
export type ProblemCode =
  | 'FILE.EMPTY'
  | 'FILE.GIVEN_UP'
  | 'HEADER.NOT_JSON'
  | 'HEADER.INVALID'
  | 'LINE.TOO_LONG'
  | 'LINE.NOT_JSON'
  | 'LINE.NOT_CANONICAL'
  | 'PAPER.INVALID'
  | 'RECEIPT.INVALID'
  | 'RECEIPT.TWICE'
  | 'ORDER.WRONG'
  | 'CLASS.UNKNOWN'
  | 'CLASS.TOO_MANY'
  | 'MARKS.INVALID'
  | 'MEMBER.MISSING'
  | 'MEMBER.INVALID'
  | 'MEMBER.UNEXPECTED'
  | 'PAPERS.MISSING'
  | 'PAPERS.TOO_MANY'
  | 'ROOT.DIFFERS'
  | 'WEIGHTS.DIFFER'
  | 'COUNT.DIFFERS'
  | 'VERDICT.DIFFERS';

/** A damage of an exported ballot. */
export type Problem = {
  readonly code: ProblemCode;
  readonly message: string;
  /** The line of the file it was found on, counted from 1; null: it concerns the whole. */
  readonly line: number | null;
};

/** A problem with the whole file. */
export const problem = (code: ProblemCode, message: string): Problem => ({ code, message, line: null });

/** A problem with one line; its sentence begins with the line's number. */
export const problemOn = (line: number, code: ProblemCode, message: string): Problem => ({
  code,
  message: `Line ${line}: ${message}`,
  line,
});
