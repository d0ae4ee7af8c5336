import '@sample/platform-persistence';

export { KafkaTransport } from './transport/kafka/kafka-transport.js';
