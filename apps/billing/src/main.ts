import { runServiceProcess } from '@gewerk/platform-service';
import { billingService } from './billing.module.js';

await runServiceProcess(billingService);
