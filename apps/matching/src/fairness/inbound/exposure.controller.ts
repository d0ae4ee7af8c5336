import { exposureReport, MATCHING_POLICY } from '@gewerk/engine-matching';
import { Roles } from '@gewerk/platform-auth';
import { type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PartnerSnapshots } from '../../partners/outbound/partner-snapshots.js';
import { ExposureLedger } from '../outbound/exposure-ledger.js';
import { ExposureReportDto, OwnExposureDto } from './exposure.dto.js';

const MONTHS_SHOWN = 24;

/** Who was shown how often: all firms to whoever answers for the network, its own part to each firm (methods 3.11). */
@ApiTags('fairness')
@Controller('api/matching/v1')
export class ExposureController {
  constructor(
    private readonly ledger: ExposureLedger,
    private readonly partners: PartnerSnapshots,
  ) {}

  @Get('exposure')
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: ExposureReportDto })
  async report(@Work() work: RequestWork): Promise<ExposureReportDto> {
    const accounts = await this.ledger.accounts(work);
    const members = await this.partners.activeMembers(work);
    const ledger = Object.fromEntries(accounts.map(({ companyId, target, real }) => [companyId, { target, real }]));
    const { ratios, giniOfRatios, lowestToHighest, neverEligible } = exposureReport(ledger, members);
    const names = await this.partners.companyNames(work, Object.keys(ratios));
    const shown = accounts.flatMap((account) => {
      const ratio = ratios[account.companyId];
      return ratio === undefined ? [] : [{ ...account, ratio, companyName: names.get(account.companyId) ?? account.companyId }];
    });
    shown.sort((one, other) => one.ratio - other.ratio || (one.companyId < other.companyId ? -1 : 1));
    return { accounts: shown, giniOfRatios, lowestToHighest, neverEligible, correction: MATCHING_POLICY.fairness.correction };
  }

  @Get('rankings/exposure')
  @Roles('member')
  @ApiOkResponse({ type: OwnExposureDto })
  async own(@Work() work: RequestWork): Promise<OwnExposureDto> {
    const { companyId } = work.caller;
    const months = companyId === null ? [] : await this.ledger.monthsOf(work, companyId, MONTHS_SHOWN);
    const account = companyId === null ? null : await this.ledger.account(work, companyId);
    if (account === null) return { rankings: 0, target: 0, real: 0, ratio: null, months };
    const { rankings, target, real } = account;
    return { rankings, target, real, ratio: target > 0 ? real / target : null, months };
  }
}
