import type { Language } from '#identity';

type Versions = { readonly datasetVersion: number; readonly newestVersion: number | null };

const WORDS: Readonly<Record<Language, (of: number, newest: number) => string>> = {
  it: (of, newest) =>
    `Della versione ${of}, benché la ${newest} sia più recente: accanto a una tabella già uscita, una di quella versione svelerebbe che cosa troppo pochi contributori hanno cambiato da allora. Sarà di righe più recenti quando abbastanza altri contributori avranno inviato le loro.`,
  en: (of, newest) =>
    `Of version ${of}, though version ${newest} is newer: beside a table that left before, one of that version would tell what too few contributors have changed since. It is drawn of newer rows once enough other contributors have sent theirs.`,
};

/** Why a release is of an older version. It depends on whose rows have changed, and not on what is in them. */
export const versionNote = ({ datasetVersion, newestVersion }: Versions, language: Language): string | null =>
  newestVersion === null || newestVersion <= datasetVersion ? null : WORDS[language](datasetVersion, newestVersion);
