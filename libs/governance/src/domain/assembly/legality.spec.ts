import { whole } from '../electorate/exact';
import { parseStatute, type StatuteDocument } from '../statute/statute-document';
import { legalityOf, type LegalityFacts } from './legality';
import type { ItemFacts } from './legality-items';

const matter = {
  calls: [
    {
      quorum: { share: { part: 1, of: 2 }, reach: 'moreThan' },
      majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'yesNo' },
      article: 'statute art. 7',
    },
    {
      quorum: null,
      majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'yesNo' },
      article: 'statute art. 8',
    },
  ],
  ...{ secrecy: 'open', remote: false, noticeDays: 8, standing: null },
};
const secret = { ...matter, calls: [matter.calls[0]], secrecy: 'secret', remote: true };
const statute: StatuteDocument = parseStatute({
  ...{
    schema: 'granaio-statute/1',
    form: 'committee',
    title: 'Cooperative of the mill',
    language: 'it',
    timeZone: 'Europe/Rome',
  },
  voters: { who: 'persons', minDays: 90, suspended: 'excluded', inArrears: 'excluded', article: 'statute art. 4' },
  votes: { legalPersons: null, exchange: null, financing: null },
  caps: { exchangeMember: null, exchangeCategory: null, financingCategory: null },
  proxies: { maxPerHolder: 3, large: { fromMembers: 500, maxPerHolder: 5 }, article: 'statute art. 6' },
  notice: { tooShort: 'refused', article: 'statute art. 5' },
  secondCall: { anotherDay: true, withinDays: 30, article: 'statute art. 10' },
  conflicts: { rule: 'excluded', article: 'statute art. 11' },
  ties: { rule: 'rejects', article: 'statute art. 9' },
  delegates: { membersPerDelegate: 10, article: 'statute art. 12' },
  sunset: { maxDays: 365, reviewDaysBefore: 30 },
  suspension: null,
  delegatesAccessPolicy: false,
  challenge: { days: 90, article: 'art. 2377 c.c.' },
  matters: { accessPolicy: matter, statuteChange: matter, admission: matter, election: secret, other: matter },
});

const item: ItemFacts = {
  ...{ number: 1, matter: 'accessPolicy', isSecret: false, isRemote: false, electorate: 120 },
  votes: { entitled: whole(120), present: whole(61) },
  ...{ noticeHash: 'a1', frozenHash: 'a1', ballotHash: 'a1' },
  ...{ classes: [{ key: '1', members: 120 }], mayHaveMore: false },
  conflicts: { declared: 0, stillEntitled: 0 },
};
const facts: LegalityFacts = {
  statute,
  ...{ members: 130, entitledMembers: 120, call: 1, hasChair: true, hasSecretary: true },
  notice: { recipients: 120, proofs: 120, earliestCallAt: new Date('2027-05-03T00:00+02:00') },
  calls: [
    {
      startsAt: new Date('2027-05-03T16:00:00Z'),
      openedAt: new Date('2027-05-03T16:05:00Z'),
    },
    { startsAt: new Date('2027-05-04T16:00:00Z'), openedAt: null },
  ],
  proxies: [{ holder: 'Ada', principals: 3 }],
  sections: { needed: null, assemblies: [{ name: 'Rimini', hasElected: true }] },
  items: [item],
};
const [first, second] = facts.calls as [LegalityFacts['calls'][0], LegalityFacts['calls'][0]];

/** What is not met, as `code state`, with the English sentence. */
const wrong = (changed: Partial<LegalityFacts>) =>
  Object.fromEntries(
    legalityOf({ ...facts, ...changed })
      .filter(({ state }) => state !== 'met')
      .map(({ code, state, en }) => [`${code} ${state}`, en]),
  );
const wrongItem = (changed: Partial<ItemFacts>, more: Partial<LegalityFacts> = {}) =>
  wrong({ ...more, items: [{ ...item, ...changed }] });

const needed = { it: 'Servono assemblee separate.', en: 'Separate assemblies are needed.' };

describe('the legality meter', () => {
  it('has every check met in an assembly without fault, each with its article, in both languages', () => {
    const checks = legalityOf(facts);
    expect(wrong({})).toEqual({});
    expect(checks.map(({ code }) => code)).toEqual([
      'NOTICE.RECIPIENTS',
      'NOTICE.PROOF',
      'NOTICE.DAYS',
      'CALL.SECOND',
      'CALL.OPEN',
      'ASSEMBLY.CHAIR',
      'ASSEMBLY.SECRETARY',
      'PROXY.CAP',
      'SECTION.DELEGATES',
      'QUORUM.REACHED',
      'REMOTE.ALLOWED',
      'BALLOT.TEXT',
      'BALLOT.SECRECY',
      'CONFLICT.DECLARED',
    ]);
    for (const { article, it, en } of checks) {
      expect(article).toMatch(/art\. \d/);
      expect(it).toMatch(/^\p{Lu}.*\.$/u);
      expect(en).toMatch(/^[\p{Lu}\d].*\.$/u);
    }
  });

  it('says who did not get the notice, and which was sent without proof', () => {
    const entry = { recipients: 118, proofs: 110, earliestCallAt: new Date('2027-05-03T00:00+02:00') };
    expect(wrong({ notice: entry })).toEqual({
      'NOTICE.RECIPIENTS missing': 'The notice went to 118 of 120 entitled: 2 did not get it.',
      'NOTICE.PROOF warning': 'There is proof of sending for 110 of 118 notices.',
    });
    expect(Object.keys(wrong({ notice: null }))).toEqual([
      'NOTICE.RECIPIENTS missing',
      'NOTICE.PROOF missing',
      'NOTICE.DAYS missing',
    ]);
    expect(wrong({ entitledMembers: 0 })).toEqual({
      'NOTICE.RECIPIENTS missing': 'No member is entitled to vote: there is nobody to convene.',
    });
  });

  it('refuses or marks a notice that is too short, as the statute says', () => {
    const notice = { recipients: 120, proofs: 120, earliestCallAt: new Date('2027-05-05T00:00+02:00') };
    const sentence = 'The first call is on 3 May 2027; with this notice it may be from 5 May 2027.';
    expect(wrong({ notice })).toEqual({ 'NOTICE.DAYS missing': sentence });
    const marking = { ...statute, notice: { ...statute.notice, tooShort: 'marked' as const } };
    expect(wrong({ notice, statute: marking })).toEqual({ 'NOTICE.DAYS warning': sentence });
  });

  it('asks for the second call on another day within the limit, also over a change of clocks', () => {
    const on = (day: string) => ({ ...second, startsAt: new Date(`${day}T17:00:00Z`) });
    expect(Object.keys(wrong({ calls: [first, on('2027-05-03')] }))).toEqual(['CALL.SECOND missing']);
    expect(Object.keys(wrong({ calls: [first, on('2027-06-03')] }))).toEqual(['CALL.SECOND missing']);
    expect(wrong({ calls: [first, on('2027-06-02')] })).toEqual({});
    const saturday = new Date('2027-10-30T16:00:00Z');
    const autumn = { startsAt: saturday, openedAt: saturday };
    expect(wrong({ calls: [autumn, on('2027-11-29')] })).toEqual({});
    expect(Object.keys(wrong({ calls: [autumn, on('2027-11-30')] }))).toEqual(['CALL.SECOND missing']);
  });

  it('says that the call is not open, or was opened before its time in the body’s own clock', () => {
    expect(wrong({ call: 2 })).toEqual({
      'CALL.OPEN missing': 'The second call was convened for 4 May 2027 at 18:00: not open yet.',
    });
    const early = { ...first, openedAt: new Date('2027-05-03T15:55:00Z') };
    expect(wrong({ calls: [early, second] })).toEqual({
      'CALL.OPEN missing':
        'The first call was convened for 3 May 2027 at 18:00: opened on 3 May 2027 at 17:55, before its time.',
    });
    expect(wrong({ calls: [first], call: 2 })).toEqual({
      'CALL.OPEN missing': 'The notice has no second call: a new notice is needed.',
    });
  });

  it('misses a chair, a secretary, delegates, and proxies within their cap', () => {
    const sections = { needed, assemblies: [{ name: 'Rimini', hasElected: false }] };
    const proxies = [
      { holder: 'Ada', principals: 4 },
      { holder: 'Ben', principals: 5 },
    ];
    expect(wrong({ hasChair: false, hasSecretary: false, sections, proxies })).toEqual({
      'ASSEMBLY.CHAIR missing': 'There is no chair: name one.',
      'ASSEMBLY.SECRETARY missing': 'There is no secretary: name one.',
      'PROXY.CAP missing': 'Nobody represents more than 3 members: too many proxies with Ada (4) and Ben (5).',
      'SECTION.DELEGATES missing': 'Without elected delegates yet: Rimini.',
    });
    expect(wrong({ proxies, members: 500 })).toEqual({});
    expect(wrong({ statute: { ...statute, proxies: null } })).toEqual({
      'PROXY.CAP missing': 'Nobody votes for another: too many proxies with Ada (3).',
    });
    expect(Object.keys(wrong({ sections: { needed, assemblies: [] } }))).toEqual(['SECTION.DELEGATES missing']);
    const perhaps = { needed: null, perhaps: needed, assemblies: [] };
    expect(Object.keys(wrong({ sections: perhaps }))).toEqual(['SECTION.DELEGATES warning']);
  });
});

describe('the legality meter of an item', () => {
  it('says how many more votes must be present, in this call', () => {
    const votes = { entitled: whole(120), present: whole(49) };
    expect(wrongItem({ votes })).toEqual({
      'QUORUM.REACHED missing':
        '49 of 120 votes present, statute art. 7 asks for more than one half: 12 more votes must be present.',
    });
    const opened = { ...second, openedAt: second.startsAt };
    expect(wrongItem({ votes }, { call: 2, calls: [first, opened] })).toEqual({});
    expect(
      Object.keys(wrongItem({ votes, matter: 'election', isSecret: true }, { call: 2, calls: [first, opened] })),
    ).toEqual(['QUORUM.REACHED missing']);
  });

  it('does not call a quorum missing that votes sent in before may reach, nor says how many these are', () => {
    const votes = { entitled: whole(120), present: whole(49) };
    expect(wrongItem({ votes, mayHaveMore: true })).toEqual({
      'QUORUM.REACHED warning':
        '49 of 120 votes present, statute art. 7 asks for more than one half: 12 more votes must be present. ' +
        'Votes sent in before the meeting come on top: how many there are is told when they are counted.',
    });
  });

  it('says where votes from afar are not allowed, and which the frozen text has lost', () => {
    expect(Object.keys(wrongItem({ isRemote: true }))).toEqual(['REMOTE.ALLOWED missing']);
    const election = { matter: 'election', isSecret: true, isRemote: true } as const;
    expect(wrongItem(election)).toEqual({});
    expect(Object.keys(wrongItem({ ...election, noticeHash: 'b2' }))).toEqual(['BALLOT.NOTICE_TEXT warning']);
  });

  it('asks for a frozen text, and a ballot on it', () => {
    expect(Object.keys(wrongItem({ frozenHash: null, ballotHash: null }))).toEqual(['BALLOT.TEXT missing']);
    expect(Object.keys(wrongItem({ ballotHash: 'b2' }))).toEqual(['BALLOT.TEXT missing']);
    expect(wrongItem({ ballotHash: null })).toEqual({});
  });

  it('warns where a secret ballot cannot be secret, and asks for the secrecy of the statute', () => {
    const classes = [
      { key: '1', members: 119 },
      { key: '5', members: 1 },
    ];
    expect(Object.keys(wrongItem({ matter: 'election', isSecret: true, classes }))).toEqual([
      'SECRECY.SMALL_CLASS warning',
    ]);
    expect(wrongItem({ matter: 'election' })).toEqual({
      'BALLOT.SECRECY missing': 'The statute asks for a secret vote on this matter.',
    });
    expect(wrongItem({ isSecret: true })).toEqual({
      'BALLOT.SECRECY missing': 'The statute asks for an open vote on this matter.',
    });
  });

  it('asks for conflicts, and has those in conflict excluded where the statute says so', () => {
    expect(Object.keys(wrongItem({ conflicts: null }))).toEqual(['CONFLICT.DECLARED missing']);
    expect(wrongItem({ conflicts: { declared: 2, stillEntitled: 1 } })).toEqual({
      'CONFLICT.DECLARED missing': 'Who has a conflict of interests does not vote: 1 of 2 are still to be excluded.',
    });
    expect(wrongItem({ conflicts: { declared: 2, stillEntitled: 0 } })).toEqual({});
    const declared = { ...statute, conflicts: { ...statute.conflicts, rule: 'declared' as const } };
    expect(Object.keys(wrongItem({ conflicts: { declared: 2, stillEntitled: 2 } }, { statute: declared }))).toEqual([
      'CONFLICT.DECLARED warning',
    ]);
  });
});
