import { dataCommittee } from './presets';
import { parseStatute } from './statute-document';

const COMMITTEE = dataCommittee();

/** A copy of the committee's rules with one place set to something else. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(COMMITTEE);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], copy);
  (parent as Record<string, unknown>)[last] = value;
  return copy;
}

describe('parseStatute', () => {
  it('reads what it would write', () => {
    expect(parseStatute(JSON.parse(JSON.stringify(COMMITTEE)))).toEqual(COMMITTEE);
  });

  it.each([
    ['form', 'empire'],
    ['form', undefined],
    ['schema', 'granaio-statute/2'],
    ['language', 'la'],
    ['timeZone', 'Mars/Olympus'],
    ['title', 'Statuto\u202e'],
    ['voters.minDays', 1.5],
    ['voters.minDays', -1],
    ['voters.unknown', 1],
    ['caps.financingCategory', { share: { part: 2, of: 1 }, article: 'art. 1' }],
    ['matters.other.calls', []],
    ['matters.other.calls.0.majority.base', 'applause'],
    ['matters.other.calls.0.quorum', { share: { part: 0.5, of: 1 }, reach: 'atLeast' }],
  ])('does not understand another %s: %p', (path, value) => {
    expect(() => parseStatute(changed(path, value))).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'STATUTE.INVALID' }) as Error,
    );
    expect(() => parseStatute(changed(path, value))).toThrow(path.split('.')[0]);
  });

  it.each([null, undefined, 'statute', 7, [], {}])('does not take %p for a statute', (input) => {
    expect(() => parseStatute(input)).toThrow(expect.objectContaining({ code: 'STATUTE.INVALID' }) as Error);
  });

  it('refuses contradictions, naming all of them', () => {
    const input = { ...COMMITTEE, sunset: { maxDays: 5, reviewDaysBefore: 9 }, votes: { ...COMMITTEE.votes } };
    const twofold = {
      ...input,
      caps: { ...COMMITTEE.caps, exchangeMember: { share: { part: 1, of: 3 }, article: 'art. 1' } },
    };
    expect(() => parseStatute(twofold)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'STATUTE.INVALID',
        message: expect.stringMatching(
          /caps\.exchangeMember: There is .+ sunset\.reviewDaysBefore: The review .+\.$/,
        ) as string,
        details: expect.objectContaining({
          contradictions: [
            expect.objectContaining({ code: 'CAP.WITHOUT_VOTES', path: 'caps.exchangeMember' }),
            expect.objectContaining({ code: 'SUNSET.REVIEW_TOO_EARLY', path: 'sunset.reviewDaysBefore' }),
          ],
        }) as object,
      }) as Error,
    );
  });
});
