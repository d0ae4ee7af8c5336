import { Roles } from '@gewerk/platform-auth';
import { MoneyDto, type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ReportBalances } from '../application/report-balances/report-balances.js';
import { VerifyJournal } from '../application/verify-journal/verify-journal.js';

class AccountBalanceResponse {
  @ApiProperty({ example: 'revenue:membership' }) account: string;
  @ApiProperty({ type: MoneyDto, description: 'Debits positive' }) balance: MoneyDto;
}

class TrialBalanceResponse {
  @ApiProperty({ type: [AccountBalanceResponse] }) accounts: AccountBalanceResponse[];
  @ApiProperty({ type: [MoneyDto], description: 'Zero in every currency' }) sums: MoneyDto[];
}

class JournalVerdictResponse {
  @ApiProperty() entries: number;
  @ApiProperty() intact: boolean;
  @ApiProperty({ type: Number, nullable: true }) brokenAtEntry: number | null;
  @ApiProperty({ description: 'SHA-256 of the last entry' }) headHash: string;
}

@ApiTags('ledger')
@Controller('api/billing/v1/ledger')
export class LedgerController {
  constructor(
    private readonly reportBalances: ReportBalances,
    private readonly verifyJournal: VerifyJournal,
  ) {}

  @Get('trial-balance')
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: TrialBalanceResponse })
  trialBalance(@Work() work: RequestWork): Promise<TrialBalanceResponse> {
    return this.reportBalances.execute(work);
  }

  @Get('verification')
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: JournalVerdictResponse })
  verification(@Work() work: RequestWork): Promise<JournalVerdictResponse> {
    return this.verifyJournal.execute(work);
  }
}
