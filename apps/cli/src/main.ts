import { explain, log, say } from './shared/output';

/** Answers the exit code. The module is loaded (which asks for an extension) only when the command is wanted. */
type Command = { readonly does: string; readonly run: (args: string[]) => Promise<number> };

const COMMANDS: Readonly<Record<string, Command>> = {
  start: {
    does: 'run everything on this machine: database, API and worker (--watch: again whenever the code changes)',
    run: async (args) =>
      (await import('./start.command.js')).start(args, (await import('./seed.command.js')).seedWithExample),
  },
  migrate: {
    does: 'bring the database up to this version',
    run: async (args) => (await import('./migrate.command.js')).runMigrate(args),
  },
  seed: {
    does: 'found a small example federation with a dataset, if there is none yet',
    run: async () => (await import('./seed.command.js')).seed(),
  },
  demo: {
    does: 'play the story from the file to the extract, on an installation of its own',
    run: async () => (await import('./demo.command.js')).demo(),
  },
  keys: {
    does: 'say where the keys are and whether they are ours (--accept: take what is there, where the others are lost)',
    run: async (args) => (await import('./keys.command.js')).keys(args),
  },
  pseudonyms: {
    does: 'say which keys make pseudonyms (FEDERATION --rotate: make the next; --finish: destroy those before it)',
    run: async (args) => (await import('./pseudonyms.command.js')).pseudonyms(args),
  },
  verify: {
    does: 'recompute the sealed log and say whether it is whole (--head NUMBER:HASH: against a published head; --ballot FILE: recount an exported ballot; --release ID: count a release again and check its proof)',
    run: async (args) => (await import('./verify.command.js')).verify(args),
  },
};

const usage = (): string =>
  ['Usage: granaio <command>', '', ...Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(11)}${does}`)]
    .join('\n')
    .concat('\n\nWhat can be configured is in the README, under "Configuration".');

const isUsageError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (['help', '--help', '-h'].includes(name)) {
    say(usage());
    return 0;
  }
  if (!command) {
    log(name ? `There is no command ${name}.\n\n${usage()}` : usage());
    return 2;
  }
  try {
    return await command.run(args);
  } catch (error) {
    log(explain(error));
    return isUsageError(error) ? 2 : 1;
  }
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
