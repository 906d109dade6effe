import { basename, dirname, relative, sep } from 'node:path';
import { type Recording, readRecording } from '../scenario/starters/read-recording.ts';
import type { StarterPlatform } from '../scenario/starters/starter.ts';
import { InputFolder } from './input-files.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A recording as a scenario in `scenarioFile` names it. */
export interface RecordedFile extends Recording {
  /** The folder that the scenario must be allowed to read from; `null`: the file lies in its own. */
  readonly allow: string | null;
}

/** Looks into the beginning of a recorded file. Throws UnreadableFileError, and InputFileError for one that cannot be used. */
export function readRecordedFile(
  path: string,
  scenarioFile: string,
  platform: StarterPlatform,
): RecordedFile {
  const folder = dirname(path);
  const opened = new InputFolder(folder).open(basename(path));
  if (typeof opened === 'string') throw new UnreadableFileError(path, 'a file that can be read', opened);
  const name = relative(dirname(scenarioFile), path).replaceAll(sep, '/');
  const isOutside = name.startsWith('../');
  return { ...readRecording(opened.head(), name, platform), allow: isOutside ? folder : null };
}
