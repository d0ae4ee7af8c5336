import '@sample/platform-messaging';

export const service = 1;
