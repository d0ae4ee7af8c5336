import '@sample/engine-scheduling';
