import { readFileSync } from 'node:fs';
import occtimportjs from 'occt-import-js';

/** The import and nothing else: module, file, meshes with the same fineness as our reader asks for. */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('give a STEP file');
const importer = await occtimportjs({ print: () => undefined, printErr: () => undefined });
const result = importer.ReadStepFile(readFileSync(file), {
  linearUnit: 'millimeter',
  linearDeflectionType: 'bounding_box_ratio',
  linearDeflection: 0.001,
  angularDeflection: 0.5,
});
if (!result.success) throw new Error(`${file} could not be imported`);
console.log(result.meshes?.length ?? 0);
