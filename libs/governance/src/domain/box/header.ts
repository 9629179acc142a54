import { canonicalJson, isId } from '#kernel';
import { z } from 'zod';
import { call, CATEGORIES, MATTERS, statuteDocument } from '../statute/statute-language';
import type { Method } from '../voting/method';
import { methodWith } from '../voting/method-input';
import { problemsOf } from '../written';
import { isShallow } from './shallow';

/** No line of an exported ballot is longer, whatever the ballot; a longer one is not read. */
export const MAX_LINE_CHARACTERS = 4 * 1024 * 1024;
/** More than anybody can mark on a paper. */
export const MAX_OPTIONS = 200;
const MAX_MEMBERS = 100_000_000;
const MAX_VOTES = 1_000_000;

const id = z.string().refine(isId, 'is not an identifier');
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const MAX_TEXT = 1_000;
/** What stands for bytes that are no text. A reader that meets such bytes would write it too, and see no difference. */
const NO_TEXT = /[\p{Cs}\uFFFD]/gu;

/** A name or title as it can stand in an export, so that no ballot is left uncounted for the way it is called. */
export const exportable = (name: string): string => name.slice(0, MAX_TEXT).replace(NO_TEXT, '?') || '?';

const text = z
  .string()
  .min(1)
  .max(MAX_TEXT)
  .refine((value) => value.search(NO_TEXT) < 0, 'is no text');
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const count = z.int().min(0).max(MAX_MEMBERS);
const whole = z.string().regex(/^(?:0|[1-9]\d{0,99})$/);
/** In lowest terms, as `Fraction` writes it. */
const fraction = z.string().regex(/^(?:0|[1-9]\d{0,99})(?:\/[1-9]\d{0,99})?$/);

const boxClass = z.strictObject({
  /** `category:votes`; what a paper says of who cast it. */
  key: z.string().min(1).max(80),
  category: z.enum(CATEGORIES),
  /** Of each member, before ceilings. */
  votes: z.int().min(1).max(MAX_VOTES),
  /** Members entitled to vote, and those present, represented or voting from afar. */
  entitled: count,
  present: count,
  /** What one paper weighs, in votes after ceilings. */
  weight: fraction,
});

const boxHeader = z.strictObject({
  schema: z.literal('granaio-ballot/1'),
  ballotId: id,
  /** Names of the body that voted and of what was voted on. */
  body: text,
  title: text,
  /** Of the text that was voted on. */
  textHash: hash,
  matter: z.enum(MATTERS),
  secrecy: z.enum(['open', 'secret']),
  opensAt: instant,
  closedAt: instant,
  method: methodWith({ maxSeats: MAX_OPTIONS, maxScore: 1_000_000 }),
  /** What the places on the paper stand for; empty for a motion. */
  options: z.array(text).max(MAX_OPTIONS),
  rules: z.strictObject({
    callNumber: z.literal([1, 2]),
    call,
    ties: statuteDocument.shape.ties,
    caps: statuteDocument.shape.caps,
  }),
  /** Who presided, where the vote was open: whose paper decides a tie if the statute says so. */
  chair: z.union([id, z.null()]),
  classes: z.array(boxClass).max(10_000),
  votes: z.strictObject({
    /** All votes entitled and present, after ceilings. */
    entitled: fraction,
    present: fraction,
    /** So many units of the count are one vote. */
    unit: whole,
  }),
  /** How many lines follow. */
  papers: count,
  /** From what the lot is drawn that decides the last ties. */
  lotSeed: z.literal('root'),
  root: hash,
  result: z.strictObject({ count: z.record(z.string(), z.unknown()), verdict: z.record(z.string(), z.unknown()) }),
});

/** The first line of an exported ballot. */
export type BoxHeader = Readonly<Omit<z.infer<typeof boxHeader>, 'method' | 'options' | 'classes' | 'result'>> & {
  readonly method: Method;
  readonly options: readonly string[];
  readonly classes: readonly BoxClass[];
  /** As it was published: to be compared, not to be believed. */
  readonly result: { readonly count: object; readonly verdict: object };
};
export type BoxClass = Readonly<z.infer<typeof boxClass>>;

/** The line, or a sentence that says why it is none. */
export type ParsedHeader =
  { readonly header: BoxHeader } | { readonly problem: 'HEADER.NOT_JSON' | 'HEADER.INVALID'; readonly why: string };

/**
 * Reads the first line of an exported ballot, which anybody may have written.
 *
 * The text must be canonical, because two readers can take one that is not for two different things (a repeated key).
 */
export function parseHeader(line: string): ParsedHeader {
  const input = jsonOf(line);
  if (input === undefined) return { problem: 'HEADER.NOT_JSON', why: 'it is not JSON, or nested too deeply' };
  const parsed = boxHeader.safeParse(input);
  if (!parsed.success) return { problem: 'HEADER.INVALID', why: problemsOf(parsed.error) };
  if (canonicalJson(parsed.data) !== line) return { problem: 'HEADER.INVALID', why: 'it is not canonical JSON' };
  const why = contradictionOf(parsed.data);
  return why === undefined ? { header: parsed.data } : { problem: 'HEADER.INVALID', why };
}

function jsonOf(line: string): unknown {
  if (!isShallow(line)) return undefined;
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

const contradictionOf = (header: BoxHeader): string | undefined =>
  CONTRADICTIONS.find(([, holds]) => holds(header))?.[0];

const CONTRADICTIONS: readonly (readonly [why: string, holds: (header: BoxHeader) => boolean])[] = [
  [
    'options: a motion has none, anything else has some',
    ({ method: { kind }, options }) => (kind === 'yesNo') !== (options.length === 0),
  ],
  [
    'method.seats: there are more seats than options',
    ({ method: asked, options }) => 'seats' in asked && asked.seats > options.length,
  ],
  [
    'classes: one of them stands there twice',
    ({ classes }) => new Set(classes.map(({ key }) => key)).size < classes.length,
  ],
  [
    'classes: a key is not its category and votes',
    ({ classes }) => classes.some(({ key, category, votes }) => key !== classKey(category, votes)),
  ],
  [
    'classes: more are present than entitled',
    ({ classes }) => classes.some(({ present, entitled }) => present > entitled),
  ],
  ['chair: in a secret ballot nobody is named', ({ secrecy, chair }) => secrecy === 'secret' && chair !== null],
];

/** What a paper says of who cast it: `ordinary:1`. */
export const classKey = (category: BoxClass['category'], votes: number): string => `${category}:${votes}`;
