import { runServiceProcess } from '@gewerk/platform-service';
import { sustainabilityService } from './sustainability.module.js';

await runServiceProcess(sustainabilityService);
