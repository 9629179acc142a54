import { newId } from '#kernel';
import type { PolicyDocument } from '#policy';
import { dataCommittee } from '../statute/presets';
import { parseComment, parseReason, parseStatement } from './comment-input';
import type { Motion } from './motion';

const STATUTE: Motion = { kind: 'amendStatute', title: 'Statuto', base: 1, document: dataCommittee() };
const POLICY: Motion = {
  kind: 'enactPolicy',
  policyId: null,
  document: { title: 'Regola', permissions: [{}, {}], prohibitions: [], validUntil: null } as unknown as PolicyDocument,
};
const DECISION: Motion = { kind: 'decision', title: 'Sede', text: '', method: { kind: 'yesNo' }, options: [] };
const COMMENT = { kind: 'comment', clause: null, text: 'Sono d’accordo.', answers: null };
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

describe('what somebody says of a motion', () => {
  it('is about the whole of it, or about one of its clauses', () => {
    expect(parseComment(COMMENT, DECISION)).toEqual(COMMENT);
    for (const clause of ['permissions/1', 'validUntil']) {
      expect(parseComment({ ...COMMENT, clause }, POLICY).clause).toBe(clause);
    }
    expect(parseComment({ ...COMMENT, clause: 'matters/election' }, STATUTE).clause).toBe('matters/election');
    expect(() => parseComment({ ...COMMENT, clause: 'permissions/2' }, POLICY)).toThrow(code('AMENDMENT.NO_CLAUSE'));
    expect(() => parseComment({ ...COMMENT, clause: 'title' }, DECISION)).toThrow(code('AMENDMENT.NOT_AMENDABLE'));
  });

  it.each([
    ['nothing', { text: ' ' }],
    ['what cannot be read', { text: 'Sì\u200bno' }],
    ['more than a meeting can hear', { text: 'a'.repeat(5_001) }],
    ['in a manner we do not know', { kind: 'shout' }],
    ['an answer to nothing', { kind: 'answer' }],
    ['a comment that answers', { answers: newId() }],
    ['something that we do not know', { surprise: true }],
  ])('is not %s', (_, change) => {
    expect(() => parseComment({ ...COMMENT, ...change }, DECISION)).toThrow(code('COMMENT.INVALID'));
  });
});

it('why a clause is to be amended may be left unsaid; what interest one has may not', () => {
  expect(parseReason('  ')).toBe('');
  expect(parseReason('Due\nrighe.')).toBe('Due\nrighe.');
  expect(() => parseReason(7)).toThrow(code('AMENDMENT.INVALID'));
  expect(parseStatement('Sono fornitore.')).toBe('Sono fornitore.');
  expect(() => parseStatement('  ')).toThrow(code('CONFLICT.INVALID'));
  expect(() => parseStatement('a'.repeat(2_001))).toThrow(code('CONFLICT.INVALID'));
});
