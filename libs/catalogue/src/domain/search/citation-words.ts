export const CITATION_LANGUAGES = ['it', 'en'] as const;
export type CitationLanguage = (typeof CITATION_LANGUAGES)[number];

export const CITATION_WORDS: Readonly<
  Record<CitationLanguage, { readonly version: string; readonly release: string; readonly dataset: string }>
> = {
  it: { version: 'Versione', release: 'Rilascio', dataset: 'Insieme di dati' },
  en: { version: 'Version', release: 'Release', dataset: 'Dataset' },
};
