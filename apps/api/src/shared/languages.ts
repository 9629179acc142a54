import { LANGUAGES, type Language } from '#identity';

/**
 * The language of ours that a browser likes best; Italian where it names neither.
 *
 * @param header an `Accept-Language` header
 * @see RFC 9110, section 12.5.4
 */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((q) => q !== undefined);
    return { tag, weight: Number(weight ?? 1) };
  });
  const weightOf = (language: Language) =>
    Math.max(...wishes.map(({ tag, weight }) => (tag === language || tag.startsWith(`${language}-`) ? weight : 0)));
  return LANGUAGES.reduce((best, language) => (weightOf(language) > weightOf(best) ? language : best));
}

/** The language that is asked for: by name, else by the browser, else the reader's own. */
export function languageAsked(wish: unknown, header: string | undefined, own: Language): Language {
  return LANGUAGES.find((language) => language === wish) ?? (header === undefined ? own : languageOf(header));
}
