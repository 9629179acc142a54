import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSTRUCT_NAMES, CONSTRUCTS, type Construct } from '../../../test/constructs';
import { POLICY_LANGUAGES, type PolicyLanguage } from './language';
import { sentences } from './sentences';

const GOLDEN = join(__dirname, '../../../test/golden');
const goldenOf = (language: PolicyLanguage) =>
  JSON.parse(readFileSync(join(GOLDEN, `${language}.json`), 'utf8')) as Readonly<Record<string, string>>;

const said = ({ document, owner, last }: Construct, language: PolicyLanguage) =>
  sentences(document, language, CONSTRUCT_NAMES, owner ?? null).at(last ? -1 : 0);

/** The lines were read, one by one, for their grammar: a new construct needs new lines, and another wording another look. */
describe.each(POLICY_LANGUAGES)('golden sentences in %s', (language) => {
  const golden = goldenOf(language);

  it('are there for every construct, and for nothing else', () => {
    expect(Object.keys(golden).sort()).toEqual(Object.keys(CONSTRUCTS).sort());
  });

  it.each(Object.entries(CONSTRUCTS))('%s', (name, construct) => {
    expect(said(construct, language)).toBe(golden[name]);
  });
});
