import '@sample/contracts/orders';
import '@sample/kernel';
import '@sample/platform-service';
import '@sample/engine-pricing';

export const ordersService = 1;
