import { type DataOf, defineEvent, defineTopic, Type } from '../definition.js';
import { instant, MoneySchema, text, uuid } from '../vocabulary.js';

export const billingAccount = defineTopic({
  name: 'billing.account',
  kind: 'fact',
  keyedBy: 'company',
  publisher: 'billing',
  disclosure: 'D4',
});

export const MembershipCharged = defineEvent({
  type: 'billing.membership-charged.v1',
  topic: billingAccount,
  description: 'The membership fee of one calendar month was charged.',
  key: 'companyId',
  data: Type.Object({
    chargeId: uuid(),
    companyId: uuid(),
    plan: Type.Enum(['basic', 'plus', 'pro']),
    month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
    amount: MoneySchema,
    chargedAt: instant(),
  }),
});
export type MembershipChargedData = DataOf<typeof MembershipCharged>;

export const FeeCharged = defineEvent({
  type: 'billing.fee-charged.v1',
  topic: billingAccount,
  description: 'The share of one company in the transaction fee of an accepted delivery.',
  key: 'companyId',
  data: Type.Object({
    chargeId: uuid(),
    companyId: uuid(),
    orderId: uuid(),
    formationId: uuid(),
    baseValue: MoneySchema,
    amount: MoneySchema,
    tariffVersion: text(40),
    chargedAt: instant(),
  }),
});
export type FeeChargedData = DataOf<typeof FeeCharged>;

export const InvoiceIssued = defineEvent({
  type: 'billing.invoice-issued.v1',
  topic: billingAccount,
  description: 'A finalized invoice; it never changes.',
  key: 'companyId',
  data: Type.Object({
    invoiceId: uuid(),
    invoiceNumber: text(40),
    companyId: uuid(),
    issuedAt: instant(),
    dueAt: instant(),
    net: MoneySchema,
    vat: MoneySchema,
    gross: MoneySchema,
    vatCategory: Type.Enum(['standard', 'reverse-charge', 'outside-scope']),
    lines: Type.Array(Type.Object({ chargeId: uuid(), description: text(300), net: MoneySchema }), { minItems: 1, maxItems: 2000 }),
  }),
});
export type InvoiceIssuedData = DataOf<typeof InvoiceIssued>;

export const PaymentReceived = defineEvent({
  type: 'billing.payment-received.v1',
  topic: billingAccount,
  description: 'Money came in for an invoice.',
  key: 'companyId',
  data: Type.Object({ paymentId: uuid(), companyId: uuid(), invoiceId: uuid(), amount: MoneySchema, receivedAt: instant() }),
});
export type PaymentReceivedData = DataOf<typeof PaymentReceived>;
