import '@sample/api-clients';
import '@sample/engine-scheduling';

export const cli = 1;
