import { CommonsError, missing } from '#kernel';
import { ERRORS } from '@tus/server';
import { answerTo } from '../shared/http-errors';

/** What the protocol's library throws. */
type TusError = Error | { readonly status_code: number; readonly body: string };

const said = (code: string, message: string) => new CommonsError('invalid', code, message);

const BUSY =
  'Another request was sending this upload at the same time. Ask with HEAD how much has come, and go on from there.';

/** By the status that the protocol gives each. */
const WORDS: Readonly<Record<number, () => CommonsError>> = {
  404: () => missing('upload', ''),
  409: () => said('UPLOAD.WRONG_OFFSET', 'Ask with HEAD how much has come, and go on from there.'),
  410: () => said('UPLOAD.EXPIRED', 'This upload was broken off too long ago. Begin a new one.'),
  412: () => said('UPLOAD.PROTOCOL', 'Send the header Tus-Resumable: 1.0.0 with every request.'),
  423: () => new CommonsError('conflict', 'UPLOAD.BUSY', BUSY),
};

const tooLarge = (maxBytes: number) =>
  new CommonsError('refused', 'FILE.TOO_LARGE', `The file is larger than ${maxBytes} bytes, or than announced.`, {
    maxBytes,
  });

/** What a client of the protocol is answered: its own status, and the body of every other error of ours. */
export function tusAnswer(error: TusError, maxBytes: number): { status_code: number; body: string } {
  if (!(error instanceof CommonsError) && 'status_code' in error) {
    const { status_code, body } = error;
    if (status_code === 413) return { status_code, body: bodyOf(tooLarge(maxBytes)) };
    // Stopped before it had written anything: another request asked for the upload.
    if (error === ERRORS.ABORTED) return { status_code: 423, body: errorBody(423, '') };
    return { status_code, body: errorBody(status_code, body) };
  }
  const { status, body } = answerTo(error);
  return { status_code: status, body: JSON.stringify({ errors: [body] }) };
}

/** @param text of the library, which may be an answer of ours already */
export function errorBody(status: number, text: string): string {
  if (text.startsWith('{')) return text;
  const known = WORDS[status]?.() ?? said('UPLOAD.REQUEST_INVALID', text.trim() || 'Not understood.');
  return bodyOf(known);
}

const bodyOf = (error: CommonsError): string => JSON.stringify({ errors: [answerTo(error).body] });
