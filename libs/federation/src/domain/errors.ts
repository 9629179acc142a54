import { CommonsError } from '#kernel';

const refused = (reason: string, message: string, details: Record<string, unknown> = {}) =>
  new CommonsError('refused', `HARVEST.${reason}`, message, details);

export const notYoursToHarvest = (federationId: string) =>
  new CommonsError(
    'forbidden',
    'HARVEST.NOT_YOURS',
    'Only a steward or an operator of an enabling organisation of this federation decides what is harvested.',
    { federationId },
  );

export const invalidSource = (problem: string) =>
  new CommonsError('invalid', 'HARVEST.SOURCE_INVALID', `This source cannot be entered: ${problem}.`, { problem });

export const sourceKnown = (url: string) =>
  refused('SOURCE_KNOWN', 'This federation harvests that address already; start that source again instead.', { url });

export const sourceEnded = () => refused('SOURCE_ENDED', 'This source was ended. Enter it anew to harvest it again.');

export const previewFirst = () =>
  refused('PREVIEW_FIRST', 'Look at the preview of this source before it is harvested for the first time.');

export const alreadyHarvesting = (runId: string) =>
  refused('RUNNING', 'This source is being harvested at this moment; wait until that run has ended.', { runId });

export const addressRefused = (host: string) =>
  refused(
    'ADDRESS_REFUSED',
    `${host} is an address within a private network, and those are not harvested. Give the catalogue’s public address.`,
    { host },
  );

export const notWeb = () =>
  refused('NOT_WEB', 'A catalogue is harvested by http or https, from an address without a user’s name and password.');

export const tooManyRedirects = (limit: number) =>
  refused('TOO_MANY_REDIRECTS', `The source leads on to other addresses more than ${limit} times.`, { limit });

export const tooLarge = (what: string, limit: number) =>
  refused('TOO_LARGE', `A page of this source has more than ${limit} ${what}. Ask for a feed with smaller pages.`, {
    what,
    limit,
  });

export const tooSlow = (seconds: number) =>
  refused(
    'TOO_SLOW',
    `A page of this source takes longer than ${seconds} seconds to read. Ask for a feed with smaller pages.`,
    { seconds },
  );

export const notACatalogue = (why: string) =>
  refused('NOT_A_CATALOGUE', `What is at this address is no catalogue that can be read: ${why}.`, { why });

export const unreadable = (why: string) =>
  refused('UNREADABLE', `The source’s answer cannot be read: ${why}.`, { why });

export const remoteContext = (address: string) =>
  refused(
    'REMOTE_CONTEXT',
    `The source’s JSON-LD needs ${address} to be understood, and contexts are not fetched. Ask for Turtle or RDF/XML.`,
    { address },
  );

export const entityBomb = () =>
  refused('ENTITIES', 'The source’s XML declares entities that grow beyond measure, or are more than abbreviations.');

export const busyReading = () =>
  new CommonsError('unavailable', 'HARVEST.BUSY', 'Other catalogues are being read at this moment. Try again soon.', {
    seconds: 10,
  });

/** Worth trying again later. */
export const sourceUnavailable = (why: string) =>
  new CommonsError('unavailable', 'HARVEST.SOURCE_UNAVAILABLE', `The source does not answer as it should: ${why}.`, {
    why,
  });
