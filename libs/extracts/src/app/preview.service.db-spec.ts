import type { Dataset } from '#catalogue';
import { BodyService, dataCommittee, MotionService, StatuteService, type Proposal } from '#governance';
import { newId, type OrganisationId, type PersonId, type PolicyId, type ProposalId } from '#kernel';
import { parsePolicy, type PolicyDocument, type PolicyVersion } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import type { Preview } from '../domain/preview/preview';
import { ExtractService } from './extract.service';
import { PreviewService } from './preview.service';
import { RunService } from './run.service';

const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ],
};
const CSV = `zone,hours\n${['A', 'B'].map((zone) => `${zone},1.5\n`.repeat(5)).join('')}`;
const NAMES = { organisation: (id: string) => id, dataset: (id: string) => id };
const MEMBERS = { type: 'members' };
const TERMS = { minPeople: 10, minContributors: 3 };
const NO_CHANGE = {
  ...{ becomeGranted: 0, becomeRefused: 0, termsChange: 0 },
  ...{ releasesLost: 0, releasesRegained: 0, openChanged: 0 },
};

describe('the preview of a proposal', () => {
  let commons: Commons;
  let university: OrganisationId;
  let rita: PersonId;
  let dataset: Dataset;
  let hidden: Dataset;
  let research: PolicyVersion;
  let ada: PersonId;

  beforeEach(async () => {
    commons = await Commons.start();
    await foundAssembly();
    ada = await commons.person(commons.cooperatives[1] as OrganisationId, 'member');
    university = await outside();
    rita = await commons.person(university, 'researcher');
    const founding = await commons.enact(parsePolicy(membersMay('read', 'propose', 'vote')));
    dataset = await commons.publish(schema, 'Persone seguite');
    hidden = await commons.publish(schema, 'Alloggi');
    for (const at of [0, 1, 2]) await commons.contribute(dataset, at, CSV);
    await commons.end(founding);
    await commons.enact(visible([dataset.id]));
    research = await commons.enact(researchersMay());
  });
  afterEach(() => commons.stop());

  const foundAssembly = () =>
    commons.work(async (tx) => {
      const place = { kind: 'federation', federationId: commons.federationId, organisationId: null } as const;
      const body = await commons.get(BodyService).enter(tx, place);
      await commons.get(StatuteService).found(tx, body, dataCommittee(), null);
    });
  /** An organisation that is in no federation. */
  const outside = (): Promise<OrganisationId> =>
    commons.work(async (tx) => {
      const id = newId<OrganisationId>();
      await tx.query(`insert into identity.organisation (id, name, kind) values ($1, 'Università', 'association')`, [
        id,
      ]);
      return tx.unchanged(id);
    });
  const document = (change: object): PolicyDocument =>
    parsePolicy({
      ...{ schema: 'granaio-policy/1', title: 'Una regola', permissions: [], prohibitions: [], validUntil: null },
      ...change,
    });
  /** Members may govern, and see these datasets. */
  const visible = (ids: string[]) =>
    document({
      title: 'I soci',
      permissions: [
        { assignee: MEMBERS, actions: ['read'], subject: 'Dataset', where: { id: { $in: ids } } },
        { assignee: MEMBERS, actions: ['read', 'propose', 'vote'], subject: 'Ballot', where: 'everything' },
        { assignee: MEMBERS, actions: ['read'], subject: 'Policy', where: 'everything' },
      ],
    });
  const researchersMay = (change: object = {}, seen: object = { id: { $eq: dataset.id } }) => {
    const assignee = { type: 'role', role: 'researcher', organisations: [university] };
    const reading = { assignee, actions: ['read'], subject: 'Dataset', where: seen };
    const asking = {
      ...{ assignee, actions: ['requestExtract'], subject: 'Dataset', where: { id: { $eq: dataset.id } } },
      ...{ purposes: ['AcademicResearch'], dimensions: ['zone'], measures: ['hours'], terms: TERMS },
      ...change,
    };
    return document({ title: 'Ricerca', permissions: [reading, asking] });
  };

  const ask = async (purpose = 'AcademicResearch' as const) => {
    const wish = { purpose, dimensions: ['zone'], measures: ['hours'] };
    return commons.get(ExtractService).request(await commons.actor(rita), dataset.id, wish);
  };
  const release = async () => {
    const { id } = await ask();
    await commons.get(RunService).run(SYSTEM, id);
    return id;
  };
  const motions = () => commons.get(MotionService);
  const propose = async (draft: PolicyDocument, policyId: PolicyId | null = null): Promise<Proposal> => {
    const input = { federationId: commons.federationId, document: draft, policyId };
    return motions().proposePolicy(await commons.actor(ada), input, NAMES);
  };
  const preview = async (id: ProposalId, by = ada): Promise<Preview> =>
    commons.get(PreviewService).ofProposal(await commons.actor(by), id);
  const previewOf = async (draft: PolicyDocument, policyId: PolicyId | null = research.policyId) =>
    preview((await propose(draft, policyId)).id);

  it('is empty where the draft says what is in force', async () => {
    await release();
    await ask();
    expect(await previewOf(researchersMay())).toEqual({
      ...{ access: [], accessTotal: 0, extracts: [], extractsTotal: 0 },
      ...{ counts: NO_CHANGE, replayed: 2, isComplete: true },
    });
  });

  it('lists the requests that would be refused, the release that is lost and the request still open', async () => {
    await release();
    await ask();
    const { id } = await motions().proposeEnd(await commons.actor(ada), research.policyId);
    const ending = await preview(id);
    expect(ending).toMatchObject({
      extractsTotal: 2,
      counts: { ...NO_CHANGE, becomeRefused: 2, releasesLost: 1, openChanged: 1 },
    });
    expect(ending.extracts[0]).toMatchObject({
      ...{ extractId: null, requestedBy: null, state: 'granted', release: null },
      ...{ dataset: { id: dataset.id, title: 'Persone seguite' }, purpose: 'AcademicResearch' },
      before: { granted: true, code: null, terms: TERMS },
      after: { granted: false, code: 'DATASET.MISSING', terms: null },
      clause: { policyTitle: 'Ricerca', address: 'permissions/1' },
    });
    expect(ending.extracts[0]?.requestedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(ending.extracts[1]).toMatchObject({ state: 'released', release: 'lost' });
    expect(ending.access).toEqual(
      (['discover', 'readMetadata', 'requestExtract'] as const).map((action) => ({
        ...{ dataset: { id: dataset.id, title: 'Persone seguite' }, action, effect: 'lost' },
        groups: [{ role: 'researcher', organisationId: university }],
      })),
    );
  });

  it('shows who asked to those who may read the request, and to nobody else', async () => {
    await ask();
    const reading = { assignee: MEMBERS, actions: ['read'], subject: 'Extract', where: 'everything' };
    await commons.enact(document({ title: 'Trasparenza', permissions: [reading] }));
    const { extracts } = await previewOf(researchersMay({ purposes: ['CommercialResearch'] }));
    expect(extracts).toMatchObject([
      {
        ...{ requestedBy: rita, extractId: expect.any(String) as string, change: 'becomesRefused' },
        after: { code: 'EXTRACT.OUTSIDE_POLICY' },
      },
    ]);
  });

  it('tells a change of terms, and when it costs a release', async () => {
    await release();
    const weaker = await previewOf(researchersMay({ terms: { minPeople: 10, minContributors: 2 } }));
    expect(weaker.counts).toEqual({ ...NO_CHANGE, termsChange: 1 });
    const stricter = await previewOf(researchersMay({ terms: { minPeople: 20, minContributors: 3 } }));
    expect(stricter).toMatchObject({
      counts: { ...NO_CHANGE, termsChange: 1, releasesLost: 1 },
      extracts: [
        {
          ...{ change: 'termsChange', release: 'lost' },
          after: { granted: true, terms: { minPeople: 20, minContributors: 3 } },
          clause: { policyTitle: 'Ricerca', address: 'permissions/1' },
        },
      ],
    });
  });

  it('asks again what was refused at its time', async () => {
    await expect(ask('CommercialResearch' as never)).rejects.toMatchObject({ code: 'EXTRACT.OUTSIDE_POLICY' });
    const wider = await previewOf(researchersMay({ purposes: ['AcademicResearch', 'CommercialResearch'] }));
    expect(wider).toMatchObject({
      counts: { ...NO_CHANGE, becomeGranted: 1 },
      extracts: [{ state: 'refused', change: 'becomesGranted', before: { code: 'EXTRACT.OUTSIDE_POLICY' } }],
      accessTotal: 0,
    });
  });

  it('names the prohibition that would refuse', async () => {
    await ask();
    const never = { assignee: MEMBERS, actions: ['requestExtract'], subject: 'Dataset', where: 'everything' };
    const forbidding = { ...never, assignee: { type: 'role', role: 'researcher', organisations: [university] } };
    const draft = document({ title: 'Basta estratti', prohibitions: [never, forbidding] });
    expect(await previewOf(draft, null)).toMatchObject({
      extracts: [
        {
          ...{ change: 'becomesRefused', after: { code: 'EXTRACT.NO_POLICY' } },
          clause: { policyTitle: 'Basta estratti', address: 'prohibitions/1' },
        },
      ],
      access: [
        { action: 'requestExtract', effect: 'lost', groups: [{ role: 'researcher', organisationId: university }] },
      ],
    });
  });

  it('says that a dataset becomes visible, but not which to who may not see it yet', async () => {
    const { access } = await previewOf(visible([dataset.id, hidden.id]), null);
    const seen = (group: object) =>
      ['discover', 'readMetadata'].map((action) => ({ dataset: null, action, effect: 'gained', groups: [group] }));
    expect(access).toEqual(seen({ role: null, organisationId: null }));
    const { access: abroad } = await previewOf(researchersMay({}, { id: { $in: [dataset.id, hidden.id] } }));
    expect(abroad).toEqual(seen({ role: 'researcher', organisationId: university }));
  });

  it('of a cooperative’s own policy tells where it narrows what the federation allows', async () => {
    await release();
    const [steward, chair] = [await commons.steward(0), commons.stewards[0] as PersonId];
    const { id: bodyId } = await commons.get(BodyService).found(steward, {
      ...{ federationId: commons.federationId, organisationId: dataset.publisherId, statute: dataCommittee() },
      ...{ chair, secretary: chair },
    });
    const [, asking] = researchersMay({ terms: { minPeople: 20, minContributors: 1 } }).permissions;
    const draft = { bodyId, document: document({ title: 'La nostra', permissions: [asking] }), policyId: null };
    const { id } = await motions().proposePolicy(steward, draft, NAMES);
    expect(await preview(id, chair)).toMatchObject({
      counts: { ...NO_CHANGE, termsChange: 1, releasesLost: 1 },
      extracts: [
        {
          after: { granted: true, terms: { minPeople: 20, minContributors: 3 } },
          clause: { policyTitle: 'La nostra', address: 'permissions/0' },
        },
      ],
      accessTotal: 0,
    });
  });

  it('is for whoever may read the proposal', async () => {
    const { id } = await propose(researchersMay());
    await expect(preview(id, rita)).rejects.toMatchObject({ code: 'PROPOSAL.MISSING' });
  });

  it('writes nothing anywhere', async () => {
    await release();
    await ask();
    const { id } = await motions().proposeEnd(await commons.actor(ada), research.policyId);
    const before = await everything();
    await preview(id);
    expect(await everything()).toEqual(before);
  });

  /** Rows of every table, and how many were ever written or taken away. */
  async function everything(): Promise<unknown> {
    const tables = await commons.db.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    expect(tables.length).toBeGreaterThan(15);
    return Promise.all(
      tables.map(async ({ name }) => [
        name,
        await commons.db.query(`select count(*), md5(string_agg(t::text, '|' order by t::text)) from ${name} t`),
      ]),
    );
  }
});
