import { runServiceProcess } from '@gewerk/platform-service';
import { governanceService } from './governance.module.js';

await runServiceProcess(governanceService);
