import { CommonsError, type ErrorDetails } from '#kernel';
import type { MemberId } from './elector';

const refused = (code: string, message: string, details: ErrorDetails = {}) =>
  new CommonsError('refused', code, message, details);

export const proxiesNotAllowed = () =>
  refused(
    'PROXY.NOT_ALLOWED',
    'By this body’s statute nobody votes for another. Come yourself, or vote from afar where the notice allows it.',
  );

export const proxyNotElector = (memberId: MemberId) =>
  refused(
    'PROXY.NOT_ELECTOR',
    'A proxy is given by one member entitled to vote to another. Choose someone from the list of those entitled.',
    { memberId },
  );

export const proxyToOneself = (memberId: MemberId) =>
  refused('PROXY.SELF', 'You need no proxy to vote for yourself. Choose another member, or come to the meeting.', {
    memberId,
  });

export const proxyAlreadyGiven = (proxyId: string) =>
  refused(
    'PROXY.ALREADY',
    'Your vote has already been given to someone for this meeting or item. Revoke that proxy first.',
    { proxyId },
  );

export const proxyChain = (proxyId: string) =>
  refused(
    'PROXY.CHAIN',
    'A vote held for another cannot be passed on: who gives a proxy holds none, and who holds one gives none. ' +
      'Choose another holder, or have the other proxy revoked first.',
    { proxyId },
  );

export const proxyCap = (maxPerHolder: number, article: string) =>
  refused(
    'PROXY.CAP',
    `This member already votes for ${maxPerHolder} others, the most that ${article} allows. Choose another holder.`,
    { maxPerHolder, article },
  );

export const proxyUsed = (proxyId: string) =>
  refused(
    'PROXY.USED',
    'A vote has already been cast with this proxy, so it cannot be taken back. For another item, come to the meeting ' +
      'and vote yourself.',
    { proxyId },
  );

export const noDelegatesHere = () =>
  refused(
    'DELEGATES.NONE_HERE',
    'By the rules of this assembly it elects no delegates: its statute says first for how many members one speaks.',
  );

export const otherNumberOfDelegates = (due: number, article: string) =>
  refused('DELEGATES.OTHER_NUMBER', `By its members this assembly elects ${due} (${article}); no more and no fewer.`, {
    due,
    article,
  });

export const notProportional = () =>
  refused(
    'DELEGATES.NOT_PROPORTIONAL',
    'Several delegates are elected so that minorities have theirs (art. 2540 c.c.): choose the single transferable vote.',
  );

export const proxyForWhom = (memberIds: readonly string[]) =>
  refused('PROXY.FOR_WHOM', 'You cast the votes of several members: say whose vote you give to somebody.', {
    memberIds,
  });

export const proxyNotYours = () =>
  refused('PROXY.NOT_YOURS', 'Only the member whose vote it is gives and revokes this proxy.', {});

export const conflictTooLate = () =>
  refused(
    'CONFLICT.TOO_LATE',
    'This motion is being voted on, or your secret vote on it is in: a conflict of interest is declared before.',
    {},
  );
