import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SupervisedProcess } from './supervised-process';

const READY = `process.send({ type: 'ready' });`;
const STAY = 'setInterval(() => undefined, 1000);';

describe('a supervised process', () => {
  let folder: string;
  let server: SupervisedProcess;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'granaio-cli-'));
  });
  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Each run first leaves its process id. */
  const supervise = (script: string): SupervisedProcess => {
    const file = join(folder, 'main.js');
    const leaveTrace = `require('node:fs').appendFileSync(process.env.TRACE, process.pid + '\\n');`;
    writeFileSync(file, leaveTrace + script);
    const environment = () => ({ TRACE: join(folder, 'trace') });
    server = new SupervisedProcess({ name: 'mill', script: file, nodeOptions: [], environment });
    return server;
  };
  const runs = (): number[] =>
    existsSync(join(folder, 'trace')) ? readFileSync(join(folder, 'trace'), 'utf8').trim().split('\n').map(Number) : [];
  const isAlive = (pid: number | undefined): boolean => {
    try {
      return process.kill(pid ?? -1, 0);
    } catch {
      return false;
    }
  };
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await sleep(20);
  };

  it('is started when it says that it is ready', async () => {
    await supervise(
      `setTimeout(() => { require('node:fs').writeFileSync(__dirname + '/done', ''); ${READY} }, 50);${STAY}`,
    ).start();

    expect(existsSync(join(folder, 'done'))).toBe(true);
  });

  it('is started again when it is killed', async () => {
    await supervise(READY + STAY).start();
    process.kill(runs()[0] ?? 0, 'SIGKILL');
    await until(() => runs().length === 2);

    await server.stop();
    expect(runs().map(isAlive)).toEqual([false, false]);
  });

  it('is given up when it never gets ready', async () => {
    await expect(supervise('process.exit(3);').start()).rejects.toThrow('mill does not start');
    expect(runs()).toHaveLength(3);
  });

  it('is not started again once it was told to stop, even between two tries', async () => {
    const starting = supervise('process.exit(3);').start();
    starting.catch(() => undefined);
    await until(() => runs().length > 0);
    await server.stop();

    await expect(starting).rejects.toThrow();
    const before = runs();
    await sleep(700);
    expect(runs()).toEqual(before);
  });

  it('is one process after a restart', async () => {
    await supervise(READY + STAY).start();
    await server.restart();

    expect(runs().map(isAlive)).toEqual([false, true]);
  });

  it('is asked to finish, and may take its time', async () => {
    const finish = `require('node:fs').writeFileSync(__dirname + '/finished', ''); process.exit(0);`;
    await supervise(`process.on('SIGTERM', () => setTimeout(() => { ${finish} }, 100));${READY}${STAY}`).start();
    await server.stop();

    expect(existsSync(join(folder, 'finished'))).toBe(true);
  });
});
