import '@sample/contracts/orders';
import '@sample/kernel';
import '@sample/platform-service';
import '@sample/engine-resilience';

export const governanceService = 1;
