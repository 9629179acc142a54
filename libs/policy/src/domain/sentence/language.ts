/** The languages that policies are said in: those of the people who are written to, and of their partners abroad. */
export const POLICY_LANGUAGES = ['it', 'en', 'es', 'ca', 'lv', 'lt', 'sv'] as const;
export type PolicyLanguage = (typeof POLICY_LANGUAGES)[number];

/** Writes the same thing once per language. */
export const inEachLanguage = <T>(write: (language: PolicyLanguage) => T): Readonly<Record<PolicyLanguage, T>> => ({
  it: write('it'),
  en: write('en'),
  es: write('es'),
  ca: write('ca'),
  lv: write('lv'),
  lt: write('lt'),
  sv: write('sv'),
});
