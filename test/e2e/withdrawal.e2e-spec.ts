import { RowStore } from '#warehouse';
import type { ContributionId } from '#kernel';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { everyTable, filesHolding, filesUnder } from '../support/search-everywhere';
import { adopt, contribute, threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const EXTRACT = `query ($id: ID!) { extract(id: $id) { state recall { state number destroyedAt }
  releases { number state } release { csv { url sha256 } parquet { sha256 } } } }`;
const PREVIEW = `query ($input: WithdrawalPreviewInput!) { withdrawalPreview(input: $input) {
  contributions rows people effects { releases numbers recipients grants heldBack } } }`;
const WITHDRAW = 'mutation ($id: ID!) { withdrawContribution(id: $id, reason: "I soci non vogliono.") { state } }';
const RECEIPT = `query ($id: ID!) { destructionReceipt(contributionId: $id) {
  withdrawnAt dueAt destroyedAt verifiedAt rowsSha256 left } }`;
const VERIFY = 'mutation ($id: ID!) { verifyDestruction(contributionId: $id) { left verifiedAt } }';
const LINEAGE = `query ($input: LineageInput!) { lineage(input: $input) {
  contributions { contributionId firstVersion lastVersion withdrawnAt }
  releases { items { extractId number state purpose cells recipients deletions { asked confirmed } } } } }`;
const DUTIES = '{ duties(toFulfil: true) { items { id kind days extractId releaseNumber grantId } } }';
const EVIDENCE = 'mutation ($input: GiveEvidenceInput!) { giveEvidence(input: $input) { state } }';
const TOLD = '{ notifications { items { kind } } }';

type Seen = {
  extract: {
    state: string;
    recall: { state: string; number: number; destroyedAt: string | null } | null;
    releases: { number: number; state: string }[];
    release: { csv: { url: string; sha256: string }; parquet: { sha256: string } };
  };
};

/** Stands in one row of one cooperative, and nowhere else in the world. */
const MARKER = 'pietra segnata 7f3a91c2';
const ZONES = ['A', 'B'];
const schema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ZONES, disclosureRole: 'dimension' },
    { name: 'note', type: 'string', disclosureRole: 'sensitive' },
  ],
};
const csvOf = (rows: number, note = 'niente') =>
  Buffer.from(`zone,note\n${ZONES.map((zone) => `${zone},${note}\n`.repeat(rows)).join('')}`);

describe('one row, from upload to nowhere', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let rita: Member;
  let datasetId: string;
  let contributionId: string;
  let extractId: string;
  let backup: string;
  let dumped: string;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    const [aurora, dora] = cooperatives;
    const { publishDataset } = await aurora.steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: {
        ...{ federationId: world.federationId, publisherId: aurora.id, schema, title: 'Persone seguite' },
        ...{ description: 'Una riga a persona.', needCategory: 'SOCIAL_NEEDS', accessRights: 'RESTRICTED' },
      },
    });
    datasetId = publishDataset.id;
    const university = await world.organisation('Università', { affiliated: false });
    rita = await world.person('Rita', university, 'researcher');
    await adopt(
      world,
      {
        ...{ schema: 'granaio-policy/1', title: 'Ricerca', prohibitions: [], validUntil: null },
        permissions: [
          {
            assignee: { type: 'role', role: 'researcher', organisations: [university] },
            ...{ actions: ['read'], subject: 'Dataset', where: { id: { $eq: datasetId } } },
          },
          {
            assignee: { type: 'role', role: 'researcher', organisations: [university] },
            ...{ actions: ['requestExtract'], subject: 'Dataset', where: { id: { $eq: datasetId } } },
            ...{ purposes: ['AcademicResearch'], dimensions: ['zone'], measures: [] },
            terms: { minPeople: 5, minContributors: 1 },
          },
        ],
      },
      cooperatives.map(({ steward }) => steward),
    );
    await contribute(world, aurora, datasetId, csvOf(40));
    contributionId = await contribute(world, dora, datasetId, csvOf(10, MARKER));
    const { requestExtract } = await rita.send<{ requestExtract: { id: string } }>(REQUEST, {
      input: { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'], measures: [] },
    });
    extractId = requestExtract.id;
    await world.settle();
    backup = await mkdtemp(join(tmpdir(), 'granaio-backup-'));
    await cp(join(world.config.dataDirectory, 'files'), join(backup, 'files'), { recursive: true });
    dumped = await everyTable(world.database);
  });
  afterAll(async () => {
    await rm(backup, { recursive: true, force: true });
    await world.stop();
  });

  const [, , sangone] = [0, 1, 2];
  const seen = async () => (await rita.send<Seen>(EXTRACT, { id: extractId })).extract;
  const dora = () => cooperatives[1].steward;
  const kindsTold = async (to: Member) =>
    (await to.send<{ notifications: { items: { kind: string }[] } }>(TOLD)).notifications.items.map(({ kind }) => kind);
  const rowsFile = async () => {
    const [part] = await world.database.query<{ sha256: string }>(
      'select file_sha256 as sha256 from catalogue.version_part where contribution_id = $1',
      [contributionId],
    );
    return { sha256: part?.sha256 ?? '', contributionId: contributionId as ContributionId };
  };

  it('is readable on the machine that works with it, and nowhere else', async () => {
    const readable = await filesHolding(world.config.dataDirectory, MARKER);
    expect(readable.length).toBeGreaterThan(0);
    expect(readable.every((path) => path.startsWith('shelf/'))).toBe(true);
    expect(await filesHolding(backup, MARKER)).toEqual([]);
    expect(dumped).not.toContain(MARKER);
  });

  it('is in a number that somebody holds', async () => {
    const { release } = await seen();
    const { status, bytes } = await rita.download(release.csv.url);
    expect(status).toBe(200);
    expect(bytes.toString()).toContain('_T,100,F');
  });

  it('can be taken back, by its contributor alone, who is told what that does', async () => {
    const input = { contributionId };
    await expect(cooperatives[0].steward.send(WITHDRAW, { id: contributionId })).rejects.toMatchObject({
      code: 'CONTRIBUTION.MISSING',
    });
    expect(await dora().send(PREVIEW, { input })).toEqual({
      withdrawalPreview: {
        ...{ contributions: [contributionId], rows: 20, people: '20' },
        effects: { releases: 1, numbers: '3', recipients: 1, grants: 0, heldBack: 1 },
      },
    });
  });

  it('is out at once: nothing that was made of it may be had any more', async () => {
    const { release } = await seen();
    expect(await dora().send(WITHDRAW, { id: contributionId })).toEqual({
      withdrawContribution: { state: 'WITHDRAWN' },
    });
    const { status, bytes } = await rita.download(release.csv.url);
    expect([status, bytes.toString()]).toEqual([422, expect.stringContaining('RELEASE.STALE')]);
    expect(['TO_RECOMPUTE', 'HELD']).toContain((await seen()).recall?.state);
  });

  it('is nowhere any more: not in a file, not in a table, not in a queue, not in a mail', async () => {
    const file = await rowsFile();
    const { release } = await seen();
    await world.settle();
    const paths = await filesUnder(world.config.dataDirectory);
    for (const hash of [file.sha256, contributionId, release.csv.sha256, release.parquet.sha256]) {
      expect(paths.filter((path) => path.includes(hash))).toEqual([]);
    }
    expect(await filesHolding(world.config.dataDirectory, MARKER)).toEqual([]);
    expect(await everyTable(world.database)).not.toContain(MARKER);
    const { destructionReceipt } = await dora().send<{ destructionReceipt: Record<string, string> }>(RECEIPT, {
      id: contributionId,
    });
    expect(destructionReceipt).toMatchObject({ rowsSha256: file.sha256, left: [] });
    expect(String(destructionReceipt.destroyedAt) < String(destructionReceipt.dueAt)).toBe(true);
    expect(await dora().send(VERIFY, { id: contributionId })).toMatchObject({ verifyDestruction: { left: [] } });
    expect(await kindsTold(dora())).toEqual(expect.arrayContaining(['ROWS_WITHDRAWN', 'ROWS_DESTROYED']));
  });

  it('cannot be brought back from a backup: its key is in none', async () => {
    const file = await rowsFile();
    const [sealed] = (await filesUnder(backup)).filter((path) => path.includes(file.sha256));
    expect(sealed).toBeDefined();
    await cp(join(backup, sealed ?? ''), join(world.config.dataDirectory, sealed ?? ''));
    await expect(world.app.get(RowStore).open(file)).rejects.toMatchObject({ code: 'KEY.MISSING' });
    await rm(join(world.config.dataDirectory, sealed ?? ''));
  });

  it('leaves whoever had the number with a duty, and its contributor with an account', async () => {
    expect(await kindsTold(rita)).toEqual(expect.arrayContaining(['RELEASE_RECALLED', 'RELEASE_HELD_BACK']));
    const { duties } = await rita.send<{ duties: { items: { id: string }[] } }>(DUTIES);
    expect(duties.items).toMatchObject([
      { kind: 'DELETE_RELEASE', days: 30, extractId, releaseNumber: 1, grantId: null },
    ]);
    const input = { obligationId: duties.items[0]?.id, text: 'Cancellato ovunque.' };
    await rita.send(EVIDENCE, { input });
    expect(await dora().send(LINEAGE, { input: { contributionId } })).toMatchObject({
      lineage: {
        contributions: [{ contributionId, firstVersion: 2, lastVersion: 2, withdrawnAt: expect.any(String) as string }],
        releases: {
          items: [
            {
              ...{ extractId, number: 1, state: 'HELD', purpose: 'ACADEMIC_RESEARCH', cells: 3, recipients: null },
              deletions: { asked: 1, confirmed: 1 },
            },
          ],
        },
      },
    });
    await expect(cooperatives[0].steward.send(LINEAGE, { input: { contributionId } })).rejects.toMatchObject({
      code: 'CONTRIBUTION.MISSING',
    });
  });

  it('does not give itself away when the number is made again', async () => {
    expect(await seen()).toMatchObject({ recall: { state: 'HELD' } });
    await contribute(world, cooperatives[sangone] as Cooperative, datasetId, csvOf(12));
    const again = await seen();
    expect(again).toMatchObject({
      recall: null,
      releases: [
        { number: 1, state: 'REPLACED' },
        { number: 2, state: 'CURRENT' },
      ],
    });
    const { bytes } = await rita.download(again.release.csv.url);
    expect(bytes.toString()).toContain('_T,104,F');
    expect(await kindsTold(rita)).toContain('RELEASE_REMADE');
    expect(await world.auditTrail()).toMatch(
      /contribution\.withdrawn.*release\.recalled.*rows\.destroyed.*release\.recomputed/,
    );
  });
});
