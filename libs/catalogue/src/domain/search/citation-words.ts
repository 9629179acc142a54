export const CITATION_LANGUAGES = ['it', 'en'] as const;
export type CitationLanguage = (typeof CITATION_LANGUAGES)[number];

export const CITATION_WORDS: Readonly<
  Record<CitationLanguage, { readonly version: string; readonly dataset: string }>
> = {
  it: { version: 'Versione', dataset: 'Insieme di dati' },
  en: { version: 'Version', dataset: 'Dataset' },
};
