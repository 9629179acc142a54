import type { PolicyDocument } from '#policy';
import type { StatuteDocument } from '../statute/statute-document';
import type { Clauses } from './clause';

/** A policy by its rules, `permissions/0`, `prohibitions/2`; and by its `title`, `validFrom`, `validForDays`, `validUntil`. */
export const POLICY_CLAUSES: Clauses<PolicyDocument> = {
  title: { kind: 'whole', it: 'titolo', en: 'title' },
  permissions: { kind: 'list', it: 'permessi', en: 'permissions' },
  prohibitions: { kind: 'list', it: 'divieti', en: 'prohibitions' },
  validFrom: { kind: 'whole', optional: true, it: 'decorrenza', en: 'start' },
  validForDays: { kind: 'whole', optional: true, it: 'giorni di validità', en: 'days in force' },
  validUntil: { kind: 'whole', it: 'durata', en: 'end' },
};

/** A statute by its headings, and the rules of each matter by themselves: `proxies`, `matters/election`. */
export const STATUTE_CLAUSES: Clauses<StatuteDocument> = {
  title: { kind: 'whole', it: 'titolo', en: 'title' },
  form: { kind: 'whole', it: 'forma giuridica', en: 'legal form' },
  language: { kind: 'whole', it: 'lingua', en: 'language' },
  timeZone: { kind: 'whole', it: 'fuso orario', en: 'time zone' },
  voters: { kind: 'whole', it: 'aventi diritto', en: 'entitled voters' },
  votes: { kind: 'whole', it: 'voto plurimo', en: 'plural votes' },
  caps: { kind: 'whole', it: 'limiti al voto plurimo', en: 'ceilings of plural votes' },
  proxies: { kind: 'whole', it: 'deleghe', en: 'proxies' },
  notice: { kind: 'whole', it: 'avviso di convocazione', en: 'notice' },
  secondCall: { kind: 'whole', it: 'seconda convocazione', en: 'second call' },
  conflicts: { kind: 'whole', it: 'conflitti di interesse', en: 'conflicts of interest' },
  ties: { kind: 'whole', it: 'parità di voti', en: 'ties' },
  delegates: { kind: 'whole', it: 'delegati', en: 'delegates' },
  sunset: { kind: 'whole', it: 'scadenza delle regole di accesso', en: 'sunset of policies' },
  suspension: { kind: 'whole', it: 'sospensione d’urgenza', en: 'emergency suspension' },
  delegatesAccessPolicy: { kind: 'whole', it: 'potere sui dati', en: 'power over data' },
  challenge: { kind: 'whole', it: 'impugnazione', en: 'challenge' },
  matters: {
    ...{ kind: 'record', it: 'materie', en: 'matters' },
    entries: {
      accessPolicy: { it: 'delibere sull’accesso ai dati', en: 'resolutions on access to data' },
      statuteChange: { it: 'modifiche dello statuto', en: 'changes of the statute' },
      admission: { it: 'ammissione di soci', en: 'admission of members' },
      election: { it: 'elezioni', en: 'elections' },
      other: { it: 'altre materie', en: 'other matters' },
    },
  },
};
