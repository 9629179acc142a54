import { documentHash, type OrganisationId } from '#kernel';
import type { PolicyTerms } from '../document/terms';
import { isUsePermission, type Permission, type PolicyDocument, type Prohibition } from '../policy-document';
import { inEachLanguage, type PolicyLanguage } from './language';
import { catalan } from './languages/catalan';
import { english } from './languages/english';
import { italian } from './languages/italian';
import { latvian } from './languages/latvian';
import { lithuanian } from './languages/lithuanian';
import { spanish } from './languages/spanish';
import { swedish } from './languages/swedish';
import type { Names } from './names';
import type { Phrases } from './phrases';
import { sayPeople } from './say-people';
import { sayTerms, sayUse } from './say-use';
import { targetOf } from './target';

const LANGUAGES: Record<PolicyLanguage, Phrases> = {
  it: italian,
  en: english,
  es: spanish,
  ca: catalan,
  lv: latvian,
  lt: lithuanian,
  sv: swedish,
};

/**
 * Says a policy in sentences, one a rule, one for each bound of its time and one for how an
 * organisation's own reaches, from the very document that the engine enforces.
 *
 * No rule and no part of a rule is left unsaid: a voter who reads the sentences has read what will be enforced.
 *
 * @param owner the organisation whose own policy it is, which reaches no further than what is its own; null: the
 *   federation's
 */
export function sentences(
  document: PolicyDocument,
  language: PolicyLanguage,
  names: Names,
  owner: OrganisationId | null = null,
): string[] {
  const say = LANGUAGES[language];
  const whose = owner && names.organisation(owner);
  return [
    ...document.permissions.map((rule) => sayPermission(say, rule, names, whose)),
    ...document.prohibitions.map((rule) => sayProhibition(say, rule, names, whose)),
    ...(whose === null || document.permissions.length === 0 ? [] : [say.onlyWithin(whose)]),
    ...(document.validFrom === undefined ? [] : [say.from(document.validFrom)]),
    ...(document.validForDays === undefined ? [] : [say.forDays(document.validForDays)]),
    ...(document.validUntil === null ? [] : [say.until(document.validUntil)]),
  ].map(asSentence);
}

/** A rule, what kind it is, and the policy that it stands in. */
type Said = { readonly policy: { readonly organisationId: OrganisationId | null } } & (
  | { readonly effect: 'permission'; readonly rule: Permission }
  | { readonly effect: 'prohibition'; readonly rule: Prohibition }
);

/** Says one rule of a policy, as `sentences` says it. */
export function sentenceOf(said: Said, language: PolicyLanguage, names: Names): string {
  const { organisationId } = said.policy;
  const [say, whose] = [LANGUAGES[language], organisationId && names.organisation(organisationId)];
  return asSentence(
    said.effect === 'permission'
      ? sayPermission(say, said.rule, names, whose)
      : sayProhibition(say, said.rule, names, whose),
  );
}

/** Says terms of disclosure by themselves, a sentence each, in the words of the policies that set them. */
export function sentencesOfTerms(terms: Partial<PolicyTerms>, language: PolicyLanguage): string[] {
  const say = LANGUAGES[language];
  const { minPeople, minContributors } = terms;
  const isBehind = minPeople !== undefined && minContributors !== undefined;
  const behind = isBehind ? [say.use.behind({ minPeople, minContributors })] : [];
  return [...behind, ...sayTerms(say, terms)].map(asSentence);
}

type Telling = { readonly language: PolicyLanguage; readonly names: Names; readonly owner: OrganisationId | null };

/**
 * Says one clause of a document by itself, as `sentences` says it: a rule, a bound of its time, or the title as it stands.
 *
 * @param clause its address, `permissions/0` or `validUntil`, and its text, which is of a valid document
 * @returns nothing (an empty text) for a bound that is not set
 */
export function sentenceOfClause(
  { address, text }: { readonly address: string; readonly text: unknown },
  { language, names, owner }: Telling,
): string {
  const [part = ''] = address.split('/');
  const policy = { organisationId: owner };
  if (part === 'permissions') {
    return sentenceOf({ policy, effect: 'permission', rule: text as Permission }, language, names);
  }
  if (part === 'prohibitions') {
    return sentenceOf({ policy, effect: 'prohibition', rule: text as Prohibition }, language, names);
  }
  return sayBound(LANGUAGES[language], part, text) ?? (typeof text === 'string' ? text : '');
}

function sayBound(say: Phrases, part: string, text: unknown): string | null {
  if (part === 'validForDays' && typeof text === 'number') return asSentence(say.forDays(text));
  if (typeof text !== 'string') return null;
  if (part === 'validFrom') return asSentence(say.from(text));
  return part === 'validUntil' ? asSentence(say.until(text)) : null;
}

const UNNAMED: Names = { organisation: (id) => id, dataset: (id) => id };

/**
 * Puts text and rule under one hash: of the document together with what it says in every language. Things stand there
 * under their ids, so that anybody can compute it again, whatever they are called and whoever may know.
 *
 * @param owner the organisation whose own policy it is; null: the federation's
 * @returns SHA-256 of the canonical JSON (RFC 8785) of `{ document, sentences: { it: […], en: […], … } }`
 */
export function wordingHash(document: PolicyDocument, owner: OrganisationId | null): string {
  const said = inEachLanguage((language) => sentences(document, language, UNNAMED, owner));
  return documentHash({ document, sentences: said });
}

function sayPermission(say: Phrases, rule: Permission, names: Names, whose: string | null): string {
  const who = sayPeople(say, rule.assignee, names);
  const what = say.what(rule.subject, targetOf(rule.subject, rule.where, names), { never: false, whose });
  return isUsePermission(rule) ? sayUse(say, rule, { who, what, names }) : say.permission(who, rule.actions, what);
}

function sayProhibition(say: Phrases, rule: Prohibition, names: Names, whose: string | null): string {
  const { purposes, columns } = rule;
  const what = say.what(rule.subject, targetOf(rule.subject, rule.where, names), { never: true, whose });
  return [
    say.prohibition(sayPeople(say, rule.assignee, names), rule.actions, what),
    ...(purposes === undefined ? [] : [say.use.purposes(purposes)]),
    ...(columns === undefined ? [] : [say.onColumns(columns)]),
  ].join(', ');
}

const asSentence = (phrase: string) => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
