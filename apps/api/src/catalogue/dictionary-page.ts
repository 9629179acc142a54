import type { Dictionary, DictionaryEntry } from '#catalogue';
import type { Language } from '#identity';
import { markup, page, type Html } from '../shared/html';

const WORDS = {
  it: {
    dictionary: 'Dizionario dei dati',
    unit: 'Unità',
    required: 'Sempre presente',
    missing: 'Può mancare',
    codes: 'Codici',
  },
  en: {
    dictionary: 'Data dictionary',
    unit: 'Unit',
    required: 'Always there',
    missing: 'May be missing',
    codes: 'Codes',
  },
};
const LISTED = 200;

/** A dictionary for people: one article for each column, with the first of its codes. */
export const dictionaryPage = ({ title, entries }: Dictionary, language: Language): string =>
  page(
    language,
    `${WORDS[language].dictionary}: ${title}`,
    markup`<h1>${WORDS[language].dictionary}</h1><p>${title}</p>${entries.map((entry) => article(entry, language))}`,
  );

function article(entry: DictionaryEntry, language: Language): Html {
  const words = WORDS[language];
  const unit = entry.unit === null ? [] : [markup` · ${words.unit}: ${entry.unit}`];
  return markup`<article><h2>${entry.title ?? entry.name}</h2>
<p><code>${entry.name}</code> · ${entry.type} · ${entry.role} · ${entry.required ? words.required : words.missing}${unit}</p>
<p>${entry.description ?? ''}</p>${codes(entry, language)}</article>`;
}

function codes(entry: DictionaryEntry, language: Language): Html {
  if (entry.codes.length === 0) return markup``;
  const rest = entry.codes.length - LISTED;
  const listed = entry.codes
    .slice(0, LISTED)
    .map(({ code, labels }) => markup`<li><code>${code}</code> ${labels[language] ?? ''}</li>`);
  const more = rest > 0 ? [markup`<li>… ${String(rest)}</li>`] : [];
  return markup`<h3>${WORDS[language].codes}</h3><ul>${[...listed, ...more]}</ul>`;
}
