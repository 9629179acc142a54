import type { PolicyId } from '#kernel';
import { parsePolicy, policyHash } from '#policy';
import { motionHash, motionTitle, type Motion } from './motion';
import { endingSentences } from './motion-sentences';

const DOCUMENT = parsePolicy({
  schema: 'granaio-policy/1',
  title: 'Accesso dei soci',
  permissions: [{ assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' }],
  prohibitions: [],
  validUntil: null,
});
const ENACTING: Motion = { kind: 'enactPolicy', policyId: null, document: DOCUMENT };
const ENDING: Motion = { kind: 'endPolicy', policyId: 'p' as PolicyId, title: 'Accesso dei soci', policyHash: 'h' };

describe('a motion', () => {
  it('to enact is known by the hash of the policy that will be enforced', () => {
    expect(motionHash(ENACTING)).toBe(policyHash(DOCUMENT));
    expect(motionHash({ ...ENACTING, policyId: 'p' as PolicyId })).toBe(policyHash(DOCUMENT));
  });

  it('to end is known by a hash of all that it says', () => {
    const hashes = [ENDING, { ...ENDING, policyId: 'q' as PolicyId }, { ...ENDING, policyHash: 'i' }].map(motionHash);
    expect(new Set(hashes).size).toBe(3);
  });

  it('has the title of its policy', () => {
    expect([motionTitle(ENACTING), motionTitle(ENDING)]).toEqual(['Accesso dei soci', 'Accesso dei soci']);
  });
});

describe('endingSentences', () => {
  it('say what ending a policy means', () => {
    expect(endingSentences('Accesso dei soci')).toEqual({
      it: ['La regola di accesso «Accesso dei soci» cessa: da subito non consente più nulla.'],
      en: ['The policy “Accesso dei soci” ends: from now on it allows nothing.'],
    });
  });

  it('keep the title within its quotes', () => {
    expect(endingSentences('A» resta. «B').it[0]).toMatch(/^[^«»]*«[^«»]*»[^«»]*$/);
    expect(endingSentences('A” stays. “B').en[0]).toMatch(/^[^“”]*“[^“”]*”[^“”]*$/);
  });
});
