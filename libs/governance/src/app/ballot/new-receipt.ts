import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js';
import { randomBytes } from 'node:crypto';
import { RECEIPT_BYTES, receiptFrom } from '../../domain/box/receipt';

const WORDS = { it: italian, en: english } as const;

/** A receipt that nobody has seen yet, in a voter's language. */
export const newReceipt = (language: keyof typeof WORDS): string =>
  receiptFrom(randomBytes(RECEIPT_BYTES), WORDS[language]);
