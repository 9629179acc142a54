import { explain, log, say } from './shared/output';

/** Answers the exit code. The module is loaded only when the command is asked for. */
type Command = { readonly does: string; readonly run: (args: string[]) => Promise<number> };

const COMMANDS: Readonly<Record<string, Command>> = {
  start: {
    does: 'run everything on this machine: database, API and worker (--watch: again whenever the code changes)',
    run: async (args) => (await import('./start.command')).start(args),
  },
  migrate: {
    does: 'bring the database up to this version',
    run: async (args) => (await import('./migrate.command')).runMigrate(args),
  },
};

const usage = (): string =>
  ['Usage: granaio <command>', '', ...Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(9)}${does}`)]
    .join('\n')
    .concat('\n\nWhat can be configured is in the README, under "Configuration".');

const isUsageError = (error: unknown): boolean =>
  ((error as { code?: unknown } | undefined)?.code ?? '').toString().startsWith('ERR_PARSE_ARGS');

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
