import '@sample/api-clients';

export const demo = 1;
