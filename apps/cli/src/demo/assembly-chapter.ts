import { SystemClock } from '#kernel';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { verifyBallot } from '../verify-ballot';
import {
  ADD_ITEM,
  ATTEND,
  BODY,
  CAST_RANKING,
  CLOSE,
  CLOSE_BALLOT,
  CONVENE,
  DRAFT,
  LEGALITY,
  OPEN_CALL,
  OPEN_ITEM,
  PROPOSE_ELECTION,
  PROPOSE_STATUTE,
  SIGN,
  type BodiesSeen,
  type ElectionSeen,
  type MinutesSeen,
} from './assembly-queries';
import { narrator } from './narrator';
import { ApiRefusal, type Person } from './person';
import { ME, type Me, type ProposalSeen } from './queries';
import { decide, show } from './steps';
import type { Cast, Scene } from './story';

/** Nobody waits for days in a demo; a real notice leaves as many as the statute asks. */
const SECONDS_OF_NOTICE = 4;

/** Where this meeting has got to. */
type Meeting = { readonly cast: Cast; readonly bodyId: string; readonly assemblyId: string; readonly itemId: string };

/** The assembly changes its own rules, meets, elects a board in secret, and everybody can check the count. */
export async function assemblyChapter({ cast }: Scene, directory: string): Promise<void> {
  narrator.chapter('The assembly meets and elects its board in secret', 8);
  const bodyId = await makeElectionsSecret(cast);
  const proposal = await proposeBoard(cast, bodyId);
  const meeting = await openMeeting(cast, bodyId, proposal);
  const { url, receipts } = await vote(meeting);
  await signedMinutes(meeting);
  await recount(cast.elena, { url, directory, receipt: receipts[0] ?? '' });
}

async function makeElectionsSecret(cast: Cast): Promise<string> {
  const { bodies } = await cast.ada.ask<BodiesSeen>(BODY);
  const body = bodies.items.find(({ kind }) => kind === 'FEDERATION');
  if (!body) throw new Error('The federation has no body.');
  const { number: base, document } = body.statute;
  const matters = { ...document.matters, election: { ...document.matters.election, secrecy: 'secret' } };
  const { proposeStatute } = await cast.dario.ask<{ proposeStatute: ProposalSeen }>(PROPOSE_STATUTE, {
    input: { bodyId: body.id, base, document: { ...document, matters } },
  });
  show(cast.dario, proposeStatute);
  const everybody = [cast.ada, cast.bruno, cast.carla, cast.dario, cast.elena];
  await decide(cast.dario, proposeStatute.id, new Map(everybody.map((person) => [person, 'YES'])));
  return body.id;
}

async function proposeBoard(cast: Cast, bodyId: string): Promise<string> {
  const candidates = await Promise.all(
    [cast.carla, cast.dario, cast.elena].map(async (person) => {
      const { me } = await person.ask<Me>(ME);
      return { personId: me.id, name: me.name };
    }),
  );
  const { proposeElection } = await cast.ada.ask<{ proposeElection: ProposalSeen }>(PROPOSE_ELECTION, {
    input: { bodyId, title: 'Elezione del consiglio', office: 'BOARD', method: { kind: 'STV', seats: 2 }, candidates },
  });
  show(cast.ada, proposeElection);
  return proposeElection.id;
}

async function openMeeting(cast: Cast, bodyId: string, proposalId: string): Promise<Meeting> {
  const { ada, bruno, carla, dario, elena } = cast;
  const { draftAssembly } = await bruno.ask<{ draftAssembly: { id: string } }>(DRAFT, {
    input: { bodyId, title: 'Assemblea ordinaria', place: 'Torino, via Bologna 1', firstCall: soonIn('Europe/Rome') },
  });
  const assemblyId = draftAssembly.id;
  const { addAgendaItem } = await bruno.ask<{ addAgendaItem: { agenda: { id: string }[] } }>(ADD_ITEM, {
    input: { assemblyId, proposalId },
  });
  const { conveneAssembly } = await bruno.ask<{ conveneAssembly: { noticeHash: string; noticeIsShort: boolean } }>(
    CONVENE,
    { id: assemblyId },
  );
  const { noticeHash, noticeIsShort } = conveneAssembly;
  narrator.sees('Bruno', `convenes the assembly; the notice is known by ${noticeHash.slice(0, 16)}…`);
  if (noticeIsShort) narrator.sees('', 'it is short, which this statute allows, and the minutes will say so');
  await after(SECONDS_OF_NOTICE * 1_000);
  await ada.ask(OPEN_CALL, { input: { assemblyId, call: 'FIRST' } });
  for (const person of [ada, bruno, carla, dario, elena]) {
    const { me } = await person.ask<Me>(ME);
    await bruno.ask(ATTEND, { input: { assemblyId, memberId: me.id, mode: 'ROOM' } });
  }
  narrator.sees('Ada', 'opens the first call; five members are in the room');
  return { cast, bodyId, assemblyId, itemId: addAgendaItem.agenda[0]?.id ?? '' };
}

async function vote({ cast, assemblyId, itemId }: Meeting): Promise<{ url: string; receipts: string[] }> {
  const { ada, bruno, carla, dario, elena } = cast;
  const { openItem } = await ada.ask<{ openItem: { id: string; options: string[] } }>(OPEN_ITEM, { id: itemId });
  narrator.sees('the paper', ...openItem.options.map((option, place) => `${place}: ${option}`));
  await showLegality(ada, assemblyId);
  const rankings = new Map<Person, number[][]>([
    [ada, [[0], [1]]],
    [bruno, [[0], [2]]],
    [carla, [[0], [1], [2]]],
    [dario, [[1], [0]]],
    [elena, [[2]]],
  ]);
  const receipts: string[] = [];
  for (const [person, ranking] of rankings) {
    const input = { ballotId: openItem.id, ranking };
    const { castVote } = await person.ask<{ castVote: { receipt: string } }>(CAST_RANKING, { input });
    receipts.push(castVote.receipt);
  }
  narrator.sees('Ada', `votes and is told, this once: “${receipts[0] ?? ''}”`);
  const { closeBallot } = await ada.ask<ElectionSeen>(CLOSE_BALLOT, { id: openItem.id });
  const { elected, reason, root, warnings } = closeBallot.result;
  narrator.sees('the assembly', `elects ${elected.join(' and ')}`, reason.en, `Merkle root of the box ${root}`);
  narrator.sees('', ...warnings.map(({ en }) => en));
  return { url: closeBallot.exportUrl, receipts };
}

async function showLegality(by: Person, id: string): Promise<void> {
  const { assembly } = await by.ask<{ assembly: { legality: { state: string; en: string; article: string }[] } }>(
    LEGALITY,
    { id },
  );
  const lines = assembly.legality.map(({ state, en, article }) => `${state.toLowerCase()}: ${en} (${article})`);
  narrator.sees('legality', ...lines);
}

async function signedMinutes({ cast: { ada, bruno }, assemblyId }: Meeting): Promise<void> {
  const { closeAssembly } = await ada.ask<MinutesSeen>(CLOSE, { id: assemblyId });
  const { minutesHash: hash, minutes } = closeAssembly;
  for (const person of [ada, bruno]) await person.ask(SIGN, { id: assemblyId, hash });
  const pdf = await ada.download(minutes.pdfUrl);
  if (pdf instanceof ApiRefusal) throw pdf;
  narrator.sees(
    'the minutes',
    `are known by ${hash.slice(0, 16)}…, signed by chair and secretary, ${pdf.length} bytes of PDF`,
  );
}

/** What any member can do at home: count the published papers again, and find the own one among them. */
async function recount(
  by: Person,
  { url, directory, receipt }: { readonly url: string; readonly directory: string; readonly receipt: string },
): Promise<void> {
  const ballot = await by.download(url);
  if (ballot instanceof ApiRefusal) throw ballot;
  const path = join(directory, 'ballot.ndjson');
  await writeFile(path, ballot);
  narrator.sees('verify', `recounts the published papers without the server, and looks for “${receipt}”`);
  if (verifyBallot(path, receipt) !== 0) throw new Error('The published ballot should confirm its result.');
}

/** What clocks show in a time zone in a few seconds: `2027-04-20T18:00:05`. */
function soonIn(timeZone: string): string {
  const soon = new Date(new SystemClock().now().getTime() + SECONDS_OF_NOTICE * 1_000);
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(soon).replace(' ', 'T');
}
