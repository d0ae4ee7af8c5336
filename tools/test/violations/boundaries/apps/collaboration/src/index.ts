import '@sample/contracts/orders';
import '@sample/kernel';
import '@sample/platform-service';

export const collaborationService = 1;
