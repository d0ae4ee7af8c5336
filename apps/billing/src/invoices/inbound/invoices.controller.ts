import { DomainError, isUuid, money } from '@gewerk/kernel';
import { type Caller, denied, Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { companyScopeOf } from '../../company-scope.js';
import { IssueInvoices } from '../application/issue-invoices/issue-invoices.js';
import { RecordPayment } from '../application/record-payment/record-payment.js';
import { InvoiceRepository, type InvoiceView } from '../outbound/invoice-repository.js';
import {
  InvoicePageResponse,
  InvoiceResponse,
  InvoiceRunRequest,
  InvoiceRunResponse,
  PaymentRequest,
  toResponse,
  toRunResponse,
} from './invoice.dto.js';

@ApiTags('invoices')
@Controller('api/billing/v1')
export class InvoicesController {
  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly issueInvoices: IssueInvoices,
    private readonly recordPayment: RecordPayment,
  ) {}

  @Post('invoice-runs')
  @HttpCode(200)
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: InvoiceRunResponse })
  async run(@Body() request: InvoiceRunRequest, @Work() work: RequestWork): Promise<InvoiceRunResponse> {
    const until = request.until === undefined ? work.now : new Date(request.until);
    return toRunResponse(await this.issueInvoices.execute(work, until));
  }

  @Get('invoices')
  @Roles('orchestrator', 'auditor', 'member', 'customer')
  @ApiOkResponse({ type: InvoicePageResponse })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<InvoicePageResponse> {
    const after = decodeCursor(query.cursor, isUuid);
    const found = await this.invoices.page(work.tx, work.networkId, {
      companyId: companyScopeOf(work.caller),
      after,
      limit: query.limit + 1,
    });
    return pageOf(found.map(toResponse), query.limit, (invoice) => invoice.invoiceId);
  }

  @Get('invoices/:invoiceId')
  @Roles('orchestrator', 'auditor', 'member', 'customer')
  @ApiOkResponse({ type: InvoiceResponse })
  async one(@Param('invoiceId', ParseUUIDPipe) invoiceId: string, @Work() work: RequestWork): Promise<InvoiceResponse> {
    return toResponse(visible(await this.invoices.find(work.tx, work.networkId, invoiceId), work.caller));
  }

  @Post('invoices/:invoiceId/payments')
  @HttpCode(200)
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: InvoiceResponse })
  async pay(
    @Param('invoiceId', ParseUUIDPipe) invoiceId: string,
    @Body() request: PaymentRequest,
    @Work() work: RequestWork,
  ): Promise<InvoiceResponse> {
    const amount = money(request.amount.amountMinor, request.amount.currency);
    const payment = { invoiceId, amount, receivedAt: new Date(request.receivedAt), reference: request.reference };
    return toResponse(await this.recordPayment.execute(work, payment));
  }
}

function visible(invoice: InvoiceView | null, caller: Caller): InvoiceView {
  const scope = companyScopeOf(caller);
  if (invoice !== null && (scope === null || invoice.companyId === scope)) return invoice;
  const unknown = new DomainError('not-found', 'billing.invoice-unknown', 'there is no such invoice; list them under /invoices');
  throw invoice === null ? unknown : denied(unknown);
}
