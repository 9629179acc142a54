import { sha256, type OrganisationId } from '#kernel';
import { parsePolicy } from '#policy';
import type { Member } from '../support/member';
import { sharedServiceUsers, type SharedUsers } from '../support/social-services';
import type { World } from '../support/world';

const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id state } }';
const EXTRACT =
  'query ($id: ID!) { extract(id: $id) { state refusal { code message } release { csv { url sha256 } permit { terms { outputCheck { reviewers } } } } } }';
const FIELDS = `extractId round datasetTitle purpose dimensions measures reviewers published suppressed csvUrl outcome
  terms { minPeople } answers { isYours verdict reasons } possibleActions`;
const OPEN = `{ outputChecks { items { ${FIELDS} } nextCursor } }`;
const CHECK = `query ($id: ID!) { outputCheck(extractId: $id) { ${FIELDS} } }`;
const TABLE = `query ($id: ID!, $skip: Int!) { outputCheckTable(extractId: $id, first: 100, skip: $skip) {
  columns rowCount cells { values causes isForOthers near isNarrow isExposed } } }`;
const SAY = `mutation ($input: CheckOutputInput!) { checkOutput(input: $input) { ${FIELDS} } }`;
const INBOX = '{ notifications { items { kind } } }';
const REASONS = 'I numeri mostrati non dicono nulla di nessuno.';

type Cell = { values: (string | null)[]; causes: string[]; isForOthers: boolean; near: string[] };
type Check = {
  extractId: string;
  csvUrl: string | null;
  outcome: string | null;
  answers: { isYours: boolean; verdict: string }[];
  possibleActions: string[];
};
type Release = { csv: { url: string; sha256: string } };
type Extract = { state: string; refusal: { code: string; message: string } | null; release: Release | null };

describe('a table that people look at before it leaves', () => {
  let world: World;
  let shared: SharedUsers;
  let university: OrganisationId;
  let rita: Member;
  let datasetId: string;

  beforeAll(async () => {
    shared = await sharedServiceUsers(300);
    ({ world, datasetId } = shared);
    university = await world.organisation('Università', { affiliated: false });
    rita = await world.person('Rita', university, 'researcher');
    await shared.adoptAll(lookedAtFirst(university, datasetId));
  });
  afterAll(() => world.stop());

  const ask = async (...dimensions: string[]) => {
    const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions, measures: ['hours'] };
    const { requestExtract } = await rita.send<{ requestExtract: { id: string } }>(REQUEST, { input });
    await world.settle();
    return requestExtract.id;
  };
  const read = async (id: string) => (await rita.send<{ extract: Extract }>(EXTRACT, { id })).extract;
  const look = async (by: Member, id: string) => (await by.send<{ outputCheck: Check }>(CHECK, { id })).outputCheck;
  const open = async (by: Member) =>
    (await by.send<{ outputChecks: { items: Check[] } }>(OPEN)).outputChecks.items.map(({ extractId }) => extractId);
  const say = async (by: Member, extractId: string, verdict = 'RELEASE') => {
    const input = { extractId, verdict, reasons: REASONS };
    return (await by.send<{ checkOutput: Check }>(SAY, { input })).checkOutput;
  };
  /** Without the mails that follow from it. */
  const trail = async () => (await world.auditTrail()).replaceAll(' > notification.mailed', '');
  const refused = (code: string) => expect.objectContaining({ code }) as Error;

  it('waits for two of them, and leaves when both have let it go', async () => {
    const [aurora, dora] = shared.cooperatives.map(({ steward }) => steward) as [Member, Member];
    const id = await ask('zone', 'need');
    expect(await read(id)).toMatchObject({ state: 'CHECKING', release: null });
    expect(await open(aurora)).toEqual([id]);
    const { notifications } = await dora.send<{ notifications: { items: { kind: string }[] } }>(INBOX);
    expect(notifications.items.map(({ kind }) => kind)).toContain('OUTPUT_CHECK_ASKED');

    const { csvUrl } = await look(dora, id);
    const { status, bytes } = await dora.download(csvUrl ?? '');
    const seen = bytes.toString();
    expect([status, seen.split('\r\n')[0]]).toEqual([200, 'zone,need,people,hours,conf_status,finding']);
    const { outputCheckTable } = await dora.send<{
      outputCheckTable: { columns: string[]; rowCount: number; cells: Cell[] };
    }>(TABLE, { id, skip: 0 });
    expect(outputCheckTable.columns).toEqual(['zone', 'need', 'people', 'hours', 'conf_status']);
    expect(outputCheckTable.rowCount).toBe(seen.trim().split('\r\n').length - 1);
    const hidden = outputCheckTable.cells.filter(({ values }) => values.includes('C'));
    expect(hidden.length).toBeGreaterThan(0);
    for (const { values, causes, isForOthers, near } of hidden) {
      expect(values.slice(2, 4)).toEqual([null, null]);
      expect([causes.length > 0, near]).toEqual([!isForOthers, []]);
    }

    expect(await say(aurora, id)).toMatchObject({ outcome: null, possibleActions: [] });
    expect(await look(dora, id)).toMatchObject({ answers: [], possibleActions: ['CHECK_OUTPUT'] });
    expect(await open(aurora)).toEqual([]);
    await expect(say(aurora, id, 'WITHHOLD')).rejects.toThrow(refused('OUTPUTCHECK.ANSWERED'));
    const decided = await say(dora, id);
    expect(decided).toMatchObject({ outcome: 'RELEASED', csvUrl: null });
    expect(decided.answers.map(({ isYours }) => isYours)).toEqual([false, true]);
    await world.settle();

    const { state, release } = await read(id);
    expect([state, release]).toMatchObject(['RELEASED', { permit: { terms: { outputCheck: { reviewers: 2 } } } }]);
    const left = (await rita.download(release?.csv.url ?? '')).bytes.toString();
    expect(sha256(left)).toBe(release?.csv.sha256);
    expect(seen.split('\r\n').map((line) => line.replace(/,[^,]*$|,"[^"]*"$/, ''))).toEqual(left.split('\r\n'));
    expect(await trail()).toContain(
      'output-check.opened > extract.checking > output-check.downloaded > output-check.answered > output-check.answered > output-check.settled > extract.released',
    );
  });

  it('does not leave when one of them withholds it, and nobody is told what they saw', async () => {
    const [, dora, sangone] = shared.cooperatives.map(({ steward }) => steward) as [Member, Member, Member];
    const id = await ask('need');
    const { csvUrl } = await look(dora, id);
    expect(await say(sangone, id, 'WITHHOLD')).toMatchObject({ outcome: 'WITHHELD' });
    const { state, refusal, release } = await read(id);
    expect([state, refusal?.code, release]).toEqual(['REFUSED', 'EXTRACT.WITHHELD', null]);
    expect(refusal?.message).not.toContain(REASONS);
    await expect(say(dora, id)).rejects.toThrow(refused('OUTPUTCHECK.CLOSED'));
    expect((await dora.download(csvUrl ?? '')).status).toBe(422);
    const { notifications } = await rita.send<{ notifications: { items: { kind: string }[] } }>(INBOX);
    expect(notifications.items[0]).toEqual({ kind: 'OUTPUT_CHECKED' });
    expect(await trail()).toMatch(/output-check\.answered > output-check\.settled > extract\.refused$/);
  });

  it('is missing for whoever asks for it, and for who is no steward', async () => {
    const [aurora] = shared.cooperatives;
    const member = await world.person('Mirella', aurora.id, 'member');
    const id = await ask('zone');
    const { csvUrl } = await look(aurora.steward, id);
    for (const other of [rita, member]) {
      expect(await open(other)).toEqual([]);
      await expect(look(other, id)).rejects.toThrow(refused('OUTPUTCHECK.MISSING'));
      await expect(say(other, id)).rejects.toThrow(refused('OUTPUTCHECK.MISSING'));
      expect((await other.download(csvUrl ?? '')).status).toBe(404);
    }
    await expect(say(aurora.steward, id, 'RELEASE')).resolves.toMatchObject({ outcome: null });
  });

  it('does not leave when nobody looks at it for thirty days', async () => {
    const [aurora] = shared.cooperatives;
    const id = await ask('zone', 'sex');
    world.clock.advanceDays(14);
    await world.settle();
    expect(await world.auditTrail()).toContain('output-check.reminded');
    expect(await look(aurora.steward, id)).toMatchObject({ outcome: null });
    world.clock.advanceDays(16);
    await world.settle();
    expect(await read(id)).toMatchObject({ state: 'FAILED', refusal: { code: 'EXTRACT.NOT_CHECKED' }, release: null });
  });
});

const lookedAtFirst = (university: OrganisationId, datasetId: string) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Looked at first', prohibitions: [], validUntil: null },
    permissions: [
      {
        assignee: { type: 'role', role: 'researcher', organisations: [university] },
        ...{ actions: ['read'], subject: 'Dataset', where: { id: { $eq: datasetId } } },
      },
      {
        assignee: { type: 'role', role: 'researcher', organisations: [university] },
        ...{ actions: ['requestExtract'], subject: 'Dataset', where: { id: { $eq: datasetId } } },
        ...{ purposes: ['AcademicResearch'], dimensions: ['zone', 'sex', 'need'], measures: ['hours'] },
        terms: { minPeople: 10, minContributors: 2, generalise: false, outputCheck: { reviewers: 2 } },
      },
    ],
  });
