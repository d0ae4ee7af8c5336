import { MoneyDto } from '@gewerk/platform-http';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsISO8601, IsOptional, IsString, Length, ValidateNested } from 'class-validator';
import type { Invoice } from '../domain/invoice.js';
import type { InvoiceView } from '../outbound/invoice-repository.js';

export class InvoiceRunRequest {
  @ApiProperty({ required: false, description: 'Charges up to this instant; now when left out' })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'until is an instant such as 2026-12-31T23:59:59Z' })
  until?: string;
}

export class PaymentRequest {
  @ApiProperty({ type: MoneyDto })
  @ValidateNested()
  @Type(() => MoneyDto)
  amount: MoneyDto;

  @ApiProperty()
  @IsISO8601({ strict: true }, { message: 'receivedAt is an instant such as 2026-12-31T12:00:00Z' })
  receivedAt: string;

  @ApiProperty({ description: "The bank's reference; the same one twice books once" })
  @IsString()
  @Length(1, 140)
  reference: string;
}

class InvoiceLineResponse {
  @ApiProperty({ format: 'uuid' }) chargeId: string;
  @ApiProperty() description: string;
  @ApiProperty({ type: MoneyDto }) net: MoneyDto;
}

export class InvoiceResponse {
  @ApiProperty({ format: 'uuid' }) invoiceId: string;
  @ApiProperty({ example: '2026-000042' }) invoiceNumber: string;
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() recipientName: string;
  @ApiProperty() recipientCountry: string;
  @ApiProperty({ type: String, nullable: true }) recipientVatId: string | null;
  @ApiProperty({ format: 'date-time' }) issuedAt: string;
  @ApiProperty({ format: 'date-time' }) dueAt: string;
  @ApiProperty({ type: MoneyDto }) net: MoneyDto;
  @ApiProperty({ type: MoneyDto }) vat: MoneyDto;
  @ApiProperty({ type: MoneyDto }) gross: MoneyDto;
  @ApiProperty({ type: MoneyDto }) paid: MoneyDto;
  @ApiProperty({ type: MoneyDto }) open: MoneyDto;
  @ApiProperty({ enum: ['standard', 'reverse-charge', 'outside-scope'] }) vatCategory: string;
  @ApiProperty() vatRateBasisPoints: number;
  @ApiProperty({ type: String, nullable: true }) vatNote: string | null;
  @ApiProperty({ type: [InvoiceLineResponse] }) lines: InvoiceLineResponse[];
}

export class InvoicePageResponse {
  @ApiProperty({ type: [InvoiceResponse] }) items: InvoiceResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class InvoiceRunResponse {
  @ApiProperty({ description: 'Invoices issued by this run' }) issued: number;
  @ApiProperty({ type: [String] }) invoiceNumbers: string[];
}

export function toResponse(invoice: InvoiceView): InvoiceResponse {
  const { vatDecision, issuedAt, dueAt, lines, ...rest } = invoice;
  return {
    ...rest,
    issuedAt: issuedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    vatCategory: vatDecision.category,
    vatRateBasisPoints: vatDecision.rateBasisPoints,
    vatNote: vatDecision.note,
    lines: [...lines],
  };
}

export function toRunResponse(issued: readonly Invoice[]): InvoiceRunResponse {
  return { issued: issued.length, invoiceNumbers: issued.map((invoice) => invoice.invoiceNumber) };
}
