import '@sample/platform-service';
