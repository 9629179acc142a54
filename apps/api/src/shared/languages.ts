import { LANGUAGES, type Language } from '#identity';

/**
 * The language of ours that a browser likes best.
 *
 * @param header an `Accept-Language` header
 * @returns null where it names neither
 * @see RFC 9110, section 12.5.4
 */
export function languageWished(header: string | undefined): Language | null {
  const wishes = (header ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((q) => q !== undefined);
    return { tag, weight: Number(weight ?? 1) };
  });
  const weightOf = (language: Language) =>
    Math.max(...wishes.map(({ tag, weight }) => (tag === language || tag.startsWith(`${language}-`) ? weight : 0)));
  const liked = LANGUAGES.reduce((best, language) => (weightOf(language) > weightOf(best) ? language : best));
  return weightOf(liked) > 0 ? liked : null;
}

/** The same for a page, which has to be in some language: Italian where the browser names neither. */
export const languageOf = (header: string | undefined): Language => languageWished(header) ?? 'it';

/** The language of ours that is asked for by name, as `?lang=` does. */
export const languageNamed = (wish: unknown): Language | undefined => LANGUAGES.find((language) => language === wish);
