import { runServiceProcess } from '@gewerk/platform-service';
import { capacityService } from './capacity.module.js';

await runServiceProcess(capacityService);
