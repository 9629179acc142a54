/** The languages minutes are written in: one file of words each. */
export type Language = 'it' | 'en';
