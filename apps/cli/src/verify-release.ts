import { CertificateService, verdictSentence, type CertificateVerdict } from '#extracts';
import { isId, type ExtractId } from '#kernel';
import { onDatabase } from './shared/open-database';
import { log, say } from './shared/output';
import { withRows } from './shared/services';

const EXIT_CODES: Readonly<Record<CertificateVerdict['outcome'], number>> = {
  ...{ holds: 0, doesNotHold: 1, cannotBeChecked: 3 },
};

/**
 * Counts a release again from its rows, checks its proof, and says what it found, for people.
 *
 * @param name of its extract, or as it is cited: `<extract>/<number>`
 * @returns the exit code: 0 if it holds, 1 if it does not, 3 if it cannot be checked (any more)
 */
export function verifyRelease(name: string): Promise<number> {
  const { id, number } = parsed(name);
  return onDatabase((config) =>
    withRows(config, async (services) => {
      const verdict = await services.get(CertificateService).check(id, number, (done, of) => {
        log(done === 0 ? `counting the rows again for ${proofs(of)} …` : `${done} of ${proofs(of)} checked.`);
      });
      say(`Release ${verdict.extractId}/${verdict.number}`);
      say(verdictSentence(verdict, 'en'));
      return EXIT_CODES[verdict.outcome];
    }),
  );
}

const proofs = (count: number): string => (count === 1 ? '1 proof' : `${count} proofs`);

function parsed(name: string): { readonly id: ExtractId; readonly number: number | undefined } {
  const [id = '', number, ...rest] = name.split('/');
  if (!isId(id) || rest.length > 0 || (number !== undefined && !/^[1-9]\d{0,8}$/.test(number)))
    throw new Error('A release is named by its extract, as in its citation: --release 0194…/1, or --release 0194….');
  return { id: id as ExtractId, number: number === undefined ? undefined : Number(number) };
}
