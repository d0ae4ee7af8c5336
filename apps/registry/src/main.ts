import { runServiceProcess } from '@gewerk/platform-service';
import { registryService } from './registry.module.js';

await runServiceProcess(registryService);
