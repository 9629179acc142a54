import { troubleHint, type IntakeTrouble } from '#intake';
import { hintOf, reasonOf, type FindingCode } from '#warehouse';
import type { FoundHere, OwnCode } from '../domain/found';

export type Language = 'it' | 'en';
type Words = { readonly reason: string; readonly hint: string };

const OWN: Readonly<Record<OwnCode, Readonly<Record<Language, Words>>>> = {
  'FILE.LOST': {
    en: {
      reason: 'The file was lost or damaged here before it could be checked.',
      hint: 'This is no fault of yours: send it again as a new contribution.',
    },
    it: {
      reason: 'Il file è andato perso o si è guastato qui prima di essere controllato.',
      hint: 'Non è colpa tua: invialo di nuovo come nuovo contributo.',
    },
  },
  'FILE.NOT_CHECKED': {
    en: {
      reason: 'The file could not be checked, for a reason of ours.',
      hint: 'Send it again as a new contribution; if that fails too, tell whoever runs the platform.',
    },
    it: {
      reason: 'Non è stato possibile controllare il file, per un motivo nostro.',
      hint: 'Invialo di nuovo come nuovo contributo; se non riesce ancora, avvisa chi gestisce la piattaforma.',
    },
  },
  'FILES.DIFFER': {
    en: {
      reason: 'This file has not the same columns as the first.',
      hint: 'Files of one contribution are rows of one table: give them the same columns, or map theirs to the same fields.',
    },
    it: {
      reason: 'Questo file non ha le stesse colonne del primo.',
      hint: 'I file di un contributo sono righe di una tabella sola: dà loro le stesse colonne, o abbina le loro agli stessi campi.',
    },
  },
};

const isOwn = (code: string): code is OwnCode => Object.hasOwn(OWN, code);
/** What keeps a file from being read; everything else the warehouse has found. */
const isTrouble = (code: string): code is IntakeTrouble['code'] => /^(FILE|SHEET|MAPPING)\./.test(code);

/** What is wrong, and what the contributor can do about it, in a sentence each. It shows no value of a cell. */
export function findingWords(
  { code, column, facts }: Pick<FoundHere, 'code' | 'column' | 'facts'>,
  language: Language,
): Words {
  if (isOwn(code)) return OWN[code][language];
  if (isTrouble(code)) {
    const hint = troubleHint({ code, facts, row: null }, language);
    return { reason: hint, hint };
  }
  const finding = { code: code as FindingCode, column, facts };
  return { reason: reasonOf(finding, language), hint: hintOf(finding, language) };
}
