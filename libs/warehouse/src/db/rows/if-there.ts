import { storing } from '#platform';

export const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/** @returns null where there is no such file. @throws FILE.STORE_UNAVAILABLE */
export const ifThere = <T>(look: () => Promise<T>): Promise<T | null> =>
  storing(() =>
    look().catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return null;
      throw error;
    }),
  );
