import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MAIN = resolve(__dirname, '../../dist/apps/cli/src/main.js');

/** The built program, as an operator runs it. */
describe('granaio start', () => {
  let directory: string;
  let running: ChildProcess;
  let printed = '';
  const environment = (extra: Record<string, string> = {}) => ({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    GRANAIO_DATA: directory,
    GRANAIO_PORT: '0',
    ...extra,
  });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'granaio-start-'));
    running = spawn(process.execPath, [MAIN, 'start'], { env: environment() });
    running.stdout?.on('data', (text: Buffer) => (printed += text.toString()));
    for (let tries = 0; tries < 300 && !printed.includes('Stop it with'); tries += 1) {
      await new Promise((wait) => setTimeout(wait, 100));
    }
  });
  afterAll(async () => {
    if (running.exitCode === null) running.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });

  it('brings everything up and says where it is, who is there and what to try', async () => {
    const api = /The API is at (http:\S+)\/graphql/.exec(printed)?.[1] ?? '';
    expect((await fetch(`${api}/health`)).status).toBe(200);
    expect(await (await fetch(`${api}/ready`)).json()).toMatchObject({ status: 'ok', jobs: { failed: 0 } });
    expect((await fetch(`${api}/`)).status).toBe(200);
    expect(printed).toMatch(/ada@aurora.example/);
    expect(printed).toMatch(/Sign in: open/);
  });

  it('refuses a second start on the same folder, in plain words', () => {
    const second = spawnSync(process.execPath, [MAIN, 'start'], { env: environment(), encoding: 'utf8' });
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/runs already/);
    expect(second.stderr).not.toMatch(/ at .*\.js:/);
  });

  it('refuses production without a secret', () => {
    const naked = spawnSync(process.execPath, [MAIN, 'start'], {
      env: environment({ NODE_ENV: 'production' }),
      encoding: 'utf8',
    });
    expect(naked.status).toBe(1);
    expect(naked.stderr).toMatch(/GRANAIO_SECRET/);
  });

  it('says that the log is whole while it runs', () => {
    const verify = spawnSync(process.execPath, [MAIN, 'verify'], { env: environment(), encoding: 'utf8' });
    expect([verify.status, verify.stdout]).toEqual([0, expect.stringMatching(/The log is whole: \d+ events/)]);
  });

  it('ends with everything it started when it is told to', async () => {
    running.kill('SIGTERM');
    const [code] = (await once(running, 'exit')) as [number];
    expect(code).toBe(0);
    const left = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
    expect(left.split('\n').filter((line) => line.includes(directory))).toEqual([]);
  });
});
