import '@sample/engine-resilience';
