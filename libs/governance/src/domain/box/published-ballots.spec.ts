import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HELIOS = join(process.cwd(), '../shared/data/voting/helios');
const ours = join(__dirname, '../../../test/ballot.ndjson');
const given = existsSync(HELIOS) ? describe : describe.skip;
if (!existsSync(HELIOS)) console.warn('The Helios files are not here (../shared/data/voting/helios): left out.');

type Published = Readonly<Record<string, unknown>>;
const json = (name: string) => JSON.parse(readFileSync(join(HELIOS, name), 'utf8')) as Published[];

/**
 * Helios published its ballots encrypted and beside the voter, so its files hold no choice and no result to count again;
 * what they can be compared in is what a published list gives away.
 */
given('a published list of ballots', () => {
  it('joins, in the Helios election of 2010, every ballot to its voter and its moment', () => {
    const voters = new Set(json('legacy-election-voters-expected.json').map(({ uuid }) => uuid));
    const ballots = json('legacy-ballots-expected.json');
    expect([voters.size, ballots.length]).toEqual([4, 1]);
    for (const ballot of ballots) {
      expect(voters).toContain(ballot['voter_uuid']);
      expect(ballot['cast_at']).toMatch(/^2010-12-30 /);
    }
  });

  it('holds here, of a secret ballot, the receipt, the class and the marks of each paper, and nothing else', () => {
    const [header = '', ...papers] = readFileSync(ours, 'utf8').trimEnd().split('\n');
    expect(JSON.parse(header)).toMatchObject({ secrecy: 'secret' });
    for (const paper of papers) {
      expect(Object.keys(JSON.parse(paper) as object)).toEqual(['class', 'marks', 'receipt']);
    }
  });
});
