import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { accessChapter } from './demo/access-chapter';
import { assemblyChapter } from './demo/assembly-chapter';
import { censusChapter } from './demo/census-chapter';
import { dataChapter } from './demo/data-chapter';
import { disclosureChapter } from './demo/disclosure-chapter';
import { DemoInstance } from './demo/instance';
import { printMemory } from './demo/memory';
import { narrator } from './demo/narrator';
import {
  castOf,
  contributeChapter,
  endChapter,
  extractChapter,
  inForceChapter,
  proposeChapter,
  tooEarlyChapter,
  voteChapter,
} from './demo/story';
import { tamperChapter, verifyChapter } from './demo/verify-chapter';

/** Real input, where it lies beside the repository; it is no part of it. */
const SHARED_DATA = resolve(__dirname, '..', '..', '..', '..', '..', 'shared', 'data');

/** Plays the whole story on an installation of its own, through the public API, and removes the installation. */
export async function demo(): Promise<number> {
  narrator.say('Starting an installation of its own in a temporary folder …');
  const instance = await DemoInstance.start();
  try {
    await play(instance);
    return 0;
  } finally {
    await instance.stop();
    narrator.say('\nThe installation of the demo is stopped, and its folder removed.');
  }
}

async function play(instance: DemoInstance): Promise<void> {
  const cast = await castOf(instance.place);
  const scene = await contributeChapter(cast);
  const proposal = await proposeChapter(scene);
  await tooEarlyChapter(scene);
  await voteChapter(scene, proposal);
  await inForceChapter(scene);
  const release = await extractChapter(scene);
  await endChapter(scene, proposal.title, release);
  await assemblyChapter(scene, instance.config.dataDirectory);
  await accessChapter(scene, instance.place);
  await dataChapter(scene, instance.place);
  await disclosureChapter(scene);
  if (existsSync(SHARED_DATA)) await censusChapter(scene, SHARED_DATA);
  else narrator.say('\nThe census of Torino is not here (../shared/data), so its chapter is left out.');
  await printMemory();
  await verifyChapter(instance.config);
  await tamperChapter(instance.config);
}
