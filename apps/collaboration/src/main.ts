import { runServiceProcess } from '@gewerk/platform-service';
import { collaborationService } from './collaboration.module.js';

await runServiceProcess(collaborationService);
