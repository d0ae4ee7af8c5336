import { DomainError } from '@gewerk/kernel';
import occtimportjs from 'occt-import-js';

/** Larger files are assemblies rather than parts, and their mesh would not fit the memory of a worker. */
export const STEP_BYTES_MAX = 64 * 1024 * 1024;

interface Reader {
  readonly importer: occtimportjs.Importer;
  readonly messages: string[];
}

let reader: Promise<Reader> | undefined;

/**
 * The meshes of the bodies in a STEP file, in millimetres; edges that two faces share have the same points in both.
 * @throws DomainError `geometry.file-empty`, `geometry.step-too-large`, `geometry.not-step`, `geometry.step-unreadable`
 */
export async function readStepMeshes(bytes: Uint8Array): Promise<occtimportjs.Mesh[]> {
  refuseWhatIsNoStep(bytes);
  reader ??= startReader();
  const { importer, messages } = await reader;
  messages.length = 0;
  let result: ReturnType<occtimportjs.Importer['ReadStepFile']>;
  try {
    result = importer.ReadStepFile(bytes, {
      linearUnit: 'millimeter',
      linearDeflectionType: 'bounding_box_ratio',
      linearDeflection: 0.001,
      angularDeflection: 0.5,
    });
  } catch {
    // After a trap the instance's memory is not to be trusted: the next file gets a new one.
    reader = undefined;
    throw unreadable('its geometry could not be computed', null);
  }
  if (!result.success) {
    const line = /Line (\d+)/.exec(messages.join(' '))?.[1];
    throw unreadable(
      line === undefined ? 'it is damaged' : `it is damaged or cut off at line ${line}`,
      line === undefined ? null : Number(line),
    );
  }
  return result.meshes ?? [];
}

function refuseWhatIsNoStep(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) throw new DomainError('invalid', 'geometry.file-empty', 'the file is empty; send the exported STEP file');
  if (bytes.byteLength > STEP_BYTES_MAX) {
    const remedy = `the file has ${bytes.byteLength} bytes; send single parts of at most ${STEP_BYTES_MAX}`;
    throw new DomainError('too-large', 'geometry.step-too-large', remedy, [], { bytes: bytes.byteLength, maxBytes: STEP_BYTES_MAX });
  }
  // ISO 10303-21 section 5: a file begins with this keyword; a byte order mark or comment may stand before it.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  if (!head.includes('ISO-10303-21')) {
    const remedy = 'the file does not begin with ISO-10303-21; export the part as STEP (AP203, AP214 or AP242, not compressed)';
    throw new DomainError('invalid', 'geometry.not-step', remedy);
  }
}

function unreadable(why: string, line: number | null): DomainError {
  const remedy = `the STEP file cannot be read: ${why}; export it again and compare the sizes`;
  return new DomainError('invalid', 'geometry.step-unreadable', remedy, [], line === null ? {} : { line });
}

async function startReader(): Promise<Reader> {
  const messages: string[] = [];
  const keep = (line: string): void => void messages.push(line);
  return { importer: await occtimportjs({ print: keep, printErr: keep }), messages };
}
