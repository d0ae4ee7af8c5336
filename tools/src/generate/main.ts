import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles } from './generated-files.js';

/** `npm run generate`: writes what is derived from contracts and services. */
const root = path.resolve(import.meta.dirname, '../../../..');
const files = await generatedFiles();
for (const [file, content] of files) {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}
console.log(`${files.size} files generated`);
process.exit(0);
