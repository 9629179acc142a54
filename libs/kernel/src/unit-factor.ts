const FACTOR = /^\d{1,30}(?:\.\d{1,30}|\/\d{1,30})?$/;

/** Whether a text is what a unit is multiplied by to become another: an exact decimal, or a fraction of whole numbers, above zero; `0.001`, `5/9`. */
export const isUnitFactor = (text: string): boolean =>
  FACTOR.test(text) && text.split('/').every((part) => /[1-9]/.test(part));
