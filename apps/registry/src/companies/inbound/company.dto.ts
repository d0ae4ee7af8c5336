import { PageQuery } from '@gewerk/platform-http';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { EvidenceDto } from '../../evidence/inbound/evidence.dto.js';
import type { AdmissionDecision } from '../domain/company.js';
import { CertificateDto, FormatDto, LanguageDto, MachineGroupDto, SiteDto, SkillDto, StrategyVectorDto } from './profile.dto.js';

const KINDS = ['producer', 'technology-provider', 'customer', 'supplier'] as const;
const STATUSES = ['candidate', 'active', 'suspended', 'left'] as const;
const HORIZONS = ['project', 'framework', 'long-term'] as const;
const TRUST_SIGNALS = ['confidentiality-agreement', 'security-certificate', 'pays-on-time', 'insurance-proof', 'code-of-conduct'] as const;
const PLANS = ['basic', 'plus', 'pro', 'none'] as const;
const DECISIONS = ['admit', 'suspend', 'leave'] as const satisfies readonly AdmissionDecision[];

export class ProfileRequest {
  @ApiProperty({ maxLength: 200 }) @IsString() @Length(1, 200) name: string;
  @ApiProperty({ enum: KINDS }) @IsIn(KINDS) kind: (typeof KINDS)[number];

  @ApiProperty({ required: false, default: false, description: 'True for seeded companies that do not exist' })
  @IsOptional()
  @IsBoolean()
  derived: boolean = false;

  @ApiProperty({ example: 'SE' }) @Matches(/^[A-Z]{2}$/) country: string;

  @ApiProperty({ type: String, nullable: true, example: 'SE556012579001' })
  @IsOptional()
  @IsString()
  @Length(4, 20)
  vatId: string | null = null;

  @ApiProperty() @IsInt() @Min(0) @Max(2_000_000_000) employees: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    required: false,
    description: 'Left out: stays as it was. Shown to the company itself only',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  turnoverMinorPerYear?: number | null;

  @ApiProperty({ type: StrategyVectorDto }) @ValidateNested() @Type(() => StrategyVectorDto) priorities: StrategyVectorDto;
  @ApiProperty({ enum: HORIZONS }) @IsIn(HORIZONS) horizon: (typeof HORIZONS)[number];
  @ApiProperty({ minimum: 1, maximum: 4 }) @IsInt() @Min(1) @Max(4) securityClass: number;

  @ApiProperty({ type: [LanguageDto] })
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => LanguageDto)
  languages: LanguageDto[];

  @ApiProperty({ type: [FormatDto], description: 'Formats the company can send and receive' })
  @IsArray()
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => FormatDto)
  formats: FormatDto[];

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMaxSize(40)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  managementCertificates: string[];

  @ApiProperty({ enum: TRUST_SIGNALS, isArray: true })
  @IsArray()
  @ArrayMaxSize(5)
  @IsIn(TRUST_SIGNALS, { each: true })
  trustSignals: (typeof TRUST_SIGNALS)[number][];

  @ApiProperty({ enum: PLANS }) @IsIn(PLANS) membershipPlan: (typeof PLANS)[number];

  @ApiProperty({ type: [SiteDto] })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => SiteDto)
  sites: SiteDto[];

  @ApiProperty({ type: [MachineGroupDto] })
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => MachineGroupDto)
  machineGroups: MachineGroupDto[];

  @ApiProperty({ type: [CertificateDto] })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CertificateDto)
  certificates: CertificateDto[];

  @ApiProperty({ type: [SkillDto] })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => SkillDto)
  skills: SkillDto[];
}

export class AdmissionRequest {
  @ApiProperty({ enum: DECISIONS }) @IsIn(DECISIONS) decision: AdmissionDecision;

  @ApiProperty({ type: [EvidenceDto], required: false, description: 'What the check brought to light' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => EvidenceDto)
  evidence: EvidenceDto[] = [];
}

export class CompaniesQuery extends PageQuery {
  @ApiProperty({ required: false, enum: STATUSES }) @IsOptional() @IsIn(STATUSES) status?: (typeof STATUSES)[number];
  @ApiProperty({ required: false, enum: KINDS }) @IsOptional() @IsIn(KINDS) kind?: (typeof KINDS)[number];
}

/** How much of it is there depends on who asks. */
export class CompanyResponse {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() name: string;
  @ApiProperty() country: string;
  @ApiProperty({ type: [CertificateDto] }) certificates: CertificateDto[];
  @ApiProperty({ required: false, enum: KINDS, description: 'To members' }) kind?: string;
  @ApiProperty({ required: false, type: [String], description: 'To members' }) processes?: string[];
  @ApiProperty({ required: false, type: [String], description: 'To members' }) managementCertificates?: string[];
  @ApiProperty({ required: false, enum: STATUSES, description: 'To the company itself, orchestrator and auditors' }) status?: string;
  @ApiProperty({
    required: false,
    type: ProfileRequest,
    description: 'To the company itself, orchestrator and auditors; turnover to the company itself',
  })
  profile?: ProfileRequest;
}

export class CompanyPageResponse {
  @ApiProperty({ type: [CompanyResponse] }) items: CompanyResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
