/** Control characters other than line breaks and tabs, and halves of surrogate pairs: no database keeps them. */
export const UNPRINTABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

export const hasLength = (text: string, least: number, most: number) =>
  text.trim().length >= least && text.length <= most;
