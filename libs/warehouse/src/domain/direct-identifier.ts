/** What names one person and is told by its form alone. */
export type IdentifierKind = 'taxCode' | 'email' | 'iban' | 'phone';

/**
 * What each looks like, wherever it is in a text, in capitals and in the syntax that the engine and JavaScript share.
 * Tax codes and account numbers that look right are told by their check characters.
 */
export const IDENTIFIER_FORMS: Readonly<Record<IdentifierKind, string>> = {
  taxCode: String.raw`\b[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b`,
  email: String.raw`[A-Z0-9][A-Z0-9._%+-]{0,63}@[A-Z0-9-]+(?:\.[A-Z0-9-]+)*\.[A-Z]{2,}\b`,
  iban: String.raw`\b[A-Z]{2}[0-9]{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)\b`,
  phone: String.raw`(?:\+39|\b0039)[ ./-]?3[1-9][0-9][ ./-]?[0-9]{3}[ ./-]?[0-9]{3,4}\b`,
};

/** Country and length of the account numbers that there are. @see ISO 13616, IBAN registry */
export const IBAN_FORMS: readonly string[] =
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
  FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
  LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
  SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`.split(/\s+/);

/** What a character is worth at an odd place of a tax code, from 0 and A on; a digit is worth what its letter is. */
export const TAX_CODE_ODD: readonly number[] = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/**
 * The first direct identifier in a text; null if there is none. An organisation's VAT number is none.
 *
 * @see D.M. 12 March 1974 and D.M. 23 December 1976, the tax code and its check character
 */
export function identifierIn(text: string): IdentifierKind | null {
  const capitals = text.toUpperCase();
  const kinds = Object.keys(IDENTIFIER_FORMS) as IdentifierKind[];
  return kinds.find((kind) => capitals.match(FORMS[kind])?.some(CONFIRMED[kind])) ?? null;
}

const FORMS = Object.fromEntries(
  Object.entries(IDENTIFIER_FORMS).map(([kind, form]) => [kind, new RegExp(form, 'g')]),
) as Record<IdentifierKind, RegExp>;

const CONFIRMED: Readonly<Record<IdentifierKind, (found: string) => boolean>> = {
  taxCode: isTaxCode,
  email: () => true,
  iban: isIban,
  phone: () => true,
};

function isTaxCode(code: string): boolean {
  const worths = Array.from(code.slice(0, 15), (sign) => (/\d/.test(sign) ? Number(sign) : letterOf(sign)));
  const sum = worths.reduce((total, worth, i) => total + (i % 2 === 0 ? (TAX_CODE_ODD[worth] ?? 0) : worth), 0);
  return sum % 26 === letterOf(code.slice(15));
}

const letterOf = (sign: string) => sign.charCodeAt(0) - 'A'.charCodeAt(0);

function isIban(text: string): boolean {
  const account = text.replaceAll(' ', '');
  if (!IBAN_FORMS.includes(account.slice(0, 2) + String(account.length))) return false;
  const digits = Array.from(account.slice(4) + account.slice(0, 4), (sign) => parseInt(sign, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

const NAMING =
  /^(?:cod(?:ice)?_?fisc(?:ale)?|c_?f|(?:e_?)?mail|pec|posta_elettronica|cognome|nome|nome_?(?:e_)?cognome|cognome_?(?:e_)?nome|nominativo|(?:numero_)?(?:di_)?(?:telefono|cellulare|cell|tel)|iban|tessera_sanitaria|(?:tax|fiscal)_code|(?:sur|last_?|first_?|full_?)name|(?:tele)?phone(?:_number)?|mobile|ssn|passport|passaporto)$/;

/** Whether the header of a column says that it names people. */
export const namesPeople = (header: string): boolean =>
  NAMING.test(
    header
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_|_$/g, ''),
  );
