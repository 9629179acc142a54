import type { MatterRules, StatuteDocument } from '../statute-language';
import { atLeast, call, NO_CAPS, ONE_VOTE_EACH, THREE_YEARS } from './rules';

const SECONDS_A_DAY = 24 * 60 * 60;

const standing: MatterRules = {
  calls: [call(atLeast(1, 2), atLeast(2, 3), 'yesNo', 'regolamento del comitato, art. 3')],
  secrecy: 'open',
  remote: true,
  noticeDays: 0,
  standing: { minSeconds: 5, maxSeconds: 60 * SECONDS_A_DAY },
};

/**
 * A committee on data that votes from afar whenever there is something to decide. No law is its own: all of its rules
 * are its regulation.
 *
 * @param changes whole parts of the document that are other than in the preset
 */
export const dataCommittee = (changes: Partial<StatuteDocument> = {}): StatuteDocument => ({
  schema: 'granaio-statute/1',
  form: 'committee',
  title: 'Regolamento del comitato dati',
  language: 'it',
  timeZone: 'Europe/Rome',
  voters: {
    who: 'persons',
    minDays: 0,
    suspended: 'excluded',
    inArrears: 'vote',
    article: 'regolamento del comitato, art. 1',
  },
  votes: ONE_VOTE_EACH,
  caps: NO_CAPS,
  proxies: null,
  notice: { tooShort: 'marked', article: 'regolamento del comitato, art. 2' },
  secondCall: { anotherDay: true, withinDays: 30, article: 'regolamento del comitato, art. 2' },
  conflicts: { rule: 'declared', article: 'regolamento del comitato, art. 4' },
  ties: { rule: 'rejects', article: 'regolamento del comitato, art. 3' },
  delegates: null,
  sunset: THREE_YEARS,
  suspension: { office: 'chair', ratifyWithinDays: 30, article: 'regolamento del comitato, art. 5' },
  delegatesAccessPolicy: false,
  challenge: { days: 30, article: 'regolamento del comitato, art. 6' },
  matters: {
    accessPolicy: standing,
    statuteChange: standing,
    admission: standing,
    election: standing,
    other: standing,
  },
  ...changes,
});
