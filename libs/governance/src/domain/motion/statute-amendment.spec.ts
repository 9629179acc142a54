import { cooperativeSrl } from '../statute/presets/cooperative-srl';
import { parseStatute, type StatuteDocument } from '../statute/statute-document';
import { amendmentOf, applyAmendments, type Change } from './amendment';
import { amendmentSentence } from './amendment-sentences';
import { clausesOf, type DocumentKind } from './clause';
import { STATUTE_CLAUSES } from './document-clauses';

const STATUTE: DocumentKind<StatuteDocument> = { clauses: STATUTE_CLAUSES, parse: parseStatute };
const BASE = parseStatute(cooperativeSrl);
const amend = (address: string, change: Change) => amendmentOf(STATUTE, BASE, address, change);

describe('a statute', () => {
  it('is amended by its headings, and the rules of each matter by themselves', () => {
    const addresses = clausesOf(STATUTE_CLAUSES, BASE).map(({ address }) => address);
    expect(addresses).toEqual(
      expect.arrayContaining(['voters', 'proxies', 'matters/accessPolicy', 'matters/election']),
    );
    expect(addresses).not.toContain('schema');
    const { accessPolicy, election } = BASE.matters;
    const longer = amend('matters/accessPolicy', {
      ...{ kind: 'replace', text: { ...accessPolicy, noticeDays: accessPolicy.noticeDays + 7 } },
    });
    const secret = amend('matters/election', { kind: 'replace', text: { ...election, noticeDays: 60 } });
    const amended = applyAmendments(STATUTE, BASE, [secret, longer]);
    expect(amended.matters).toEqual({
      ...BASE.matters,
      accessPolicy: { ...accessPolicy, noticeDays: accessPolicy.noticeDays + 7 },
      election: { ...election, noticeDays: 60 },
    });
    expect(applyAmendments(STATUTE, BASE, [longer, secret])).toEqual(amended);
  });

  it('loses what it need not have, and nothing else', () => {
    expect(applyAmendments(STATUTE, BASE, [amend('suspension', { kind: 'remove' })]).suspension).toBeNull();
    for (const address of ['voters', 'matters/other']) {
      expect(() => amend(address, { kind: 'remove' })).toThrow(
        expect.objectContaining({ code: 'AMENDMENT.INVALID' }) as Error,
      );
    }
    expect(() => amend('matters', { kind: 'remove' })).toThrow(
      expect.objectContaining({ code: 'AMENDMENT.NO_CLAUSE' }) as Error,
    );
  });

  it('has names for its clauses', () => {
    const text = { ...BASE.matters.election, noticeDays: 60 };
    const sentenceOf = ({ text: rules }: { text: unknown }) => `${(rules as { noticeDays: number }).noticeDays} days`;
    const sentence = amendmentSentence(STATUTE_CLAUSES, BASE, amend('matters/election', { kind: 'replace', text }), {
      ...{ language: 'it', sentenceOf },
    });
    expect(sentence).toBe(`La clausola «elezioni» è sostituita: ${BASE.matters.election.noticeDays} days → 60 days`);
  });
});
