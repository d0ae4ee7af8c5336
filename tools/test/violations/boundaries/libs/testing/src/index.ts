import '@sample/platform-embedded-postgres';
import '@sample/platform-persistence';

export const testing = 1;
