import '@sample/contracts/orders';
import '@sample/kernel';
import '@sample/platform-service';
import '@sample/engine-matching';
import '@sample/engine-resilience';
import '@sample/engine-pricing';
import '@sample/engine-scheduling';

export const matchingService = 1;
