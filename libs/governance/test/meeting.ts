import { MembersBook, type Language } from '#identity';
import {
  newId,
  type AgendaItemId,
  type AssemblyId,
  type FederationId,
  type OrganisationId,
  type PersonId,
} from '#kernel';
import { UnitOfWork } from '#platform';
import type { Actor } from '#policy';
import type { Standing } from '../src/domain/electorate/standing';
import { addDays, civilDay } from '../src/domain/statute/calendar';
import {
  AssemblyService,
  BallotService,
  BodyService,
  MeetingService,
  MotionService,
  PRESETS,
  ProxyService,
  type AgendaItem,
  type Assembly as Convened,
  type Ballot,
  type Body,
  type Call,
  type MeetingProxy,
  type MemberId,
  type Proposal,
  type StatuteDocument,
} from '../src/index';
import type { Assembly } from './assembly';

const ROME = 'Europe/Rome';
export const NAMES_FOR = () =>
  Promise.resolve({ organisation: (id: string) => `«${id}»`, dataset: (id: string) => `«${id}»` });

/** A preset, with whole parts of it changed. */
export function preset(key: (typeof PRESETS)[number]['key'], changes: Partial<StatuteDocument> = {}): StatuteDocument {
  const found = PRESETS.find((it) => it.key === key);
  if (!found) throw new Error(`There is no preset ${key}.`);
  return { ...found.document, ...changes };
}

/** The same change in the rules of every matter. */
export const everywhere = (
  { matters, ...statute }: StatuteDocument,
  change: Partial<StatuteDocument['matters']['other']>,
): StatuteDocument => ({
  ...statute,
  matters: Object.fromEntries(
    Object.entries(matters).map(([matter, rules]) => [matter, { ...rules, ...change }]),
  ) as StatuteDocument['matters'],
});

export const ORDINARY: Omit<Standing, 'memberId'> = {
  ...{ category: 'ordinary', isSuspended: false, isInArrears: false },
  ...{ shares: 0, ownMembers: 0, exchange: 0 },
};

/** An organisation of a federation that decides for itself. Its people are called by their names; the first leads it, the second writes. */
export class Cooperative {
  private constructor(
    readonly hall: Assembly,
    readonly federationId: FederationId,
    readonly organisationId: OrganisationId,
    readonly ids: Map<string, PersonId>,
    readonly body: Body,
  ) {}

  static async found(hall: Assembly, statute: unknown, names: readonly string[]): Promise<Cooperative> {
    const { federationId, cooperativeId: organisationId } = await hall.found();
    const ids = new Map<string, PersonId>();
    for (const name of names) ids.set(name, await enrol(hall, organisationId, { name, days: 300 }));
    const [chair, secretary] = [...ids.values()] as [PersonId, PersonId];
    await hall.work((tx) => hall.enrol(tx, chair, organisationId, 'steward'));
    const founding = { federationId, organisationId, statute, chair, secretary };
    const body = await hall.get(BodyService).found(await hall.actor(chair), founding);
    return new Cooperative(hall, federationId, organisationId, ids, body);
  }

  /** The same people in another of their bodies. */
  in(body: Body): Cooperative {
    return new Cooperative(this.hall, this.federationId, this.organisationId, this.ids, body);
  }

  /** @param days ago, on which they were entered in the book */
  async join(name: string, days = 300, language: Language = 'it'): Promise<PersonId> {
    const id = await enrol(this.hall, this.organisationId, { name, days, language });
    this.ids.set(name, id);
    return id;
  }

  id(name: string): PersonId {
    const id = this.ids.get(name);
    if (!id) throw new Error(`Nobody here is called ${name}.`);
    return id;
  }

  get chair(): string {
    return [...this.ids.keys()][0] ?? '';
  }

  actor(name = this.chair): Promise<Actor> {
    return this.hall.actor(this.id(name));
  }

  async standing(name: string, standing: Partial<Standing>): Promise<void> {
    const secretary = await this.actor([...this.ids.keys()][1]);
    const whole = { ...ORDINARY, memberId: this.id(name), ...standing };
    await this.hall.get(BodyService).recordStanding(secretary, this.body.id, whole);
  }

  /** Somebody of another cooperative of the same federation. */
  async neighbour(): Promise<Actor> {
    const sangone = await this.hall.work(async (tx) => {
      const book = this.hall.get(MembersBook);
      const { id } = await book.addOrganisation(tx, { name: 'Sangone', kind: 'cooperative' });
      await book.affiliate(tx, { organisationId: id, federationId: this.federationId, since: '2026-01-01' });
      return id;
    });
    return this.hall.actor(await this.hall.person(sangone));
  }

  async decision(title = 'Bilancio sociale', more: object = {}, by = this.chair): Promise<Proposal> {
    const decision = { title, text: `Si propone: ${title}.`, method: { kind: 'yesNo' }, options: [], ...more };
    return this.hall.get(MotionService).proposeDecision(await this.actor(by), this.body.id, decision);
  }

  /** A civil day so many days from now, at a time that no clock change touches. */
  async on(days: number, time = '18:00'): Promise<string> {
    return `${addDays(civilDay(await this.now(), ROME), days)}T${time}`;
  }

  now(): Promise<Date> {
    return this.hall.get(UnitOfWork).now();
  }

  async draft(first: string, second: string | null = null): Promise<Convened> {
    const input = { title: 'Assemblea ordinaria', text: '', place: 'Torino, sala grande' };
    return this.hall
      .get(AssemblyService)
      .draft(await this.actor(), this.body.id, { ...input, firstCall: first, secondCall: second });
  }

  /** An assembly in twenty days, on second call the day after, with these proposals on its agenda; its notice is out. */
  async convene(proposals: readonly Proposal[], { days = 20, second = true } = {}): Promise<Meeting> {
    const { id } = await this.draft(await this.on(days), second ? await this.on(days + 1) : null);
    const assemblies = this.hall.get(AssemblyService);
    for (const proposal of proposals) await assemblies.addItem(await this.actor(), id, proposal.id);
    await assemblies.convene(await this.actor(), id);
    return new Meeting(this, id);
  }

  /** Convened, and on first call with these people in the room. */
  async meet(proposals: readonly Proposal[], there: readonly string[]): Promise<Meeting> {
    const meeting = await this.convene(proposals);
    await meeting.openCall(1);
    await meeting.arrive(...there);
    return meeting;
  }
}

/** One assembly of a cooperative, and what people do in it. */
export class Meeting {
  constructor(
    readonly of: Cooperative,
    readonly id: AssemblyId,
  ) {}

  async read(by?: string): Promise<Convened> {
    return this.of.hall.get(AssemblyService).read(await this.of.actor(by), this.id);
  }

  items(): Promise<AgendaItem[]> {
    return this.of.hall.get(AssemblyService).agenda(this.id);
  }

  /** @param number on the agenda, from 1 */
  async item(number = 1): Promise<AgendaItem> {
    const item = (await this.items())[number - 1];
    if (!item) throw new Error(`There is no item ${number} on the agenda.`);
    return item;
  }

  /** The latest round on an item. */
  async ballot(number = 1): Promise<Ballot> {
    const { proposalId } = await this.item(number);
    const ballot = (await this.of.hall.get(BallotService).ofProposals([proposalId])).get(proposalId);
    if (!ballot) throw new Error(`Item ${number} has no ballot.`);
    return ballot;
  }

  /** Moves the clock to the time of a call, and a minute more. */
  async waitFor(call: Call): Promise<void> {
    const { firstCallAt, secondCallAt } = await this.read();
    const at = (call === 1 ? firstCallAt : secondCallAt) ?? firstCallAt;
    this.of.hall.clock.offsetMs += at.getTime() + 60_000 - (await this.of.now()).getTime();
  }

  async openCall(call: Call, by?: string): Promise<Convened> {
    await this.waitFor(call);
    return this.meetings.openCall(await this.of.actor(by), this.id, call);
  }

  /** The secretary notes who came into the room. */
  async arrive(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.attend([...this.of.ids.keys()][1] ?? '', name, 'room');
  }

  async attend(by: string, name: string, mode: 'room' | 'remote'): Promise<Convened> {
    return this.meetings.attend(await this.of.actor(by), this.id, { memberId: this.of.id(name), mode });
  }

  async leave(name: string, by = name): Promise<Convened> {
    return this.meetings.leave(await this.of.actor(by), this.id, this.of.id(name));
  }

  async open(number = 1, by?: string): Promise<Ballot> {
    return this.meetings.openItem(await this.of.actor(by), (await this.item(number)).id);
  }

  /** Votes on an item: their own, or that of somebody whose proxy they hold; ahead of the meeting on a text they read. */
  async cast(name: string, marks: unknown, how: { item?: number; of?: string; text?: string } = {}) {
    const { id } = await this.ballot(how.item);
    const memberId: MemberId | undefined = how.of === undefined ? undefined : this.of.id(how.of);
    return this.of.hall.ballots.cast(await this.of.actor(name), id, { marks, memberId, textHash: how.text });
  }

  /** The chair ends the vote. */
  async count(number = 1): Promise<Ballot> {
    return this.of.hall.ballots.closeInMeeting(await this.of.actor(), (await this.ballot(number)).id);
  }

  /** Puts an item to the vote, takes these votes and counts them. */
  async vote(votes: Readonly<Record<string, unknown>>, number = 1): Promise<Ballot> {
    await this.open(number);
    for (const [name, marks] of Object.entries(votes)) await this.cast(name, marks, { item: number });
    return this.count(number);
  }

  async grant(principal: string, holder: string, itemId: AgendaItemId | null = null): Promise<MeetingProxy> {
    const grant = { assemblyId: this.id, itemId, holderId: this.of.id(holder), principalId: this.of.id(principal) };
    return this.of.hall.get(ProxyService).grant(await this.of.actor(principal), grant);
  }

  async conflict(name: string, number = 1, by = name): Promise<void> {
    const { proposalId } = await this.item(number);
    const conflict = { memberId: this.of.id(name), statement: 'Sono fornitore della cooperativa.' };
    await this.meetings.declareConflict(await this.of.actor(by), proposalId, conflict);
  }

  async adjourn(): Promise<Convened> {
    return this.meetings.adjourn(await this.of.actor(), this.id);
  }

  async close(): Promise<Convened> {
    return this.meetings.close(await this.of.actor(), this.id);
  }

  private get meetings(): MeetingService {
    return this.of.hall.get(MeetingService);
  }
}

/** @param entry days ago, on which the person was entered */
export async function enrol(
  hall: Assembly,
  organisationId: OrganisationId,
  { name, days = 300, language = 'it' }: { name: string; days?: number; language?: Language },
): Promise<PersonId> {
  const today = civilDay(await hall.get(UnitOfWork).now(), ROME);
  return hall.work(async (tx) => {
    const book = hall.get(MembersBook);
    const { id: personId } = await book.addPerson(tx, { name, email: `${newId()}@example.org`, language });
    await book.enrol(tx, { personId, organisationId, role: 'member', joinedOn: addDays(today, -days) });
    return personId;
  });
}
