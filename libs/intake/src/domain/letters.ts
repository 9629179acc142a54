/** Letters beyond ASCII of the languages that cooperatives write in, without their capitals. */
const ALPHABETS: ReadonlyMap<string, string> = new Map([
  ['it', 'àèéìíîòóùú'],
  ['es', 'áéíóúüñ'],
  ['ca', 'àçèéíïòóúü'],
  ['sv', 'åäöé'],
  ['lt', 'ąčęėįšųūž'],
  ['lv', 'āčēģīķļņšūž'],
  ['fr', 'àâæçèéêëîïôœùûüÿ'],
  ['de', 'äöüß'],
  ['pl', 'ąćęłńóśźż'],
  ['cs and sk', 'áčďéěíňóřšťúůýž'],
  ['ro', 'ăâîșşțţ'],
  ['hr and sl', 'čćđšž'],
  ['hu', 'áéíóöőúüű'],
  ['pt', 'ãáâàçéêíóôõúü'],
  ['el', 'άέήίόύώϊϋΐΰαβγδεζηθικλμνξοπρσςτυφχψω'],
]);

/** Signs that stand in tables of every language. */
const SIGNS = new Set('«»“”„‘’‚–—…•·€£§°ºª¿¡½¼¾²³±×©®µ\u00a0'.split(''));

const LETTER = /\p{L}/u;
const BEYOND_ASCII = /[^\p{ASCII}]/gu;
const UNSEEN = /[\u0080-\u009f\ufffd]/u;
/** A sign between small letters that is no apostrophe, a capital behind one, or a word half Latin and half Greek. */
const MISPLACED =
  /(?<=\p{Ll})(?:(?![\p{L}\p{ASCII}’‘·\u00ad]).(?=\p{Ll})|(?!\p{ASCII})\p{Lu})|(?<=\p{Script=Latin})\p{Script=Greek}|\p{Script=Greek}(?=\p{Script=Latin})/gu;

/**
 * How much a text looks as if it had been read in the right encoding.
 *
 * Each character beyond ASCII counts where it belongs to one alphabet, the same for the whole text, or is a usual sign;
 * one that stands where no language puts it counts against.
 *
 * @returns thousandths, 0 to 1000; 1000 for a text in ASCII
 */
export function plausibility(text: string): number {
  const counts = strangersIn(text);
  if (counts.size === 0) return 1000;
  const total = sum(counts.values());
  const best = Math.max(...[...ALPHABETS.values()].map((alphabet) => belonging(counts, alphabet)));
  return Math.max(0, Math.floor(((best - misplacedIn(text)) * 1000) / total));
}

/** Whether a text has letters beyond ASCII, all of them of this language, and nothing else that speaks against it. */
export function isWrittenIn(text: string, language: string): boolean {
  const alphabet = ALPHABETS.get(language) ?? '';
  const counts = strangersIn(text);
  const isExplained = belonging(counts, alphabet) === sum(counts.values()) && misplacedIn(text) === 0;
  return isExplained && [...counts.keys()].some((character) => isLetterOf(alphabet, character));
}

function strangersIn(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [character] of text.matchAll(BEYOND_ASCII)) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);

const misplacedIn = (text: string): number => text.match(MISPLACED)?.length ?? 0;

const isLetterOf = (alphabet: string, character: string): boolean =>
  LETTER.test(character) && alphabet.includes(character.toLowerCase());

function belonging(counts: ReadonlyMap<string, number>, alphabet: string): number {
  let found = 0;
  for (const [character, count] of counts) {
    if (UNSEEN.test(character)) found -= count;
    else if (SIGNS.has(character) || isLetterOf(alphabet, character)) found += count;
  }
  return found;
}
