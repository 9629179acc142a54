import type { ApplicationId } from '#kernel';
import { Requests } from '../../test/requests';
import { ApplicationReader, ApplicationService, PeerReviewService } from '../index';

const code = (name: string) => expect.objectContaining({ code: name }) as Error;

describe('reviews of an application', () => {
  let requests: Requests;
  let id: ApplicationId;

  beforeEach(async () => {
    requests = await Requests.start({ decision: { type: 'reviewers', count: 2 } });
    for (const name of ['rita', 'remo', 'rosa']) await requests.enrol(name, 2, 'member');
    await requests.enrol('eva', 2, 'auditor');
    ({ id } = await requests.submitted());
  });
  afterEach(() => requests.stop());

  const service = () => requests.commons.get(PeerReviewService);
  const invite = async (...names: string[]) => {
    for (const name of names) await service().invite(await requests.as('handler'), id, requests.id(name));
  };
  const answer = async (name: string, verdict: 'for' | 'against', note = `Di ${name}.`) =>
    service().answer(await requests.as(name), id, { verdict, note });
  const seen = async (name: string) => (await requests.read(id, name)).reviews.map(({ note }) => note);
  const events = async (name: string) => {
    const all = await requests.commons.get(ApplicationReader).history(await requests.as(name), id);
    return all.filter(({ kind }) => kind === 'reviewed').map(({ actorId, note }) => [actorId, note]);
  };

  it('are blind until all who were asked have answered: to handlers, auditors and each other', async () => {
    await invite('rita', 'remo');
    await answer('rita', 'for');
    for (const name of ['handler', 'eva']) {
      expect(await seen(name)).toEqual([]);
      expect(await events(name)).toEqual([[null, '']]);
      expect((await requests.read(id, name)).reviewers).toEqual({ asked: 2, answered: 1 });
    }
    expect([await seen('rita'), await events('remo'), await seen('remo')]).toEqual([['Di rita.'], [], ['']]);
    await answer('remo', 'against');
    for (const name of ['handler', 'eva']) expect(await seen(name)).toEqual(['Di rita.', 'Di remo.']);
    expect(await events('handler')).toHaveLength(2);
    expect([await seen('remo'), await seen('ada'), await events('ada')]).toEqual([['Di remo.'], [], []]);
    expect((await requests.read(id)).reviewers).toBeNull();
  });

  it('are opened when as many as it takes have answered, and nobody is asked after that', async () => {
    await invite('rita');
    await answer('rita', 'for');
    expect(await seen('handler')).toEqual([]);
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
    await invite('remo');
    await answer('remo', 'against');
    await expect(invite('rosa')).rejects.toThrow(code('REVIEW.OPENED'));
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
  });

  it('must be for it, as many as it takes and more than against', async () => {
    await invite('rita', 'remo', 'rosa');
    await answer('rita', 'for');
    await answer('remo', 'for');
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
    await answer('rosa', 'against');
    expect(await requests.approve(id)).toMatchObject({ state: 'approved' });
  });

  it('start again when the application is changed', async () => {
    await invite('rita', 'remo');
    await answer('rita', 'for');
    await answer('remo', 'for');
    await expect(answer('rita', 'against')).rejects.toThrow(code('REVIEW.GIVEN'));
    await requests.return(id);
    const ada = await requests.as('ada');
    await requests.commons.get(ApplicationService).save(ada, id, requests.written({ funding: 'Comune.' }));
    await requests.submit(id);
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
    expect(await requests.told(requests.id('rita'))).toEqual(['reviewAsked', 'reviewAsked']);
    await answer('rita', 'for');
    await answer('remo', 'for');
    expect(await requests.approve(id)).toMatchObject({ state: 'approved' });
  });

  it('are for independent members of the federation', async () => {
    await requests.enrol('ugo', 1, 'member');
    for (const personId of [requests.id('ada'), requests.id('ugo'), requests.commons.stewards[0] as never]) {
      const invitation = service().invite(await requests.as('handler'), id, personId);
      await expect(invitation).rejects.toThrow(code('REVIEW.NOT_INDEPENDENT'));
    }
    await expect(answer('rita', 'for')).rejects.toThrow(code('APPLICATION.MISSING'));
    await invite('rita');
    await service().remove(await requests.as('handler'), id, requests.id('rita'));
    await expect(answer('rita', 'for')).rejects.toThrow(code('APPLICATION.MISSING'));
  });

  it('are listed for whom they wait, and are not taken back once given', async () => {
    await invite('rita');
    const waiting = async () =>
      (await requests.commons.get(ApplicationReader).page(await requests.as('rita'), 'toReview', null, 10)).length;
    expect(await waiting()).toBe(1);
    await answer('rita', 'for');
    expect(await waiting()).toBe(0);
    const removal = service().remove(await requests.as('handler'), id, requests.id('rita'));
    await expect(removal).rejects.toThrow(code('REVIEW.GIVEN'));
  });
});
