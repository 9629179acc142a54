import { BodyService, dataCommittee } from '#governance';
import type { BodyId, FederationId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Member } from './member';
import { membersMay } from './policies';
import type { World } from './world';

type Made = { readonly id: string };

/** A statute by which members may give each other proxies. */
const PROXIES = { maxPerHolder: 3, large: null, article: 'regolamento, art. 7' } as const;
export const STATUTE = dataCommittee({ proxies: PROXIES });

/** One of everything that a body has. */
export type BodyRecords = Record<
  | 'body'
  | 'person'
  | 'discussed'
  | 'decision'
  | 'draft'
  | 'assembly'
  | 'item'
  | 'proxy'
  | 'comment'
  | 'amendment'
  | 'document',
  string
>;

/** The assembly of a federation. */
export async function bodyOf(by: Member, federationId: FederationId): Promise<BodyId> {
  const { bodies } = await by.send<{ bodies: { items: { id: BodyId; kind: string; federationId: string }[] } }>(
    '{ bodies { items { id kind federationId } } }',
  );
  const body = bodies.items.find((it) => it.kind === 'FEDERATION' && it.federationId === federationId);
  if (!body) throw new Error('This federation has no assembly that one may see.');
  return body.id;
}

/** Makes somebody chair and secretary, as a founding does. */
export const seat = (world: World, bodyId: BodyId, { id }: Member): Promise<void> =>
  world.app.get(UnitOfWork).run({ id: 'system:test' }, async (tx) => {
    for (const office of ['chair', 'secretary'] as const) await world.app.get(BodyService).seat(tx, bodyId, office, id);
  });

/** Makes `officer` chair and secretary of their federation, and has them prepare one assembly and open another. */
export async function bodyRecords(
  world: World,
  federationId: FederationId,
  { officer, other }: { readonly officer: Member; readonly other: Member },
): Promise<BodyRecords> {
  const body = await bodyOf(officer, federationId);
  await seat(world, body, officer);
  const make = makerFor(officer);
  const discussed = await make('proposePolicy', { bodyId: body, document: membersMay('read') });
  const about = { proposalId: discussed };
  const decision = await make('proposeDecision', {
    ...{ bodyId: body, title: 'Una sede', text: 'Affittiamo una sede.', method: { kind: 'YES_NO' } },
  });
  const firstCall = await minutesFromNow(world, 2);
  const meeting = { bodyId: body, title: 'Assemblea', place: 'Torino', firstCall };
  const draft = await make('draftAssembly', meeting);
  const assembly = await make('draftAssembly', meeting);
  await make('addAgendaItem', { assemblyId: assembly, proposalId: decision });
  const { conveneAssembly } = await officer.send<{ conveneAssembly: { agenda: Made[] } }>(
    'mutation ($id: ID!) { conveneAssembly(id: $id) { agenda { id } } }',
    { id: assembly },
  );
  world.clock.advanceMinutes(3);
  await make('openCall', { assemblyId: assembly, call: 'FIRST' });
  await make('recordAttendance', { assemblyId: assembly, memberId: other.id, mode: 'ROOM' });
  return {
    ...{ body, person: other.id, discussed, decision, draft, assembly, item: conveneAssembly.agenda[0]?.id ?? '' },
    comment: await make('comment', { ...about, kind: 'QUESTION', text: 'Perché?' }),
    amendment: await make('submitAmendment', {
      ...{ ...about, clause: 'title', kind: 'REPLACE', text: 'Un altro titolo', reason: 'Più chiaro.' },
    }),
    proxy: await make('grantProxy', { assemblyId: assembly, holderId: other.id }),
    document: await attached(world, officer, assembly),
  };
}

/** An assembly that was over as soon as it began, with its minutes. */
export async function endedAssembly(world: World, officer: Member, bodyId: string): Promise<string> {
  const make = makerFor(officer);
  const firstCall = await minutesFromNow(world, 2);
  const id = await make('draftAssembly', { bodyId, title: 'Breve', place: 'Torino', firstCall });
  const proposalId = await make('proposeDecision', {
    ...{ bodyId, title: 'Una bici', text: 'Compriamo una bici.', method: { kind: 'YES_NO' } },
  });
  await make('addAgendaItem', { assemblyId: id, proposalId });
  await officer.send('mutation ($id: ID!) { conveneAssembly(id: $id) { id } }', { id });
  await world.settle();
  world.clock.advanceMinutes(3);
  await make('openCall', { assemblyId: id, call: 'FIRST' });
  await officer.send('mutation ($id: ID!) { closeAssembly(id: $id) { id } }', { id });
  return id;
}

const makerFor =
  (officer: Member) =>
  async (name: string, input: object): Promise<string> => {
    const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
    const made = await officer.send<Record<string, Made>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`,
      { input },
    );
    return made[name]?.id ?? '';
  };

async function attached({ app }: World, { token }: Member, assembly: string): Promise<string> {
  const { body } = await app.inject({
    method: 'PUT',
    url: `/uploads/assemblies/${assembly}?title=Preventivo`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: 'a,b',
  });
  return (JSON.parse(body) as Made).id;
}

/** As the clock of the body shows it. */
async function minutesFromNow({ app }: World, minutes: number): Promise<string> {
  const at = new Date((await app.get(UnitOfWork).now()).getTime() + minutes * 60_000);
  return at.toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).replace(' ', 'T').slice(0, 16);
}
