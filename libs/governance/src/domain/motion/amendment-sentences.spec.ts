import { parsePolicy, sentenceOfClause, sentences } from '#policy';
import { amendmentSentence } from './amendment-sentences';
import { amendmentOf, type Change } from './amendment';
import { clausesOf } from './clause';
import { POLICY_CLAUSES } from './document-clauses';

const NAMES = { organisation: (id: string) => id, dataset: (id: string) => id };
const POLICY = { clauses: POLICY_CLAUSES, parse: parsePolicy };
const may = (action: string) => ({
  ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: 'everything' },
});
const BASE = parsePolicy({
  schema: 'granaio-policy/1',
  title: 'Accesso dei soci',
  permissions: [may('read'), may('create')],
  prohibitions: [may('contribute')],
  validUntil: '2027-12-31',
});

/** As a service does. */
const sentenceOf = (language: 'it' | 'en') => (clause: { address: string; text: unknown }) =>
  sentenceOfClause(clause, { language, names: NAMES, owner: null });
const say = (language: 'it' | 'en', address: string, change: Change) =>
  amendmentSentence(POLICY_CLAUSES, BASE, amendmentOf(POLICY, BASE, address, change), {
    ...{ language, sentenceOf: sentenceOf(language) },
  });

describe('amendmentSentence', () => {
  it('numbers the rules as they are read out', () => {
    const read = sentences(BASE, 'en', NAMES);
    const numbered = clausesOf(POLICY_CLAUSES, BASE).filter(({ name }) => typeof name === 'number');
    expect(numbered.map(({ name }) => name)).toEqual([1, 2, 3]);
    for (const clause of numbered) expect(sentenceOf('en')(clause)).toBe(read[(clause.name as number) - 1]);
  });

  it('says what is replaced by what', () => {
    const change: Change = { kind: 'replace', text: may('read') };
    expect([say('it', 'prohibitions/0', change), say('en', 'prohibitions/0', change)]).toEqual([
      'La clausola 3 è sostituita: Le persone iscritte nei libri soci della federazione non possono mai alimentare alcun dataset della federazione. → Le persone iscritte nei libri soci della federazione non possono mai vedere alcun dataset della federazione.',
      'Clause 3 is replaced: The people in the members’ books of the federation may never contribute to any of the federation’s datasets. → The people in the members’ books of the federation may never see any of the federation’s datasets.',
    ]);
  });

  it('calls what is no rule by its name, and an end that is taken away nothing', () => {
    expect(say('it', 'validUntil', { kind: 'remove' })).toBe(
      'La clausola «durata» è sostituita: Questa regola cessa da sé dopo il 31 dicembre 2027. → nulla',
    );
    expect(say('en', 'title', { kind: 'replace', text: 'Members’ access' })).toBe(
      'Clause “title” is replaced: Accesso dei soci → Members’ access',
    );
  });

  it('says a start that there was none of, and days in force', () => {
    expect(say('en', 'validFrom', { kind: 'replace', text: '2027-01-01' })).toBe(
      'Clause “start” is replaced: nothing → This policy is in force from 1 January 2027 on.',
    );
    expect(say('it', 'validForDays', { kind: 'replace', text: 90 })).toBe(
      'La clausola «giorni di validità» è sostituita: nulla → Questa regola cessa da sé al più tardi 90 giorni dopo la sua adozione.',
    );
  });

  it('says what is deleted and what is added', () => {
    expect(say('it', 'permissions/1', { kind: 'remove' })).toBe(
      'La clausola 2 è soppressa: Le persone iscritte nei libri soci della federazione possono pubblicare tutti i dataset della federazione.',
    );
    expect(say('en', 'prohibitions', { kind: 'add', text: may('read') })).toBe(
      'A clause is added to the prohibitions: The people in the members’ books of the federation may never see any of the federation’s datasets.',
    );
  });

  it('has one arrow, whatever somebody wrote into a title', () => {
    const sentence = say('en', 'title', { kind: 'replace', text: 'Harmless → Accesso dei soci' });
    expect(sentence.split('→')).toHaveLength(2);
  });
});
