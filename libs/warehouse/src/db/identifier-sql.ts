import { IBAN_FORMS, IDENTIFIER_FORMS, TAX_CODE_ODD } from '../domain/direct-identifier';
import { text, texts } from './sql';

/** No tax code, account or telephone number is shorter. */
const FEWEST_BYTES = 12;

const NUMBERED = `(?i)${IDENTIFIER_FORMS.taxCode}|${IDENTIFIER_FORMS.iban}|${IDENTIFIER_FORMS.phone}`;

/**
 * Whether a text holds what names a person, as `identifierIn` says. Nearly every cell is done after a look at its length and
 * one search; check characters are computed only for what looks right.
 */
export const holdsIdentifier = (value: string): string => `CASE
  WHEN strlen(${value}) >= ${FEWEST_BYTES} AND regexp_matches(${value}, ${text(NUMBERED)}) THEN (
    regexp_matches(upper(${value}), ${text(`${IDENTIFIER_FORMS.phone}|${IDENTIFIER_FORMS.email}`)})
    OR ${someOf(value, IDENTIFIER_FORMS.taxCode, isTaxCode('x'))} OR ${someOf(value, IDENTIFIER_FORMS.iban, isIban("replace(x, ' ', '')"))})
  WHEN contains(${value}, '@') THEN regexp_matches(upper(${value}), ${text(IDENTIFIER_FORMS.email)})
  ELSE false END`;

const someOf = (value: string, form: string, confirmed: string) =>
  `len(list_filter(regexp_extract_all(upper(${value}), ${text(form)}), lambda x: ${confirmed})) > 0`;

/** What a digit or a capital is worth, from 0 and from `base` on. */
const worth = (sign: string, base: number) =>
  `CASE WHEN ${sign} <= '9' THEN ascii(${sign}) - 48 ELSE ascii(${sign}) - 65 + ${base} END`;

const isTaxCode = (account: string) => `list_sum(list_transform(range(1, 16), lambda i:
    CASE WHEN i % 2 = 1 THEN [${TAX_CODE_ODD.join(', ')}][1 + ${worth(`${account}[i]`, 0)}] ELSE ${worth(`${account}[i]`, 0)} END
  )) % 26 = ascii(${account}[16]) - 65`;

/** Digit by digit, letters as two of them. @see ISO 7064, MOD 97-10 */
const isIban = (account: string) => `CASE
  WHEN list_contains([${texts(IBAN_FORMS)}], concat(left(${account}, 2), length(${account}))) THEN
    list_reduce(list_transform(string_split(concat(substr(${account}, 5), left(${account}, 4)), ''), lambda s: ${worth('s', 10)}),
      lambda rest, digit: (rest * CASE WHEN digit > 9 THEN 100 ELSE 10 END + digit) % 97) = 1
  ELSE false END`;
