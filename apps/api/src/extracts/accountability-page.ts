import type { Count, DatasetAccount } from '#extracts';
import type { Language } from '#identity';
import { markup, page, type Html } from '../shared/html';
import { ACCOUNT_WORDS, type AccountWords } from './accountability-words';

type Row = { readonly name: string; readonly count: number };

const BAR_UNITS = 100;

/** What was asked of a dataset and what came of it, as tables with bars, for people without a script or an account. */
export function accountabilityPage({ title, accountability }: DatasetAccount, language: Language): string {
  const words = ACCOUNT_WORDS[language];
  const { extracts, applications, grants, duties } = accountability;
  const { lists, purposes } = words;
  return page(
    language,
    `${words.title}: ${title}`,
    markup`<p>${words.title}</p>
<h1>${title}</h1>
<p>${words.intro}</p>
${section(words.sections.applications, applications.total, words, [
  ...(applications.medianHours === null ? [] : [markup`<p>${words.medianHours(applications.medianHours)}</p>`]),
  table(lists.outcomes, named(applications.outcomes, words.applicationOutcomes), words),
  table(lists.reasons, named(applications.reasons, words.applicationReasons), words),
  table(lists.purposes, named(applications.purposes, purposes), words),
])}
${section(words.sections.grants, null, words, [
  table(lists.standing, nonZero(grants, words.grants), words),
  table(lists.ends, named(grants.ends, words.grantEnds), words),
])}
${section(words.sections.duties, null, words, [table(lists.standing, nonZero(duties, words.duties), words)])}
${section(words.sections.extracts, extracts.total, words, [
  table(lists.outcomes, named(extracts.outcomes, words.extractOutcomes), words),
  table(lists.reasons, named<string>(extracts.reasons, {}), words),
  table(lists.purposes, named(extracts.purposes, purposes), words),
])}`,
  );
}

/** The same page for a dataset that is not there and for one that the reader may not know of. */
export function noAccountPage(language: Language): string {
  const { missingTitle, missing } = ACCOUNT_WORDS[language];
  return page(language, missingTitle, markup`<h1>${missingTitle}</h1>\n<p>${missing}</p>`);
}

/** @param total said in words above the tables; null: the tables say it */
function section(heading: string, total: number | null, words: AccountWords, parts: readonly Html[]): Html {
  const shown = parts.filter(({ text }) => text !== '');
  const said = total === null || total === 0 ? [] : [markup`<p>${words.total(total)}</p>`];
  return markup`<section><h2>${heading}</h2>
${shown.length === 0 ? [markup`<p>${words.none}</p>`] : [...said, ...shown]}</section>`;
}

/** Each bar beside its number is for the eye alone: the longest is of the largest number in its table. */
function table(caption: string, rows: readonly Row[], { columns: [what, howMany] }: AccountWords): Html {
  if (rows.length === 0) return markup``;
  const most = Math.max(...rows.map(({ count }) => count));
  return markup`<table><caption>${caption}</caption>
<thead><tr><th scope="col">${what}</th><th scope="col">${howMany}</th><td></td></tr></thead>
<tbody>${rows.map(
    ({ name, count }) =>
      markup`<tr><th scope="row">${name}</th><td>${`${count}`}</td><td>${bar(count, most)}</td></tr>`,
  )}</tbody></table>`;
}

function bar(count: number, most: number): Html {
  const width = `${Math.max(1, Math.floor((BAR_UNITS * count) / most))}`;
  return markup`<svg aria-hidden="true" width="${`${BAR_UNITS}`}" height="12"><rect width="${width}" height="12" fill="currentColor"/></svg>`;
}

/** In words where there are some; a code of a refusal stands for itself. */
const named = <Term extends string>(
  counts: readonly Count<Term>[],
  words: Readonly<Partial<Record<Term, string>>>,
): Row[] => counts.map(({ term, count }) => ({ name: words[term] ?? term, count }));

const nonZero = <Term extends string>(
  counts: Readonly<Record<Term, unknown>>,
  words: Readonly<Record<Term, string>>,
): Row[] =>
  (Object.keys(words) as Term[])
    .map((term) => ({ name: words[term], count: Number(counts[term]) }))
    .filter(({ count }) => count > 0);
