import { runServiceProcess } from '@gewerk/platform-service';
import { matchingService } from './matching.module.js';

await runServiceProcess(matchingService);
