import type { Language } from '#identity';
import { clauseAt, partsOf, type Clause, type Clauses } from './clause';
import { addsToList, deedOf, type Amendment } from './operation';

/** How a clause is said in a language; nothing, where it says nothing, as a policy without an end. */
type Speech = {
  readonly language: Language;
  readonly sentenceOf: (clause: Pick<Clause, 'address' | 'text'>) => string;
};

/**
 * Says what an amendment does, in one sentence: “Clause 3 is replaced: … → …”.
 *
 * There is never more than one arrow: what somebody wrote into a name cannot look like the amendment's own.
 *
 * @param base the text that it amends, in which its clause is numbered
 * @throws AMENDMENT.NO_CLAUSE
 */
export function amendmentSentence<T extends object>(
  clauses: Clauses<T>,
  base: T,
  amendment: Amendment,
  { language, sentenceOf }: Speech,
): string {
  const say = WORDS[language];
  const said = (address: string, text: unknown) => plain(sentenceOf({ address, text })) || say.nothing;
  const deed = deedOf(amendment);
  const address = deed.path.slice(1);
  if (deed.op === 'add' && addsToList(deed)) {
    const list = address.replace(/\/-$/, '');
    const part = partsOf(clauses).find(([key]) => key === list)?.[1];
    return say.added(part?.[language] ?? list, said(address, deed.value));
  }
  const clause = clauseAt(clauses, base, address);
  const name = typeof clause.name === 'number' ? String(clause.name) : say.quoted(clause.name[language]);
  const before = said(address, clause.text);
  return deed.op === 'remove' ? say.removed(name, before) : say.replaced(name, before, said(address, deed.value));
}

const plain = (sentence: string) => sentence.replaceAll('→', '-').replace(/\s+/g, ' ').trim();

const WORDS = {
  it: {
    replaced: (name: string, before: string, after: string) => `La clausola ${name} è sostituita: ${before} → ${after}`,
    removed: (name: string, before: string) => `La clausola ${name} è soppressa: ${before}`,
    added: (list: string, after: string) => `È aggiunta una clausola ai ${list}: ${after}`,
    quoted: (name: string) => `«${name}»`,
    nothing: 'nulla',
  },
  en: {
    replaced: (name: string, before: string, after: string) => `Clause ${name} is replaced: ${before} → ${after}`,
    removed: (name: string, before: string) => `Clause ${name} is deleted: ${before}`,
    added: (list: string, after: string) => `A clause is added to the ${list}: ${after}`,
    quoted: (name: string) => `“${name}”`,
    nothing: 'nothing',
  },
} as const;
