import { MATTERS, type StatuteDocument } from '../statute-language';
import { when, type Check } from './contradiction';

const MOST_DAYS = 30;

/**
 * Whether a statute under art. 2369 of the civil code keeps its second call on another day and within thirty days.
 *
 * Other forms are free here, unless the statute itself names that article as its rule: then it says two things at once.
 * Without a second call in any matter, nothing is said.
 *
 * @see Codice civile, art. 2369 co. 2
 */
export const contradictionsOfSecondCall: Check = (document) => {
  if (!hasSecondCall(document) || !isUnderArticle2369(document)) return [];
  const { anotherDay, withinDays } = document.secondCall;
  return [
    ...when(!anotherDay, {
      code: 'SECOND_CALL.SAME_DAY',
      path: 'secondCall.anotherDay',
      it: 'La seconda convocazione non può essere nello stesso giorno della prima (art. 2369 co. 2 c.c.).',
      en: 'The second call cannot be on the day of the first (art. 2369 co. 2 c.c.).',
    }),
    ...when(withinDays > MOST_DAYS, {
      code: 'SECOND_CALL.TOO_LATE',
      path: 'secondCall.withinDays',
      it: `La seconda convocazione è entro ${MOST_DAYS} giorni dalla prima (art. 2369 co. 2 c.c.); lo statuto ne lascia ${withinDays}.`,
      en: `The second call is within ${MOST_DAYS} days of the first (art. 2369 co. 2 c.c.); the statute leaves ${withinDays}.`,
    }),
  ];
};

const hasSecondCall = ({ matters }: StatuteDocument) => MATTERS.some((matter) => matters[matter].calls.length === 2);

const isUnderArticle2369 = ({ form, secondCall }: StatuteDocument) =>
  form === 'cooperativeSpa' || /\b2369\b/.test(secondCall.article);
