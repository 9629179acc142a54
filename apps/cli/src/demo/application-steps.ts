import {
  AGREEMENT,
  APPLICATION,
  DIFFERENCES,
  DUTIES,
  NOTIFICATIONS,
  START,
  SUBMIT_APPLICATION,
  type ApplicationSeen,
  type NotificationsSeen,
} from './access-queries';
import { narrator, refusalOf } from './narrator';
import type { Person } from './person';
import { ME, type Me } from './queries';
import { seatOf, type Scene } from './story';

/** An application of the story, and everybody in it. */
export type Case = Pick<Scene, 'cast' | 'datasetId'> & { readonly id: string };

/** What is asked for, in the application and in the extracts drawn under it. */
export const COLUMNS = { dimensions: ['zone', 'need'], measures: ['hours'] };

const FORM = {
  purpose: 'ACADEMIC_RESEARCH',
  legalBasis: 'PUBLIC_TASK',
  project: { title: 'Chi resta a casa', summary: 'Quanto, e in quali zone, le persone sono assistite a casa.' },
  funding: 'Bando d’ateneo 2026',
};

/** Rita starts an application, asks Sara to apply with her, and each accepts the terms for herself. */
export async function apply({ cast, datasetId }: Scene): Promise<Case> {
  const { rita, sara } = cast;
  const { organisationId } = await seatOf(rita);
  const input = { organisationId, form: { ...FORM, retentionDays: 300 }, items: [{ datasetId, ...COLUMNS }] };
  const { startApplication } = await rita.ask<{ startApplication: { id: string } }>(START, { input });
  const { id } = startApplication;
  const { me } = await sara.ask<Me>(ME);
  await act(rita, 'inviteCoApplicant', { applicationId: id, personId: me.id });
  narrator.sees('Rita', `starts the application “${FORM.project.title}”, and asks Sara to apply with her`);
  await accept(rita, id);
  const early = await refusalOf(rita.ask(SUBMIT_APPLICATION, { id }));
  narrator.sees('', `submits it before Sara accepted the terms: ${early.code}`);
  await accept(sara, id);
  await rita.ask(SUBMIT_APPLICATION, { id });
  narrator.sees('Sara', 'accepts the terms, known by their hash; now Rita can submit it');
  return { cast, datasetId, id };
}

/** Ada, steward of the publisher, gives it back; Rita changes it; Ada is shown what is different. */
export async function returnAndResubmit({ cast: { ada, rita, sara }, datasetId, id }: Case): Promise<void> {
  const note = 'Novanta giorni bastano.';
  await act(ada, 'returnApplication', { applicationId: id, note });
  narrator.sees('Ada', `returns it: “${note}”`);
  const items = [{ datasetId, ...COLUMNS }];
  await act(rita, 'saveApplication', { applicationId: id, form: { ...FORM, retentionDays: 90 }, items });
  for (const person of [rita, sara]) await accept(person, id);
  await rita.ask(SUBMIT_APPLICATION, { id });
  const { application } = await ada.ask<{ application: { differences: readonly Difference[] } }>(DIFFERENCES, {
    ...{ id, from: 1, to: 2 },
  });
  const lines = application.differences.map(({ path, before, after }) => `${path}: ${before ?? '–'} → ${after ?? '–'}`);
  narrator.sees('Ada', 'gets it back, with what changed highlighted:', ...lines);
}

type Difference = { readonly path: string; readonly before: string | null; readonly after: string | null };

/** Two reviewers answer, and nobody knows what the first said before the second has. */
export async function review({ cast: { ada, carla, elena }, id }: Case): Promise<void> {
  for (const reviewer of [carla, elena]) {
    const { me } = await reviewer.ask<Me>(ME);
    await act(ada, 'inviteReviewer', { applicationId: id, personId: me.id });
  }
  narrator.sees('Ada', 'asks Carla and Elena for a review: of the federation, and of neither side');
  await act(carla, 'reviewApplication', { applicationId: id, verdict: 'FOR', note: 'Utile ai nostri soci.' });
  narrator.sees('Carla', 'answers; who reads it meanwhile:');
  for (const person of [ada, elena]) {
    const { reviews, reviewProgress } = await seen(person, id);
    const shown = reviews.filter(({ verdict }) => verdict !== null).length;
    const progress = reviewProgress ? `, and that ${reviewProgress.answered} of ${reviewProgress.asked} answered` : '';
    narrator.sees('', `${person.name} sees ${shown} answers${progress}`);
  }
  const early = await refusalOf(act(ada, 'approveApplication', { applicationId: id }));
  narrator.sees('Ada', `tries to approve it now: ${early.code}`);
  await act(elena, 'reviewApplication', { applicationId: id, verdict: 'FOR', note: 'Chiede poco.' });
  const { reviews } = await seen(ada, id);
  const answers = reviews.map(({ verdict, note }) => `${String(verdict).toLowerCase()}: “${note}”`);
  narrator.sees('Elena', 'answers too, and the reviews are opened to Ada:', ...answers);
}

/** Ada approves less than was asked for, and nothing begins before that is accepted. */
export async function approve({ cast: { ada, rita, sara }, id }: Case): Promise<void> {
  const terms = { minPeople: 20, minContributors: 2, dominance: [{ n: 1, k: 80 }], roundingBases: [5] };
  await act(ada, 'approveApplication', { applicationId: id, changes: [{ item: 0, terms }] });
  const waiting = await seen(rita, id);
  narrator.sees('Ada', 'approves it with stricter terms: at least 20 people behind each number, not 10');
  narrator.sees('Rita', `has ${waiting.grants.length} grants before she accepts them`);
  for (const person of [sara, rita]) await accept(person, id);
  const { grants } = await seen(rita, id);
  const [grant] = grants;
  await rita.askUntil<NotificationsSeen>(NOTIFICATIONS, {}, ({ notifications: { items } }) =>
    items.some(({ kind }) => kind === 'GRANT_BEGAN'),
  );
  narrator.sees(
    'Rita',
    `accepts, as Sara did: their grant holds from ${day(grant?.startsAt)} and ends by itself on ${day(grant?.endsAt)}`,
  );
  const { duties } = await rita.ask<{ duties: { items: readonly DutySeen[] } }>(DUTIES);
  const lines = duties.items.map(({ kind, dueAt }) => `${kind}: ${dueAt ? `due before ${day(dueAt)}` : 'always'}`);
  narrator.sees('', 'and with it come duties:', ...lines);
}

type DutySeen = { readonly kind: string; readonly dueAt: string | null };

/** The application as somebody sees it. */
export const seen = async (by: Person, id: string): Promise<ApplicationSeen['application']> =>
  (await by.ask<ApplicationSeen>(APPLICATION, { id })).application;

/** Does something with an application: `act(ada, 'returnApplication', { applicationId, note })`. */
export function act(by: Person, name: string, input: object): Promise<unknown> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return by.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { state } }`, { input });
}

/** Reads what is agreed to, and accepts exactly that. */
async function accept(by: Person, applicationId: string): Promise<void> {
  const { application } = await by.ask<{ application: { agreement: { hash: string } } }>(AGREEMENT, {
    id: applicationId,
  });
  await act(by, 'acceptApplicationTerms', { applicationId, hash: application.agreement.hash });
}

/** A moment’s day in UTC, `2027-02-20`. */
const day = (moment: string | undefined): string => (moment ?? '').slice(0, 10);
