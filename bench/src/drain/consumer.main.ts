import { runServiceProcess } from '@gewerk/platform-service';
import { drainService } from './consumer.js';

await runServiceProcess(drainService);
