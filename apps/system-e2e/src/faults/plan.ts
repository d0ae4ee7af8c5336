import { HoldPlaced, OperationStarted } from '@gewerk/contracts/capacity';
import { FeeCharged, MembershipCharged } from '@gewerk/contracts/billing';
import { NetworkConfigured } from '@gewerk/contracts/governance';
import { ConsortiumChosen } from '@gewerk/contracts/matching';
import { DeliveryAccepted, OrderSubmitted } from '@gewerk/contracts/orders';
import { CompanyChanged } from '@gewerk/contracts/registry';
import { ORDER_REQUEST } from '../telemetry/order-trace.js';
import type { PlannedFault } from './conductor.js';
import { frozenConsumer } from './frozen-consumer.js';
import { brokerRestarted, postgresCrashed, redisBack, redisLost } from './infrastructure.js';
import { killedBeforeMark } from './killed-before-mark.js';
import { killedBeforeOffset } from './killed-before-offset.js';
import { killedBeforePublish } from './killed-before-publish.js';

const fault = (
  at: readonly [PlannedFault['step'], number],
  what: string,
  strike: PlannedFault['fault'],
  until?: PlannedFault['step'],
): PlannedFault => ({ step: at[0], round: at[1], what, fault: strike, ...(until === undefined ? {} : { until }) });

const ACCEPTANCE = 'POST /api/orders/v1/orders/:orderId/acceptances';

const beforePublish = 'is killed between commit and publish';
const beforeMark = 'is killed between publish and mark';
const beforeOffset = 'is killed between handling and offset commit';

/**
 * What goes wrong, and where in the story. Telemetry follows one order through all of it, so the commands on its way are seen to have left their
 * spans before their process is killed.
 */
export const FAULT_PLAN: readonly PlannedFault[] = [
  fault(['network', 0], `governance ${beforePublish}`, killedBeforePublish('governance', NetworkConfigured.type)),
  fault(['network', 0], `registry ${beforeMark}`, killedBeforeMark('registry', CompanyChanged.type)),
  fault(['network', 0], `sustainability ${beforeOffset}`, killedBeforeOffset('sustainability', 'company_country')),
  fault(['capacity', 0], `capacity ${beforeOffset}`, killedBeforeOffset('capacity', 'messaging.consumer_offset', 'insert or update')),
  fault(['capacity', 0], `matching ${beforeOffset}`, killedBeforeOffset('matching', 'partner_availability')),
  fault(['orders', 0], `orders ${beforePublish}`, killedBeforePublish('orders', OrderSubmitted.type, 1, { name: ORDER_REQUEST, times: 1 })),
  fault(['orders', 0], `orders ${beforeOffset}`, killedBeforeOffset('orders', 'customer_order', 'update')),
  fault(['formation', 0], `capacity ${beforeMark}`, killedBeforeMark('capacity', HoldPlaced.type)),
  fault(['formation', 0], 'collaboration is frozen in a transaction', frozenConsumer('collaboration', 'consortium_log'), 'operation'),
  fault(['formation', 0], 'Redis is flushed and then gone', redisLost),
  fault(['formation', 1], `matching ${beforePublish}`, killedBeforePublish('matching', ConsortiumChosen.type)),
  fault(['formation', 2], `matching ${beforeMark}`, killedBeforeMark('matching', ConsortiumChosen.type)),
  fault(['operation', 0], `capacity ${beforePublish}`, killedBeforePublish('capacity', OperationStarted.type)),
  fault(['operation', 1], 'the broker is stopped and started', brokerRestarted('stop')),
  fault(['operation', 3], 'Postgres crashes', postgresCrashed),
  fault(['operation', 5], 'the broker is killed', brokerRestarted('kill')),
  fault(['operation', 7], 'Redis comes back', redisBack),
  fault(['delivery', 0], `collaboration ${beforeOffset}`, killedBeforeOffset('collaboration', 'consortium_log')),
  fault(['delivery', 1], `orders ${beforeMark}`, killedBeforeMark('orders', DeliveryAccepted.type, 1, { name: ACCEPTANCE, times: 2 })),
  fault(['delivery', 1], `billing ${beforeOffset}`, killedBeforeOffset('billing', 'charge')),
  fault(['delivery', 2], `billing ${beforePublish}`, killedBeforePublish('billing', FeeCharged.type)),
  fault(['memberships', 0], `billing ${beforeMark}`, killedBeforeMark('billing', MembershipCharged.type), 'invoices'),
];
