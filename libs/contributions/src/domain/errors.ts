import { CommonsError, type ContributionId } from '#kernel';

export const notAwaitingFile = (id: ContributionId, state: string) =>
  new CommonsError(
    'refused',
    'CONTRIBUTION.NOT_AWAITING_FILE',
    'This contribution has its file already; submit a new contribution for another one.',
    { id, state },
  );

export const fileNameInvalid = (maxCharacters: number) =>
  new CommonsError(
    'invalid',
    'CONTRIBUTION.FILE_NAME_INVALID',
    `The name of a file has 1 to ${maxCharacters} characters on one line, and none that cannot be seen.`,
    { maxCharacters },
  );

export const filesInvalid = (mostFiles: number) =>
  new CommonsError(
    'invalid',
    'CONTRIBUTION.FILES_INVALID',
    `A contribution has 1 to ${mostFiles} files, each with a name of its own; say either \`fileName\` or \`files\`.`,
    { mostFiles },
  );

export const announcementInvalid = (name: string) =>
  new CommonsError(
    'invalid',
    'CONTRIBUTION.ANNOUNCEMENT_INVALID',
    `Announce “${name}” with its size in bytes, a whole number, and its SHA-256 as 64 hexadecimal digits, or without them.`,
    { name },
  );

export const wrongState = (id: ContributionId, state: string, move: string) =>
  new CommonsError(
    'refused',
    'CONTRIBUTION.WRONG_STATE',
    'This cannot be done with the contribution as it stands now; look at its state, and at what it waits for.',
    { id, state, move },
  );

export const readingInvalid = (problem: string) =>
  new CommonsError(
    'invalid',
    'READING.INVALID',
    `The file cannot be read like this: ${problem}. Choose one of the \`readingCandidates\`, or change one of them.`,
    { problem },
  );

export const mappingInvalid = (problems: readonly string[]) =>
  new CommonsError('invalid', 'MAPPING.INVALID', `The mapping does not fit the dataset: ${problems.join('; ')}.`, {
    problems,
  });

export const profileNameInvalid = () =>
  new CommonsError(
    'invalid',
    'PROFILE.NAME_INVALID',
    'The name of a mapping profile has 1 to 100 characters on one line, and none that cannot be seen.',
  );

export const tooManyProfiles = (most: number) =>
  new CommonsError(
    'refused',
    'PROFILE.TOO_MANY',
    `An organisation keeps at most ${most} mapping profiles for a dataset; delete one that is not used any more.`,
    { most },
  );

export const reasonInvalid = () =>
  new CommonsError('invalid', 'CONTRIBUTION.REASON_INVALID', 'Say why, in 1 to 2,000 characters that can be seen.');

/** In bytes: what the organisation keeps here, what it may keep, and what it wants to send. */
export const quotaExceeded = (used: number, limit: number, asked: number) =>
  new CommonsError(
    'refused',
    'QUOTA.EXCEEDED',
    `Your organisation may keep ${limit} bytes here and keeps ${used}, so that ${asked} more do not fit. ` +
      'Cancel uploads that you do not need, withdraw contributions, or ask whoever runs this installation for more.',
    { used, limit, asked },
  );

export const lengthMismatch = (announced: number) =>
  new CommonsError(
    'refused',
    'UPLOAD.LENGTH_MISMATCH',
    `This file was announced with ${announced} bytes; send exactly that file, or submit a new contribution.`,
    { announced },
  );

export const tooManyUploads = (most: number) =>
  new CommonsError(
    'refused',
    'UPLOAD.TOO_MANY',
    `At most ${most} unfinished uploads of a contribution are kept; continue one of them, or end it first.`,
    { most },
  );

export const checksumMismatch = (expectedSha256: string, sha256: string) =>
  new CommonsError(
    'refused',
    'FILE.CHECKSUM_MISMATCH',
    'The file that arrived is not the one that was announced; send it again.',
    { expectedSha256, sha256 },
  );

/** Temporary: what was to stay in place was replaced or withdrawn meanwhile, so the files are checked after all. */
export const noLongerInPlace = (id: ContributionId) =>
  new CommonsError(
    'conflict',
    'CONTRIBUTION.NO_LONGER_IN_PLACE',
    'The rows that these files repeat are no longer in place. The files are checked again.',
    { id },
  );

export const invalidWithdrawal = (problem: string) =>
  new CommonsError('invalid', 'WITHDRAWAL.INVALID', `This cannot be withdrawn so: ${problem}.`, { problem });

export const withdrawnBefore = (id: ContributionId, at: Date) =>
  new CommonsError(
    'refused',
    'CONTRIBUTION.WITHDRAWN',
    `This contribution was withdrawn on ${at.toISOString().slice(0, 10)} already. To contribute again, submit a new one.`,
    { id, withdrawnAt: at.toISOString() },
  );

export const formerList = () =>
  new CommonsError(
    'refused',
    'FINDINGS.FORMER_LIST',
    'This list was written by an earlier version of the software and cannot be downloaded any more. Its first 1,000 findings are shown with the contribution; send the files again to have them all.',
  );

export const nothingToWithdraw = (datasetId: string) =>
  new CommonsError('refused', 'WITHDRAWAL.NOTHING', 'Your organisation has nothing in this dataset to withdraw.', {
    datasetId,
  });

/** Temporary: it is tried again until nothing is left. */
export const notDestroyed = (id: ContributionId, left: readonly string[]) =>
  new CommonsError('unavailable', 'ROWS.NOT_DESTROYED', 'Something is left of these rows. It is tried again.', {
    id,
    left,
  });

export const noPseudonyms = (federationId: string) =>
  new CommonsError(
    'refused',
    'PSEUDONYM.NO_KEY',
    'This federation has no pseudonym key; its first one is made when a dataset needs it, and needs no rotation before.',
    { federationId },
  );

/** @param open how many contributions have pseudonyms of an earlier key and are used, or may yet be */
export const rotationUnfinished = (federationId: string, open: number) =>
  new CommonsError(
    'refused',
    'PSEUDONYM.ROTATION_UNFINISHED',
    `Rows of ${open} contributions have pseudonyms of an earlier key still. Have them sent again, or withdrawn, before you go on.`,
    { federationId, open },
  );
