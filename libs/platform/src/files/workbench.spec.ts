import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { sha256, SystemClock } from '#kernel';
import { readConfig } from '../config/config';
import { Workbench } from './workbench';

describe('Workbench', () => {
  let directory: string;
  let bench: Workbench;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'granaio-bench-'));
    bench = new Workbench(readConfig({ GRANAIO_DATA: directory }), new SystemClock());
    await bench.onModuleInit();
  });
  afterEach(() => rm(directory, { recursive: true }));

  const host = hostname().replace(/[^A-Za-z0-9-]/g, '-');
  const leave = async (name: string) => {
    const folder = join(directory, 'tmp', name);
    await mkdir(folder);
    await writeFile(join(folder, 'upload.csv'), 'rows');
    return folder;
  };

  it('leaves nothing, whether the work succeeds or fails', async () => {
    const seen = await bench.use(async (folder) => {
      await writeFile(join(folder, 'upload.csv'), 'rows');
      return folder;
    });
    await expect(bench.use(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(existsSync(seen)).toBe(false);
    expect(await readdir(dirname(seen))).toEqual([]);
  });

  it('keeps what it hands out until that is read or given up, and no longer', async () => {
    const rows = 'zone\r\nZ1\r\n';
    const handOut = () =>
      bench.handOut(async (folder) => {
        await writeFile(join(folder, 'rows.csv'), rows);
        return join(folder, 'rows.csv');
      });
    const [read, givenUp] = [await handOut(), await handOut()];
    expect(read).toMatchObject({ sha256: sha256(rows), bytes: rows.length });
    expect(await readdir(join(directory, 'tmp'))).toHaveLength(2);
    expect(await text(read.content)).toBe(rows);
    givenUp.content.destroy();
    await expect(bench.handOut(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(bench.handOut((folder) => Promise.resolve(join(folder, 'none')))).rejects.toThrow();
    while ((await readdir(join(directory, 'tmp'))).length > 0) await setTimeout(5);
  });

  it('sweeps away what a dead process left, also one that had our number', async () => {
    const { pid } = spawnSync('true');
    const left = [await leave(`rows.${host}.${pid}.x.y`), await leave(`rows.${host}.${process.pid}.x.y`)];
    await bench.onModuleInit();
    expect(left.filter(existsSync)).toEqual([]);
  });

  it('leaves alone what is in use, here or on another machine, and what is not its own', async () => {
    await bench.use(async (folder) => {
      const others = [await leave('rows.elsewhere.1.x.y'), await leave('duckdb'), await leave(`rows.${host}.1.x.y`)];
      await bench.onModuleInit();
      expect([folder, ...others].every(existsSync)).toBe(true);
    });
  });

  it('sweeps away what another machine has not touched for a day', async () => {
    const folder = await leave('rows.elsewhere.1.x.y');
    await utimes(folder, 1, 1);
    await bench.onModuleInit();
    expect(existsSync(folder)).toBe(false);
  });
});
