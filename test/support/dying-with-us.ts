import { spawnSync } from 'node:child_process';

export const answers = (program: string) => spawnSync(program, ['--version']).status === 0;

/** A program and its words, so that where the system can promise it, a killed test run leaves no server behind. */
export const dyingWithUs = (...words: string[]): [string, ...string[]] =>
  answers('setpriv') ? ['setpriv', '--pdeathsig', 'KILL', ...words] : (words as [string, ...string[]]);
