import '@sample/platform-embedded-postgres';
