import '@sample/contracts';
import '@sample/platform-messaging';

export const provision = 1;
