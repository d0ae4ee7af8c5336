import '@sample/contracts/orders';
import '@sample/kernel';
import '@sample/platform-service';
import '@sample/engine-scheduling';

export const capacityService = 1;
