import '@sample/kernel';

export const scheduling = 1;
