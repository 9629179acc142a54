import type { Scope } from '#identity';
import { newId, type ApplicationId } from '#kernel';
import { FORM, Requests, usePolicy } from '../../test/requests';
import { ApplicationReader, ApplicationService, PartyService, SubmissionService } from '../index';

describe('an application, for those who apply', () => {
  let requests: Requests;

  beforeEach(async () => {
    requests = await Requests.start({ decision: { type: 'reviewers', count: 1 } });
  });
  afterEach(() => requests.stop());

  const service = () => requests.commons.get(ApplicationService);
  const parties = () => requests.commons.get(PartyService);
  const code = (name: string) => expect.objectContaining({ code: name }) as Error;

  it('is a draft that nobody else knows of until it is submitted', async () => {
    const { id, state } = await requests.draft();
    expect(state).toBe('draft');
    await requests.enrol('eva', 2, 'auditor');
    for (const name of ['handler', 'eva'])
      await expect(requests.read(id, name)).rejects.toThrow(code('APPLICATION.MISSING'));
    await requests.submit(id);
    expect((await requests.read(id, 'handler')).roles).toEqual(['handler']);
    expect((await requests.read(id, 'eva')).actions).toEqual(['read', 'readHandlersRemarks']);
    expect(await requests.history(id)).toEqual(['started', 'termsAccepted', 'submitted']);
    expect(await requests.told(requests.commons.stewards[0] as never)).toEqual(['applicationSubmitted']);
  });

  it('is refused with all reasons and what would be allowed, and the refusal stays in its history', async () => {
    const { id } = await requests.draft({ purpose: 'CommercialResearch' }, [
      requests.item(),
      requests.item({ action: 'exportRecords' }),
    ]);
    const submit = requests.commons.get(SubmissionService).submit(await requests.as('ada'), id);
    await expect(submit).rejects.toMatchObject({
      code: 'APPLICATION.REFUSED',
      details: {
        items: [
          { item: 0, code: 'EXTRACT.OUTSIDE_POLICY' },
          { item: 1, code: 'EXTRACT.NO_POLICY', message: expect.stringContaining('exports of records') as string },
        ],
      },
    });
    expect((await requests.read(id)).application).toMatchObject({ state: 'draft', revision: 0 });
    expect(await requests.history(id)).toEqual(['started', 'refused']);
    const kept = await requests.commons.get(ApplicationReader).explained(await requests.as('ada'), id);
    expect(kept.map(({ occasion, granted }) => [occasion, granted])).toEqual([
      ['submit', false],
      ['submit', false],
    ]);
  });

  it('waits for everybody who applies to accept the terms as they are', async () => {
    const [eva, zeno] = [await requests.enrol('eva', 1, 'member'), await requests.enrol('zeno', 2, 'member')];
    const { id } = await requests.draft();
    const ada = await requests.as('ada');
    await parties().invite(ada, id, eva);
    await parties().invite(ada, id, zeno);
    await requests.accept(id);
    await requests.accept(id, 'eva');
    const submit = () => requests.commons.get(SubmissionService).submit(ada, id);
    await expect(submit()).rejects.toMatchObject({ code: 'APPLICATION.NOT_ACCEPTED', details: { missing: [zeno] } });
    await expect(parties().acceptTerms(await requests.as('zeno'), id, 'x')).rejects.toThrow(
      code('APPLICATION.OTHER_TERMS'),
    );
    await parties().remove(ada, id, zeno);
    await expect(requests.read(id, 'zeno')).rejects.toThrow(code('APPLICATION.MISSING'));
    await service().save(ada, id, requests.written({ retentionDays: 30 }));
    await expect(submit()).rejects.toMatchObject({ details: { missing: [ada.identity?.personId, eva] } });
    await requests.accept(id, 'eva');
    expect(await requests.submit(id)).toMatchObject({ state: 'submitted', revision: 1 });
    await expect(parties().invite(ada, id, zeno)).rejects.toThrow(code('APPLICATION.NOT_NOW'));
  });

  it('takes nobody in who belongs neither to the organisation nor to the federation', async () => {
    const { id } = await requests.draft();
    const ada = await requests.as('ada');
    await expect(parties().invite(ada, id, newId())).rejects.toThrow(code('APPLICATION.NOT_IN_BOOK'));
    await expect(parties().invite(ada, id, requests.id('ada'))).rejects.toThrow(code('APPLICATION.INVITED_ALREADY'));
  });

  it('comes back with remarks, shows what was changed, and what is being written only to those who apply', async () => {
    const { id } = await requests.submitted();
    await requests.return(id);
    const ada = await requests.as('ada');
    await service().save(ada, id, requests.written({ funding: 'Comune di Torino' }, [requests.item({ measures: [] })]));
    expect((await requests.read(id, 'handler')).application.form.funding).toBe('');
    expect((await requests.read(id)).application.form.funding).toBe('Comune di Torino');
    await requests.submit(id);
    const changes = await requests.commons.get(ApplicationReader).differences(await requests.as('handler'), id, [1, 2]);
    expect(changes).toEqual([
      { path: 'form.funding', before: '', after: 'Comune di Torino' },
      { path: `items.${requests.dataset.id}.requestExtract.measures`, before: '["hours"]', after: '[]' },
    ]);
  });

  it('says what handlers say among themselves to those alone', async () => {
    const { id } = await requests.submitted();
    await service().remark(await requests.as('handler'), id, 'Chiedo un parere.', 'handlers');
    await service().remark(await requests.as('ada'), id, 'Sono a disposizione.', 'handlers');
    expect(await requests.history(id)).toEqual(['started', 'termsAccepted', 'submitted', 'remarked']);
    expect((await requests.history(id, 'handler')).filter((kind) => kind === 'remarked')).toHaveLength(2);
  });

  it('is approved by the rule itself where the policies ask nobody', async () => {
    await requests.commons.end(requests.policy);
    await requests.commons.enact(usePolicy({ grantDays: 30 }));
    const { id, state, decision } = await requests.submitted();
    expect([state, decision]).toEqual(['approved', expect.objectContaining({ decidedBy: null, changed: false })]);
    const [grant] = (await requests.read(id)).grants;
    expect(grant).toMatchObject({ holders: [requests.id('ada')], dimensions: ['zone'], endReason: null });
    expect(Number(grant?.endsAt) - Number(grant?.startsAt)).toBe(30 * 86_400_000);
  });

  it('is withdrawn, copied as new, and listed for whom it waits', async () => {
    const { id } = await requests.submitted();
    const reader = requests.commons.get(ApplicationReader);
    const list = async (name: string, which: 'mine' | 'toHandle') =>
      (await reader.page(await requests.as(name), which, null, 10)).map((one) => one.id);
    expect([await list('ada', 'mine'), await list('handler', 'toHandle')]).toEqual([[id], [id]]);
    expect(await list('ada', 'toHandle')).toEqual([]);
    const copy = await service().copyAsNew(await requests.as('ada'), id);
    await service().withdraw(await requests.as('ada'), id);
    expect(copy).toMatchObject({ state: 'draft', form: FORM });
    expect([await list('ada', 'mine'), await list('handler', 'toHandle')]).toEqual([[copy.id, id], []]);
    await expect(requests.return(id)).rejects.toThrow(code('APPLICATION.NOT_NOW'));
  });

  it('is read, changed and decided within the scopes of a token', async () => {
    const limited = async (name: string, ...scopes: Scope[]) => {
      const { identity, ...actor } = await requests.as(name);
      return { ...actor, identity: identity && { ...identity, scopes } };
    };
    const { id } = await requests.submitted();
    const needed = code('TOKEN.SCOPE_NEEDED');
    const read = requests.commons.get(ApplicationReader);
    await expect(read.read(await limited('ada', 'extract'), id)).rejects.toThrow(needed);
    await expect(read.page(await limited('ada', 'extract'), 'mine', null, 5)).rejects.toThrow(needed);
    await expect(service().withdraw(await limited('ada', 'read', 'manage'), id)).rejects.toThrow(needed);
    await expect(service().remark(await limited('handler', 'read', 'extract'), id, 'No.')).rejects.toThrow(needed);
    const started = service().start(await limited('ada', 'read'), requests.organisation(1), requests.written());
    await expect(started).rejects.toThrow(needed);
    expect(await read.read(await limited('ada', 'read'), id)).toMatchObject({ roles: ['applicant'] });
  });

  it('is not taken for what is not there, nor in a foreign name, and answers strangers with absence', async () => {
    await expect(requests.draft({}, [requests.item({ datasetId: newId() })])).rejects.toThrow(code('DATASET.MISSING'));
    await expect(requests.draft({}, [])).rejects.toThrow(code('APPLICATION.INVALID'));
    const foreign = service().start(await requests.as('ada'), requests.organisation(2), requests.written());
    await expect(foreign).rejects.toThrow(code('APPLICATION.NOT_YOUR_NAME'));
    for (const id of [newId<ApplicationId>(), 'x' as ApplicationId]) {
      await expect(requests.read(id)).rejects.toThrow(code('APPLICATION.MISSING'));
    }
  });
});
