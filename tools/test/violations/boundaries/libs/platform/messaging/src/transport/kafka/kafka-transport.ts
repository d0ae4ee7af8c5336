import { Kafka } from 'kafkajs';

export class KafkaTransport extends Kafka {}
