import '@sample/engine-pricing';
