import '@sample/demo';
import '@sample/orders';
import '@sample/platform-embedded-postgres';

export const standalone = 1;
