import '@sample/kernel';

export { resilience } from '@sample/engine-resilience';
