import { isExtractPermission, type PolicyDocument } from '../policy-document';
import { english } from './english';
import { italian } from './italian';
import { targetOf, type Names, type Phrases } from './phrases';

export type Language = 'it' | 'en';

const LANGUAGES: Record<Language, Phrases> = { it: italian, en: english };

/**
 * Says a policy in sentences, one a rule and one for its end, from the very document that the engine enforces.
 *
 * No rule and no part of a rule is left unsaid: a voter who reads the sentences has read what will be enforced.
 */
export function sentences(document: PolicyDocument, language: Language, names: Names): string[] {
  const say = LANGUAGES[language];
  const permissions = document.permissions.map((rule) => {
    const who = say.assignee(rule.assignee, names);
    const what = say.what(rule.subject, targetOf(rule.subject, rule.where, names), false);
    return isExtractPermission(rule) ? say.extract(who, rule, what) : say.permission(who, rule.actions, what);
  });
  const prohibitions = document.prohibitions.map((rule) => {
    const what = say.what(rule.subject, targetOf(rule.subject, rule.where, names), true);
    return say.prohibition(say.assignee(rule.assignee, names), rule.actions, what);
  });
  const end = document.validUntil === null ? [] : [say.until(document.validUntil)];
  return [...permissions, ...prohibitions, ...end].map(asSentence);
}

const asSentence = (phrase: string) => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
