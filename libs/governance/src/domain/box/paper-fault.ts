import { CommonsError } from '#kernel';
import type { Marks, Method } from '../voting/method';
import { parseMarks } from '../voting/parse-marks';
import { isReceipt } from './receipt';
import type { ProblemCode } from './problems';

/** What the papers of one ballot have in common, as its header says. */
export type PaperRules = {
  readonly method: Method;
  readonly optionCount: number;
  readonly isOpen: boolean;
  readonly classes: ReadonlySet<string>;
};

/** What is wrong with a line, and a sentence about it that goes on after the line's number. */
export type Fault = readonly [code: ProblemCode, why: string];

/** The marks, or why there are none of this ballot. */
export function marksOf({ method, optionCount }: PaperRules, input: unknown): Marks | CommonsError {
  try {
    return parseMarks(method, optionCount, input);
  } catch (error) {
    if (error instanceof CommonsError) return error;
    throw error;
  }
}

/** Says what is wrong with a line that is no paper of this ballot. */
export function faultOf(line: string, rules: PaperRules): Fault {
  const paper = jsonOf(line);
  if (paper === undefined) return ['LINE.NOT_JSON', 'it is not JSON; the file was damaged or cut short here.'];
  const keys = ['class', 'marks', ...(rules.isOpen ? ['member'] : []), 'receipt'];
  return hasKeys(paper, keys) ? valueFault(paper, rules) : keysFault(paper, keys);
}

function keysFault(paper: unknown, keys: readonly string[]): Fault {
  const isOpen = keys.includes('member');
  if (isOpen && hasKeys(paper, ['class', 'marks', 'receipt'])) {
    return ['MEMBER.MISSING', 'in an open ballot every paper names its member.'];
  }
  if (!isOpen && hasKeys(paper, ['class', 'marks', 'member', 'receipt'])) {
    return ['MEMBER.UNEXPECTED', 'in a secret ballot no paper names its member.'];
  }
  return ['PAPER.INVALID', `a paper has ${keys.join(', ')}, and nothing else.`];
}

function valueFault(paper: Record<string, unknown>, rules: PaperRules): Fault {
  const fault = (rules.isOpen ? memberFault : receiptFault)(paper);
  if (fault) return fault;
  if (!isText(paper.class, (text) => rules.classes.has(text))) {
    return ['CLASS.UNKNOWN', 'its class of voters is not in the header.'];
  }
  const parsed = marksOf(rules, paper.marks);
  if (parsed instanceof CommonsError) return ['MARKS.INVALID', parsed.message];
  return [
    'LINE.NOT_CANONICAL',
    'it is not in canonical JSON (RFC 8785), in which a paper has one text and one hash only.',
  ];
}

function memberFault({ member, receipt }: Record<string, unknown>): Fault | undefined {
  if (!isText(member, isMember)) return ['MEMBER.INVALID', 'its member is not an identifier.'];
  return receipt === member ? undefined : ['RECEIPT.INVALID', 'in an open ballot the receipt is the member.'];
}

function receiptFault({ receipt }: Record<string, unknown>): Fault | undefined {
  if (isText(receipt, isReceipt)) return undefined;
  return ['RECEIPT.INVALID', 'its receipt is not six words in small letters, with one space between them.'];
}

const isText = (value: unknown, is: (text: string) => boolean): boolean => typeof value === 'string' && is(value);

export const isMember = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Nothing if the text is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export const hasKeys = (value: unknown, keys: readonly string[]): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === keys.length &&
  keys.every((key) => Object.hasOwn(value, key));
