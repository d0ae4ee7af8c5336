import '@sample/platform-persistence';
