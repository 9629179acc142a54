import { CommonsError } from '#kernel';
import { anotherLeft } from '../domain/errors';

const TIMES = 3;

/**
 * Makes something anew where another table of the dataset left meanwhile, beside that one; for what somebody waits for. Jobs are
 * delivered again by themselves.
 *
 * @throws EXTRACT.ANOTHER_LEFT where it never came to an end
 */
export async function againBeside<T>(make: () => Promise<T>): Promise<T> {
  for (let left = TIMES; ; left -= 1) {
    try {
      return await make();
    } catch (error) {
      if (left <= 1 || !(error instanceof CommonsError) || error.code !== anotherLeft().code) throw error;
    }
  }
}
