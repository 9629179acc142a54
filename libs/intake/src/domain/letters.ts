/** Letters beyond ASCII of the languages that cooperatives write in, without their capitals. */
const ALPHABETS: readonly string[] = [
  'àèéìíîòóùú', // Italian
  'áéíóúüñ', // Spanish
  'àçèéíïòóúü', // Catalan
  'åäöé', // Swedish
  'ąčęėįšųūž', // Lithuanian
  'āčēģīķļņšūž', // Latvian
  'àâæçèéêëîïôœùûüÿ', // French
  'äöüß', // German
  'ąćęłńóśźż', // Polish
  'áčďéěíňóřšťúůýž', // Czech and Slovak
  'ăâîșşțţ', // Romanian
  'čćđšž', // Croatian and Slovenian
  'áéíóöőúüű', // Hungarian
  'ãáâàçéêíóôõúü', // Portuguese
  'άέήίόύώϊϋΐΰαβγδεζηθικλμνξοπρσςτυφχψω', // Greek
];

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
  const strangers = text.match(BEYOND_ASCII) ?? [];
  if (strangers.length === 0) return 1000;
  const counts = new Map<string, number>();
  for (const character of strangers) counts.set(character, (counts.get(character) ?? 0) + 1);
  const best = Math.max(...ALPHABETS.map((alphabet) => belonging(counts, alphabet)));
  const misplaced = text.match(MISPLACED)?.length ?? 0;
  return Math.max(0, Math.floor(((best - misplaced) * 1000) / strangers.length));
}

function belonging(counts: ReadonlyMap<string, number>, alphabet: string): number {
  let sum = 0;
  for (const [character, count] of counts) {
    if (UNSEEN.test(character)) sum -= count;
    else if (SIGNS.has(character) || (LETTER.test(character) && alphabet.includes(character.toLowerCase())))
      sum += count;
  }
  return sum;
}
