import { readMailbox } from '#platform';
import { caseByCase } from './access-policy';
import {
  ACCOUNT,
  BEFORE_THE_VOTE,
  CATALOGUE_AS,
  EXPLAIN,
  NOTIFICATIONS,
  OBJECT,
  type AccountSeen,
  type CatalogueSeen,
  type Counts,
  type DraftSeen,
  type ExplanationSeen,
  type NotificationsSeen,
  type OdrlSeen,
} from './access-queries';
import { act, apply, approve, COLUMNS, returnAndResubmit, review, seen, type Case } from './application-steps';
import { mustBe, narrator, refusalOf } from './narrator';
import { ApiRefusal, type Person, type Place } from './person';
import { type ReleaseSeen } from './queries';
import { decide, ended, extract, propose } from './steps';
import { seatOf, type Scene } from './story';

/** Access that people decide on: voted, explained, applied for, reviewed, granted, objected to, revoked, accounted for. */
export async function accessChapter(scene: Scene, place: Place): Promise<void> {
  narrator.chapter('Access that people decide on, request by request', 9);
  await adoptCaseByCase(scene);
  await explain(scene);
  const application = await apply(scene);
  await returnAndResubmit(application);
  await review(application);
  await approve(application);
  const first = await draw(application);
  await objectTo(application, scene.federationId, first);
  await heldBack(application);
  await revoke(application, first);
  await account(scene, place);
  await mails(scene, place);
}

async function adoptCaseByCase(scene: Scene): Promise<void> {
  const { cast, federationId, datasetId } = scene;
  const { organisationId } = await seatOf(cast.rita);
  const { id } = await propose(cast.dario, federationId, caseByCase({ organisationId, datasetId }));
  const { proposal } = await cast.dario.ask<DraftSeen>(BEFORE_THE_VOTE, { id });
  narrator.sees('  sv', ...proposal.sv);
  narrator.sees('  lv', ...proposal.lv);
  const { odrl, coverage } = proposal;
  narrator.sees(
    '  ODRL',
    `${odrl['@type']} with the conflict strategy “${odrl.conflict}”:`,
    ...odrl.permission.map(odrlLine),
  );
  narrator.sees('before a vote', `${coverage.uncoveredTotal} datasets are left without any rule`);
  for (const { clause, respects } of coverage.wider) {
    narrator.sees('', `${clause.address} is wider than ever: ${respects?.join(', ') ?? 'nothing like it ever was'}`);
  }
  await catalogueAs(scene, 'before it');
  await decide(cast.dario, id, new Map([cast.ada, cast.bruno, cast.dario, cast.elena].map((who) => [who, 'YES'])));
  await catalogueAs(scene, 'after it');
}

/** One permission of an ODRL policy in a line: what, under which constraints, with which duties. */
function odrlLine({ action, constraint, duty = [] }: OdrlSeen['permission'][number]): string {
  const operands = constraint.map(({ leftOperand }) => leftOperand).join(', ');
  const duties = duty.map((one) => one.action).join(', ');
  return `${action.join(', ')}; constraints ${operands}; duties ${duties || 'none'}`;
}

/** Dario looks with the eyes of others. */
async function catalogueAs({ cast, federationId }: Scene, when: string): Promise<void> {
  const { organisationId } = await seatOf(cast.rita);
  const lookers = [{ as: 'PUBLIC' }, { as: 'RESEARCHER', organisationId }];
  for (const looker of lookers) {
    const { catalogueAs: page } = await cast.dario.ask<CatalogueSeen>(CATALOGUE_AS, {
      input: { federationId, ...looker },
    });
    const shown = page.items.map(({ title, actions }) => `“${title}”: ${actions.join(', ')}`);
    narrator.sees('Dario', `sees the catalogue as ${looker.as}, ${when}: ${shown.join('; ') || 'nothing'}`);
  }
}

async function explain({ cast: { rita }, datasetId }: Scene): Promise<void> {
  const input = { subject: 'DATASET', id: datasetId, action: 'REQUEST_EXTRACT', purpose: 'ACADEMIC_RESEARCH' };
  const { explainAccess } = await rita.ask<ExplanationSeen>(EXPLAIN, { input: { ...input, ...COLUMNS } });
  const { outcome, requires, clauses, until } = explainAccess;
  const whom = requires.map(({ type, count }) => `${count ?? ''} ${type}`.trim()).join(', ');
  narrator.sees('Rita', `asks whether she may request an extract: ${outcome}, decided by ${whom}`);
  for (const { address, title, number, resolution, adoption, sentence } of clauses) {
    narrator.sees('', `by ${address} of “${title}”, version ${number}: ${sentence.split(';')[0] ?? ''}; …`);
    const statute = `version ${adoption?.statuteNumber ?? '–'} of the statute`;
    narrator.sees('', `adopted by ballot ${resolution ?? '–'} under ${statute}, until ${until ?? '–'}`);
  }
  const refusal = await refusalOf(extract(rita, { datasetId, purpose: 'ACADEMIC_RESEARCH', ...COLUMNS }));
  narrator.sees('', `without an application: ${refusal.code}`);
}

/** Draws the table under the grant, and reads its first rows. */
async function draw({ cast: { rita }, datasetId }: Case): Promise<ReleaseSeen> {
  const release = await extract(rita, { datasetId, purpose: 'ACADEMIC_RESEARCH', ...COLUMNS });
  const { cells, contributors, csv } = release;
  const bytes = await rita.download(csv.url);
  if (bytes instanceof ApiRefusal) throw bytes;
  const lines = bytes.toString('utf8').trim().split('\n');
  const [header = [], ...rows] = lines.map((line) => line.split(','));
  narrator.sees('Rita', `draws an extract under her grant, from the rows of ${contributors} contributors:`);
  narrator.table(header, rows.slice(0, 3));
  narrator.sees('', `${cells.published} cells shown, ${cells.suppressed} suppressed; each number rounded by itself`);
  return release;
}

/** A contributor’s no, which no vote and no grant overrules. */
async function objectTo({ cast, datasetId }: Case, federationId: string, earlier: ReleaseSeen): Promise<void> {
  const { organisationId } = await seatOf(cast.bruno);
  const reason = 'I nostri soci non vogliono.';
  const input = { organisationId, federationId, datasetId, kind: 'OPT_OUT', reason };
  await cast.bruno.ask(OBJECT, { input });
  narrator.sees('Bruno', `objects for Cooperativa Dora to any use of its rows: “${reason}”`);
  const { code, message } = await refusedDownload(cast.rita, earlier);
  narrator.sees('Rita', `opens the file that she drew before: ${code}: ${message}`);
}

/** The trap that is none: the first table minus one without Bruno's rows would be Bruno's rows. */
async function heldBack({ cast: { rita }, datasetId }: Case): Promise<void> {
  const { refusal } = await ended(rita, { datasetId, purpose: 'ACADEMIC_RESEARCH', ...COLUMNS });
  mustBe(refusal?.code === 'EXTRACT.HELD_BACK', `a table without them is held back, not ${refusal?.code ?? 'given'}`);
  narrator.sees('', `asks for the table without them: ${refusal.code}: ${refusal.message}`);
}

async function revoke({ cast, datasetId, id }: Case, release: ReleaseSeen): Promise<void> {
  const note = 'Tabelle pubblicate senza citare la fonte.';
  await act(cast.ada, 'revokeApplication', { applicationId: id, note });
  const { state, grants } = await seen(cast.rita, id);
  narrator.sees('Ada', `revokes it: “${note}”`, `it is ${state}; its grant ended: ${grants[0]?.endReason ?? '–'}`);
  const refusal = await refusalOf(extract(cast.rita, { datasetId, purpose: 'ACADEMIC_RESEARCH', ...COLUMNS }));
  narrator.sees('Rita', `asks for another extract: ${refusal.code}`);
  const { code } = await refusedDownload(cast.rita, release);
  narrator.sees('', `and opens the file of the first: ${code}`);
}

async function refusedDownload(by: Person, { csv }: ReleaseSeen): Promise<ApiRefusal> {
  const download = await by.download(csv.url);
  if (!(download instanceof ApiRefusal)) throw new Error('This download should have been refused.');
  return download;
}

/** Ugo, whom Chapter 5 showed nothing, may now know of the dataset, and so may read its account. */
async function account({ cast: { ugo }, datasetId }: Scene, { url }: Place): Promise<void> {
  const { dataset } = await ugo.ask<AccountSeen>(ACCOUNT, { id: datasetId });
  const { extracts, applications, grants } = dataset.accountability;
  const page = await ugo.download(`${url}/datasets/${datasetId}/accountability`);
  if (page instanceof ApiRefusal) throw page;
  narrator.sees('Ugo', 'a stranger, may know of the dataset now, and so reads its accountability page:');
  narrator.sees('', `extracts asked for: ${extracts.total} (${inWords(extracts.outcomes)})`);
  narrator.sees('', `  refused because of: ${inWords(extracts.reasons)}`);
  narrator.sees('', `applications: ${applications.total} (${inWords(applications.outcomes)})`);
  narrator.sees('', `  median time to a decision: ${applications.medianHours ?? '–'} hours`);
  narrator.sees('', `grants: ${grants.live} hold, ended: ${inWords(grants.ends)}`);
  const named = ['Rita', 'Sara', 'Carla', 'Elena'].filter((name) => page.includes(name));
  if (named.length > 0) throw new Error(`The page names ${named.join(', ')}.`);
}

const inWords = (counts: Counts): string => counts.map(({ term, count }) => `${term} ${count}`).join(', ') || 'none';

/** Who was told what by mail, in whose language; what can wait comes in one mail the next morning. */
async function mails({ cast }: Scene, { mailDirectory }: Place): Promise<void> {
  narrator.sees('the mailbox', 'each in their own language, with the facts and no secret in the link:');
  for (const person of [cast.rita, cast.sara, cast.ada, cast.carla, cast.elena]) {
    const { me, notifications } = await person.askUntil<NotificationsSeen>(
      NOTIFICATIONS,
      {},
      ({ notifications: { items } }) =>
        items.every(({ delivery, mailedAt }) => delivery !== 'AT_ONCE' || mailedAt !== null),
    );
    const sent = (await readMailbox(mailDirectory)).filter(({ to }) => to === me.email);
    const told = notifications.items.toReversed().filter(({ mailedAt }) => mailedAt !== null);
    const subjects = told.map(({ headline }) => sent.find(({ subject }) => subject === headline)?.subject ?? '–');
    const waiting = notifications.items.length - told.length;
    if (waiting > 0) subjects.push(`(${waiting} more in tomorrow morning’s digest)`);
    narrator.sees(person.name, ...subjects);
  }
}
