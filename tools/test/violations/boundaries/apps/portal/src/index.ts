import '@sample/api-clients';

export const portal = 1;
