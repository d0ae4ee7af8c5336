import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thisRepository } from '../repository.js';
import { projectReferences } from './project-references.js';

const repository = thisRepository();
const configurations = projectReferences(repository);
for (const [file, text] of configurations) writeFileSync(join(repository.root, file), text);
process.stdout.write(`${configurations.size} tsconfig.json files written from the package.json files.\n`);
