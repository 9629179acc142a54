import { decoded } from '#kernel';
import { isWrittenIn, plausibility } from '../domain/letters';
import type { ReasonCode } from '../domain/reading';
import type { Sample } from './sample';

/** One encoding that a file may be in. */
export type EncodingGuess = {
  readonly encoding: string;
  /** Whole, 0 to 100. */
  readonly confidence: number;
  readonly reason: ReasonCode;
};

/** What is tried where nothing is certain, the likeliest first: of two that read the same text, the first one wins. */
const SINGLE_BYTE = [
  'windows-1252',
  'windows-1257',
  'windows-1250',
  'iso-8859-15',
  'iso-8859-13',
  'iso-8859-2',
  'iso-8859-7',
  'windows-1253',
  'macintosh',
];

const MARKS: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** Others are offered if they come so near, in thousandths. */
const NEAR = 60;
const MOST_GUESSES = 3;
/** What the letters' frequencies in some language add, beside their plausibility of up to 1000. */
const LANGUAGE_WEIGHT = 300;
const EVIDENCE_BYTES = 16 << 10;

type Usual = { readonly encoding: string; readonly languages: readonly string[] };

/** By a person's language: how programs there write letters, and in which languages texts are. */
const USUAL: Readonly<Record<string, Usual>> = {
  ...usualOf('windows-1252', ['it', 'es', 'ca', 'sv']),
  ...usualOf('windows-1257', ['lt', 'lv']),
  en: { encoding: 'windows-1252', languages: ['it', 'es', 'ca', 'sv'] },
};

function usualOf(encoding: string, languages: readonly string[]): Record<string, Usual> {
  return Object.fromEntries(languages.map((language) => [language, { encoding, languages: [language] }]));
}

/**
 * How the text of a file may be encoded, best first; more than one only where the evidence does not decide.
 *
 * @param language of whoever sent it, which decides between encodings that explain the letters as well
 */
export async function encodingsOf(sample: Sample, language: string | undefined): Promise<EncodingGuess[]> {
  const marked = MARKS.find(({ bytes }) => bytes.every((byte, i) => sample.head[i] === byte));
  if (marked) return [{ encoding: marked.encoding, confidence: 100, reason: 'ENCODING.BYTE_ORDER_MARK' }];
  const wide = wideEncoding(sample.head);
  if (wide) return [{ encoding: wide, confidence: 95, reason: 'ENCODING.VALID' }];
  if (sample.strangers.length === 0) return [{ encoding: 'utf-8', confidence: 100, reason: 'ENCODING.ASCII' }];
  if (sample.utf8) return [{ encoding: 'utf-8', confidence: 99, reason: 'ENCODING.VALID' }];
  return byLetters(Buffer.concat([...sample.strangers]), language);
}

/** UTF-16 without a mark: in European text every other byte is zero. */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(head.length >> 1, 4_096);
  if (pairs < 2) return null;
  const zeros = (from: number) =>
    Array.from({ length: pairs }, (_, i) => head[i * 2 + from]).filter((b) => b === 0).length;
  const [first, second] = [zeros(0), zeros(1)];
  if (second * 2 > pairs && first * 20 < pairs) return 'utf-16le';
  return first * 2 > pairs && second * 20 < pairs ? 'utf-16be' : null;
}

type Scored = { readonly encoding: string; readonly text: string; readonly score: number };

async function byLetters(evidence: Buffer, language: string | undefined): Promise<EncodingGuess[]> {
  const ranked = await rankedByLetters(evidence);
  const near = ranked.filter(({ score }) => score >= (ranked[0]?.score ?? 0) - NEAR);
  const own = near.length > 1 ? near.find((found) => isUsualFor(language, found)) : undefined;
  const others = near.filter((found) => found !== own).slice(0, MOST_GUESSES - (own ? 1 : 0));
  const guessed = ({ encoding, score }: Scored, isSure: boolean, reason: ReasonCode): EncodingGuess => ({
    ...{ encoding, reason },
    confidence: Math.min(95, Math.floor(score / (isSure ? 13 : 24))),
  });
  return [
    ...(own ? [guessed(own, true, 'ENCODING.LANGUAGE')] : []),
    ...others.map((found) => guessed(found, near.length === 1, 'ENCODING.LETTERS')),
  ];
}

function isUsualFor(language: string | undefined, { encoding, text }: Scored): boolean {
  const usual = language === undefined ? undefined : USUAL[language];
  return usual?.encoding === encoding && usual.languages.some((own) => isWrittenIn(text, own));
}

async function rankedByLetters(evidence: Buffer): Promise<Scored[]> {
  const likeness = await languageLikeness(evidence.subarray(0, EVIDENCE_BYTES));
  const texts = new Map<string, Scored>();
  for (const encoding of SINGLE_BYTE) {
    const text = decoded(evidence, encoding);
    const score = plausibility(text) + (likeness.get(encoding) ?? 0);
    const same = texts.get(text);
    texts.set(text, { encoding: same?.encoding ?? encoding, text, score: Math.max(score, same?.score ?? 0) });
  }
  return [...texts.values()].sort((a, b) => b.score - a.score);
}

/** How like some language each encoding makes a text: 0 to LANGUAGE_WEIGHT. */
async function languageLikeness(evidence: Buffer): Promise<Map<string, number>> {
  // Its models take 50 MB, which files in UTF-8 do without.
  const { detectAll } = await import('jschardet');
  const found = detectAll(evidence, { minimumThreshold: 0 }).flatMap(({ encoding, confidence }) => {
    const label = SINGLE_BYTE.find(
      (name) =>
        name ===
        encoding
          ?.toLowerCase()
          .replace('macroman', 'macintosh')
          .replace(/^iso8859/, 'iso-8859'),
    );
    return label ? [{ label, confidence }] : [];
  });
  const best = Math.max(...found.map(({ confidence }) => confidence), Number.MIN_VALUE);
  return new Map(found.map(({ label, confidence }) => [label, Math.floor((confidence / best) * LANGUAGE_WEIGHT)]));
}
