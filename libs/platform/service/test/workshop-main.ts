import { runServiceProcess } from '../src/index.js';
import { workshopService } from './workshop.js';

await runServiceProcess(workshopService);
