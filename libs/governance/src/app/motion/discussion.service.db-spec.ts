import { newId, type AmendmentId, type ProposalId } from '#kernel';
import { Assembly } from '../../../test/assembly';
import { Cooperative, NAMES_FOR, preset } from '../../../test/meeting';
import type { CommentId } from '../../db/discussion.store';
import type { Change } from '../../domain/motion/amendment';
import type { Proposal } from '../../domain/motion/motion';
import { DiscussionService } from './discussion.service';
import { MotionService } from './motion.service';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva', 'Ferro'];
const SPA = preset('cooperativeSpa');
const MEMBERS = { type: 'members' };
const reading = { assignee: MEMBERS, actions: ['read'], subject: 'Dataset', where: 'everything' };
const contributing = { assignee: MEMBERS, actions: ['read'], subject: 'Contribution', where: 'everything' };
const POLICY = {
  ...{ schema: 'granaio-policy/1', title: 'Regola sui dati', prohibitions: [], validUntil: null },
  permissions: [reading, contributing],
};

describe('a discussion', () => {
  let hall: Assembly;
  let coop: Cooperative;
  let proposal: Proposal;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(async () => {
    hall.clock.offsetMs = 0;
    coop = await Cooperative.found(hall, SPA, PEOPLE);
    proposal = await policy('Cleo');
  });

  const service = () => hall.get(DiscussionService);
  const policy = async (by: string) => {
    const names = await NAMES_FOR();
    const input = { bodyId: coop.body.id, document: POLICY, policyId: null };
    return hall.get(MotionService).proposePolicy(await coop.actor(by), input, names);
  };
  const say = async (name: string, text: string, more: object = {}) => {
    const said = { kind: 'comment', clause: null, text, answers: null, ...more };
    return service().comment(await coop.actor(name), proposal.id, said);
  };
  const amend = async (name: string, clause: string, change: Change, of = proposal.id) =>
    service().amend(await coop.actor(name), of, { clause, change, reason: 'Così è più chiaro.' }, NAMES_FOR);
  const accept = async (name: string, ...ids: AmendmentId[]) =>
    service().accept(await coop.actor(name), ids, NAMES_FOR);
  const titled = (text: string): Change => ({ kind: 'replace', text });
  const documentOf = ({ motion }: Proposal) => (motion.kind === 'enactPolicy' ? motion.document : null);

  it('is of questions, answers and comments, on the whole motion or on one of its clauses', async () => {
    const question = await say('Dino', 'Perché anche i conferimenti?', { kind: 'question', clause: 'permissions/1' });
    await say('Cleo', 'Per trasparenza.', { kind: 'answer', answers: question.id });
    await say('Eva', 'Sono d’accordo.');
    const comments = await service().comments(await coop.actor('Ferro'), proposal.id);
    expect(comments.map(({ author, kind, clause }) => [author, kind, clause])).toEqual([
      [coop.id('Dino'), 'question', 'permissions/1'],
      [coop.id('Cleo'), 'answer', null],
      [coop.id('Eva'), 'comment', null],
    ]);
    await expect(say('Eva', 'Quale?', { clause: 'permissions/2' })).rejects.toMatchObject({
      code: 'AMENDMENT.NO_CLAUSE',
    });
    await expect(say('Eva', '')).rejects.toMatchObject({ code: 'COMMENT.INVALID' });
    const answer = (answers: CommentId) => say('Eva', 'Sì.', { kind: 'answer', answers });
    await expect(answer(comments[2]?.id ?? newId())).rejects.toMatchObject({ code: 'COMMENT.NOT_A_QUESTION' });
    await expect(answer(newId())).rejects.toMatchObject({ code: 'COMMENT.MISSING' });
  });

  it('is heard by nobody outside of the cooperative', async () => {
    const amendment = await amend('Dino', 'title', titled('Altro titolo'));
    const neighbour = await coop.neighbour();
    const gone = { kind: 'missing', code: 'PROPOSAL.MISSING' };
    for (const id of [proposal.id, newId<ProposalId>()]) {
      await expect(service().comments(neighbour, id)).rejects.toMatchObject(gone);
      await expect(service().amendments(neighbour, id)).rejects.toMatchObject(gone);
      const said = { kind: 'comment', clause: null, text: 'Eh.', answers: null };
      await expect(service().comment(neighbour, id, said)).rejects.toMatchObject(gone);
    }
    for (const id of [amendment.id, newId<AmendmentId>()]) {
      const accepting = service().accept(neighbour, [id], NAMES_FOR);
      await expect(accepting).rejects.toMatchObject({ kind: 'missing', code: 'AMENDMENT.MISSING' });
      await expect(service().reject(neighbour, id)).rejects.toMatchObject({ code: 'AMENDMENT.MISSING' });
    }
  });

  describe('amends a motion', () => {
    it('clause by clause: an amendment is a difference of the typed text, in words too', async () => {
      const amendment = await amend('Dino', 'permissions/1', { kind: 'remove' });
      expect(amendment).toMatchObject({
        ...{ clause: 'permissions/1', state: 'submitted', reason: 'Così è più chiaro.' },
        amendment: { operations: [{ op: 'test' }, { op: 'remove', path: '/permissions/1' }] },
      });
      expect(amendment.sentences.it).toHaveLength(1);
      const none = amend('Dino', 'permissions/7', { kind: 'remove' });
      await expect(none).rejects.toMatchObject({ code: 'AMENDMENT.NO_CLAUSE' });
      await expect(amend('Dino', 'title', titled(POLICY.title))).rejects.toMatchObject({ code: 'AMENDMENT.EMPTY' });
      const everyone = { ...reading, assignee: { type: 'nobody' } };
      const wrong = amend('Dino', 'permissions/0', { kind: 'replace', text: everyone });
      await expect(wrong).rejects.toMatchObject({ code: 'AMENDMENT.INVALID' });
      const foreign = amend('Dino', 'permissions', { kind: 'add', text: { ...reading, subject: 'Ballot' } });
      await expect(foreign).rejects.toMatchObject({
        code: expect.stringMatching(/AMENDMENT.INVALID|POLICY.NOT_ITS_OWN/) as string,
      });
    });

    it('as its author accepts, or the chair; several at once, if they do not contradict each other', async () => {
      const title = await amend('Dino', 'title', titled('Regola migliore'));
      const shorter = await amend('Eva', 'permissions/1', { kind: 'remove' });
      const rival = await amend('Ferro', 'title', titled('Regola peggiore'));
      await expect(accept('Dino', title.id)).rejects.toMatchObject({ code: 'AMENDMENT.NOT_YOURS' });
      await expect(accept('Cleo', title.id, rival.id)).rejects.toMatchObject({
        ...{ code: 'AMENDMENT.CONFLICT', details: { clause: 'title' } },
      });
      const amended = await accept('Cleo', title.id, shorter.id);
      expect(documentOf(amended)).toMatchObject({ title: 'Regola migliore', permissions: [reading] });
      expect(amended).toMatchObject({ replaces: proposal.id, proposedBy: coop.id('Cleo'), replacedBy: null });
      expect(amended.hash).not.toBe(proposal.hash);
      expect(await hall.proposals.read(await coop.actor(), proposal.id)).toMatchObject({ replacedBy: amended.id });
      await expect(accept('Cleo', title.id)).rejects.toMatchObject({
        code: expect.stringMatching(/DECIDED|REPLACED/) as string,
      });
      await expect(amend('Dino', 'title', titled('Tardi'))).rejects.toMatchObject({ code: 'PROPOSAL.REPLACED' });
      const states = await service().amendments(await coop.actor(), proposal.id);
      expect(states.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'submitted']);
      const next = await amend('Ferro', 'title', titled('Regola ottima'), amended.id);
      expect(documentOf(await accept('Ada', next.id))?.title).toBe('Regola ottima');
    });

    it('or not: what was rejected stays rejected', async () => {
      const { id } = await amend('Dino', 'title', titled('Regola migliore'));
      const reject = async (name: string) => service().reject(await coop.actor(name), id);
      await expect(reject('Eva')).rejects.toMatchObject({ code: 'AMENDMENT.NOT_YOURS' });
      expect(await reject('Cleo')).toMatchObject({ state: 'rejected', decidedBy: coop.id('Cleo') });
      await expect(accept('Cleo', id)).rejects.toMatchObject({ code: 'AMENDMENT.DECIDED' });
    });

    it('and never takes its end away: an amended policy ends by the statute too', async () => {
      const end = documentOf(proposal)?.validUntil;
      const later = `${Number(end?.slice(0, 4)) + 2}-01-01`;
      const far = await amend('Dino', 'validUntil', titled(later));
      await expect(accept('Cleo', far.id)).rejects.toMatchObject({ code: 'POLICY.SUNSET_TOO_FAR' });
      const open = await amend('Dino', 'validUntil', { kind: 'remove' });
      const title = await amend('Eva', 'title', titled('Regola migliore'));
      expect(documentOf(await accept('Cleo', open.id, title.id))?.validUntil).toBe(end);
    });

    it('that is a policy or a statute; another motion is put against any other', async () => {
      const decision = await coop.decision();
      const wish = amend('Dino', 'title', titled('Altro'), decision.id);
      await expect(wish).rejects.toMatchObject({ code: 'AMENDMENT.NOT_AMENDABLE' });
      const document = { ...SPA, title: 'Statuto nuovo' };
      const base = { document, base: 1 };
      const change = await hall.get(MotionService).proposeStatute(await coop.actor('Cleo'), coop.body.id, base);
      const proxies = { maxPerHolder: 3, large: null, article: 'statuto, art. 8' };
      const amendment = await amend('Dino', 'proxies', { kind: 'replace', text: proxies }, change.id);
      const { motion, sentences } = await accept('Cleo', amendment.id);
      expect(motion).toMatchObject({ kind: 'amendStatute', base: 1, document: { title: 'Statuto nuovo', proxies } });
      expect(sentences.it.join(' ')).toContain('statuto, art. 8');
    });
  });

  describe('before a meeting', () => {
    it('replaces the text on the agenda and on the announced ballot; votes on the old text count no more, not even as present', async () => {
      const meeting = await coop.convene([proposal]);
      for (const name of ['Dino', 'Eva', 'Ferro']) await meeting.cast(name, 'yes', { text: proposal.hash });
      const { id } = await amend('Dino', 'title', titled('Regola migliore'));
      await meeting.conflict('Ferro');
      const amended = await accept('Cleo', id);
      expect(await meeting.item()).toMatchObject({ proposalId: amended.id, noticeHash: proposal.hash });
      expect(await meeting.ballot()).toMatchObject({ proposalId: amended.id, textHash: amended.hash });
      await expect(meeting.cast('Dino', 'yes', { text: proposal.hash })).rejects.toMatchObject({
        ...{ code: 'BALLOT.OTHER_TEXT', details: { textHash: amended.hash } },
      });
      await meeting.cast('Dino', 'no', { text: amended.hash });

      await meeting.openCall(1);
      await meeting.arrive('Ada');
      const { result } = await meeting.vote({ Ada: 'yes' });
      expect(result).toMatchObject({
        ...{ members: 2, present: '2', count: { yes: '1', no: '1' } },
        verdict: { outcome: 'inquorate' },
      });
      expect(await hall.count('governance.conflict', 'proposal_id = $1', amended.id)).toBe(1);
    });

    it('tells who voted on the old text, and nobody else, that it is another one', async () => {
      const meeting = await coop.convene([proposal]);
      for (const name of ['Dino', 'Eva']) await meeting.cast(name, 'yes', { text: proposal.hash });
      const { id } = await amend('Dino', 'title', titled('Regola migliore'));
      const promised = () => hall.count('platform.outbox', `payload ->> 'assemblyId' = $1`, meeting.id);
      const before = await promised();
      await accept('Cleo', id);
      expect(await promised()).toBe(before + 2);
      const told = await hall.db.query<{ person: string }>(
        `select payload ->> 'personId' as person from platform.outbox where payload ->> 'assemblyId' = $1
         order by id desc limit 2`,
        [meeting.id],
      );
      expect(told.map(({ person }) => person).sort()).toEqual([coop.id('Dino'), coop.id('Eva')].sort());
    });

    it('keeps secret votes on the old text out of the count too', async () => {
      const { matters } = SPA;
      const accessPolicy = { ...matters.accessPolicy, secrecy: 'secret' as const };
      coop = await Cooperative.found(hall, { ...SPA, matters: { ...matters, accessPolicy } }, PEOPLE);
      proposal = await policy('Cleo');
      const meeting = await coop.convene([proposal]);
      await meeting.cast('Dino', 'yes', { text: proposal.hash });
      await meeting.cast('Eva', 'yes', { text: proposal.hash });
      const { id } = await amend('Dino', 'title', titled('Regola migliore'));
      const { hash } = await accept('Cleo', id);
      await meeting.cast('Dino', 'no', { text: hash });
      await meeting.openCall(1);
      await meeting.arrive('Ada', 'Ben', 'Cleo');
      const { result } = await meeting.vote({ Ada: 'no', Ben: 'no', Cleo: 'no' });
      expect(result).toMatchObject({ members: 4, count: { yes: '0', no: '4' } });
    });

    it('ends when the vote begins: the text is frozen, whatever becomes of the vote', async () => {
      const amendment = await amend('Dino', 'title', titled('Regola migliore'));
      const meeting = await coop.meet([proposal], ['Ada']);
      await meeting.open();
      const frozen = { code: 'PROPOSAL.FROZEN' };
      await expect(amend('Eva', 'title', titled('Altro'))).rejects.toMatchObject(frozen);
      await expect(accept('Cleo', amendment.id)).rejects.toMatchObject(frozen);
      await meeting.count();
      await expect(accept('Cleo', amendment.id)).rejects.toMatchObject(frozen);
      await say('Eva', 'Resto contraria.', { kind: 'dissent' });
    });

    it('leaves on no agenda a text that was amended', async () => {
      const { id } = await amend('Dino', 'title', titled('Regola migliore'));
      const amended = await accept('Cleo', id);
      const coming = coop.convene([proposal]);
      await expect(coming).rejects.toMatchObject({ code: 'PROPOSAL.REPLACED', details: { replacedBy: amended.id } });
    });
  });
});
