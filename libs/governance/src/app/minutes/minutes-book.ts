import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { MembersBook } from '#identity';
import { canonicalJson } from '#kernel';
import type { Transaction } from '#platform';
import { GovernanceStores } from '../../db/governance.stores';
import type { AgendaItem, Assembly, Sitting } from '../../domain/assembly/assembly';
import type { Body, StatuteVersion } from '../../domain/body/body';
import type { MemberId } from '../../domain/electorate/elector';
import { classesOf, applyCaps } from '../../domain/electorate/caps';
import { capSentences } from '../../domain/electorate/cap-sentences';
import { written } from '../../domain/electorate/exact';
import { minutesHash, type BodyForm, type MinutesRecord } from '../../domain/minutes/minutes-record';
import { paired } from '../../domain/sentence';
import { addDays, civilDay } from '../../domain/statute/calendar';
import { BodyNames } from '../body/body-names';
import { Electorate } from '../body/electorate';
import { MinutesItems } from './minutes-items';
import { rollOf, type MeetingRoll } from './minutes-roll';

/** What the minutes are written from. */
type Source = {
  readonly assembly: Assembly;
  readonly body: Body;
  readonly statute: StatuteVersion;
  readonly sittings: readonly Sitting[];
  readonly items: readonly AgendaItem[];
  readonly roll: MeetingRoll;
};

/** Writes down what happened in an assembly, from its record and nothing else. */
@Injectable()
export class MinutesBook {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly electorate: Electorate,
    private readonly members: MembersBook,
    private readonly names: BodyNames,
    private readonly items: MinutesItems,
    private readonly audit: AuditService,
  ) {}

  /** Writes the minutes of an assembly that was just closed. */
  async write(tx: Transaction, assembly: Assembly): Promise<Assembly> {
    const record = await this.record(tx, await this.source(tx, assembly));
    const hash = minutesHash(record);
    const withMinutes: Assembly = { ...assembly, minutesHash: hash };
    await this.stores.assemblies.saveMinutes(tx, assembly.id, canonicalJson(record));
    await this.stores.assemblies.update(tx, withMinutes);
    tx.record({ type: 'minutes.written', assemblyId: assembly.id, hash });
    return withMinutes;
  }

  private async source(tx: Transaction, assembly: Assembly): Promise<Source> {
    const body = await this.stores.bodies.find(tx, assembly.bodyId);
    const statute = await this.stores.statutes.version(tx, assembly.bodyId, assembly.statuteNumber);
    const at = assembly.closedAt ?? assembly.firstCallAt;
    const { electors } = await this.electorate.entitled(tx, body, statute.document, assembly.firstCallAt);
    const roll = rollOf(electors, {
      attendances: await this.stores.meetings.attendances(tx, assembly.id),
      proxies: await this.stores.meetings.proxies(tx, assembly.id),
      advance: await this.votedInAdvance(tx, assembly),
      closedAt: at,
    });
    return {
      ...{ assembly, body, statute, roll },
      sittings: await this.stores.meetings.sittings(tx, assembly.id),
      items: await this.stores.assemblies.items(tx, assembly.id),
    };
  }

  private async votedInAdvance(tx: Transaction, assembly: Assembly): Promise<MemberId[]> {
    const { ballots, votes } = this.stores;
    const found: MemberId[] = [];
    for (const { id, textHash, secrecy } of await ballots.ofAssembly(tx, assembly.id)) {
      const voters = secrecy === 'secret' ? votes.participants(tx, id, textHash) : votes.open(tx, id, textHash);
      found.push(...(await voters).filter(({ inAdvance }) => inAdvance).map(({ memberId }) => memberId));
    }
    return found;
  }

  private async record(tx: Transaction, source: Source): Promise<MinutesRecord> {
    const { assembly, body, statute, sittings, items, roll } = source;
    const opened = sittings.at(-1);
    const documents = await this.stores.assemblies.documents(tx, assembly.id);
    const { document } = statute;
    const offices = [assembly.chair, assembly.secretary].flatMap((id) => id ?? []);
    const nameOf = await this.names.ofMembers(tx, [...roll.everybody, ...offices]);
    const [chair, secretary] = [nameOfOffice(assembly.chair, nameOf), nameOfOffice(assembly.secretary, nameOf)];
    return {
      schema: 'granaio-minutes/1',
      body: {
        ...{ name: await this.names.of(tx, body), kind: await this.kindOf(tx, body), timeZone: document.timeZone },
        statute: { version: statute.number, hash: statute.hash },
      },
      assembly: { title: assembly.title, place: assembly.place },
      notice: await this.notice(tx, source),
      calls: {
        first: assembly.firstCallAt.toISOString(),
        second: assembly.secondCallAt?.toISOString() ?? null,
        opened: opened ? { call: opened.call === 1 ? 'first' : 'second', at: opened.openedAt.toISOString() } : null,
        adjourned: adjournedOf(sittings),
        closedAt: (assembly.closedAt ?? assembly.firstCallAt).toISOString(),
      },
      ...{ chair, secretary },
      ...this.strength(source),
      attendance: attendanceOf(roll, nameOf),
      proxies: roll.proxies.map(({ principalId, holderId }) => ({
        principal: nameOf(principalId),
        holder: nameOf(holderId),
      })),
      agenda: await this.items.of(tx, items, document),
      attachments: documents.map(({ title, sha256 }) => ({ title, sha256 })),
      logHead: (await this.audit.head()) ?? null,
      challenge: challengeOf(source),
      signatures: [
        { role: 'chair', name: chair, signedAt: null },
        { role: 'secretary', name: secretary, signedAt: null },
      ],
    };
  }

  private async notice(tx: Transaction, { assembly, statute }: Source): Promise<MinutesRecord['notice']> {
    const { article } = statute.document.notice;
    const day = assembly.earliestCallAt ? civilDay(assembly.earliestCallAt, statute.document.timeZone) : '';
    return {
      sentAt: (assembly.convenedAt ?? assembly.firstCallAt).toISOString(),
      recipients: (await this.stores.assemblies.recipients(tx, assembly.id)).length,
      hash: assembly.noticeHash ?? '',
      problem: assembly.noticeIsShort
        ? {
            it: `Avviso inviato in ritardo (${article}): la prima convocazione poteva essere non prima del ${day}.`,
            en: `The notice was sent too late (${article}): the first call could be on ${day} at the earliest.`,
          }
        : null,
    };
  }

  /** Votes after ceilings, of all who were entitled and of all who were present or represented at some time. */
  private strength({ roll, statute }: Source): Pick<MinutesRecord, 'entitled' | 'present' | 'caps'> {
    const { caps } = statute.document;
    const present = roll.electors.filter(({ memberId }) => roll.present.has(memberId));
    const [all, there] = [applyCaps(caps, classesOf(roll.electors)), applyCaps(caps, classesOf(present))];
    return {
      entitled: { members: roll.electors.length, votes: written(all.total) },
      present: { members: present.length, votes: written(there.total) },
      caps: paired({ it: capSentences(there.steps, 'it'), en: capSentences(there.steps, 'en') }),
    };
  }

  private async kindOf(tx: Transaction, { kind, organisationId }: Body): Promise<BodyForm> {
    if (kind === 'federation' || kind === 'committee') return kind;
    if (!organisationId) return 'federation';
    const organisation = await this.members.organisation(tx, organisationId);
    return organisation.kind === 'association' ? 'association' : 'cooperative';
  }
}

const attendanceOf = ({ entries }: MeetingRoll, nameOf: (id: MemberId) => string): MinutesRecord['attendance'] =>
  entries.map(({ memberId, by, ...entry }) => ({
    ...entry,
    name: nameOf(memberId),
    how: entry.how === 'represented' ? { kind: entry.how, by: by ? nameOf(by) : '' } : { kind: entry.how },
  }));

const nameOfOffice = (id: MemberId | null, nameOf: (id: MemberId) => string) => (id ? nameOf(id) : '—');

function challengeOf({ assembly, statute: { document } }: Source): MinutesRecord['challenge'] {
  const day = civilDay(assembly.closedAt ?? assembly.firstCallAt, document.timeZone);
  return { until: addDays(day, document.challenge.days), article: document.challenge.article };
}

/** The first call, where a second one followed. */
function adjournedOf(sittings: readonly Sitting[]): MinutesRecord['calls']['adjourned'] {
  const [first, second] = sittings;
  if (!first?.closedAt || !second) return null;
  return { openedAt: first.openedAt.toISOString(), closedAt: first.closedAt.toISOString() };
}
