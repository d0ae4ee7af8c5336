import { runServiceProcess } from '@gewerk/platform-service';
import { ordersService } from './orders.module.js';

await runServiceProcess(ordersService);
