import type { Language } from '#identity';
import type { OrganisationId } from '#kernel';
import { isExtractPermission, type Permission, type PolicyDocument, type Prohibition } from '../policy-document';
import { english } from './english';
import { italian } from './italian';
import { targetOf, type Names, type Phrases } from './phrases';

const LANGUAGES: Record<Language, Phrases> = { it: italian, en: english };

/**
 * Says a policy in sentences, one a rule, one for its end and one for how an organisation's own reaches, from the very document that the engine enforces.
 *
 * No rule and no part of a rule is left unsaid: a voter who reads the sentences has read what will be enforced.
 *
 * @param owner the organisation whose own policy it is, which reaches no further than what is its own; null: the
 *   federation's
 */
export function sentences(
  document: PolicyDocument,
  language: Language,
  names: Names,
  owner: OrganisationId | null = null,
): string[] {
  const say = LANGUAGES[language];
  const whose = owner && names.organisation(owner);
  return [
    ...document.permissions.map((rule) => sayPermission(say, rule, names, whose)),
    ...document.prohibitions.map((rule) => sayProhibition(say, rule, names, whose)),
    ...(whose === null || document.permissions.length === 0 ? [] : [say.onlyWithin(whose)]),
    ...(document.validUntil === null ? [] : [say.until(document.validUntil)]),
  ].map(asSentence);
}

/** A rule, what kind it is, and the policy that it stands in. */
type Said = { readonly policy: { readonly organisationId: OrganisationId | null } } & (
  | { readonly effect: 'permission'; readonly rule: Permission }
  | { readonly effect: 'prohibition'; readonly rule: Prohibition }
);

/** Says one rule of a policy, as `sentences` says it. */
export function sentenceOf(said: Said, language: Language, names: Names): string {
  const { organisationId } = said.policy;
  const [say, whose] = [LANGUAGES[language], organisationId && names.organisation(organisationId)];
  return asSentence(
    said.effect === 'permission'
      ? sayPermission(say, said.rule, names, whose)
      : sayProhibition(say, said.rule, names, whose),
  );
}

type Telling = { readonly language: Language; readonly names: Names; readonly owner: OrganisationId | null };

/**
 * Says one clause of a document by itself, as `sentences` says it: a rule, the end, or the title as it stands.
 *
 * @param clause its address, `permissions/0` or `validUntil`, and its text, which is of a valid document
 * @returns nothing (an empty text) for an end that is not set
 */
export function sentenceOfClause(
  { address, text }: { readonly address: string; readonly text: unknown },
  { language, names, owner }: Telling,
): string {
  const [part] = address.split('/');
  const policy = { organisationId: owner };
  if (part === 'permissions') {
    return sentenceOf({ policy, effect: 'permission', rule: text as Permission }, language, names);
  }
  if (part === 'prohibitions') {
    return sentenceOf({ policy, effect: 'prohibition', rule: text as Prohibition }, language, names);
  }
  if (typeof text !== 'string') return '';
  return part === 'validUntil' ? asSentence(LANGUAGES[language].until(text)) : text;
}

function sayPermission(say: Phrases, rule: Permission, names: Names, whose: string | null): string {
  const who = say.assignee(rule.assignee, names);
  const what = say.what(rule.subject, targetOf(rule.subject, rule.where, names), { never: false, whose });
  return isExtractPermission(rule) ? say.extract(who, rule, what) : say.permission(who, rule.actions, what);
}

function sayProhibition(say: Phrases, rule: Prohibition, names: Names, whose: string | null): string {
  const what = say.what(rule.subject, targetOf(rule.subject, rule.where, names), { never: true, whose });
  return say.prohibition(say.assignee(rule.assignee, names), rule.actions, what);
}

const asSentence = (phrase: string) => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
