import { DomainError, isUuid, newId } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { type Task, type TaskHandler, Tasks } from '@gewerk/platform-compute';
import { Deadlines, type DueDeadline, OnDeadline } from '@gewerk/platform-deadlines';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { type Delivery, type EventContract, Projects, Reacts, type ReceivedEvent, type UnitOfWork } from '@gewerk/platform-messaging';
import { tenantTable } from '@gewerk/platform-persistence';
import { Body, Controller, Get, Injectable, Module, Param, Post } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { ServiceDefinition } from '../src/index.js';

/** The smallest service with all that a service may have: a command, a projection, a reaction, a deadline, a task. */

export interface JobBegun {
  jobId: string;
  material: string;
}

export const JobBegun: EventContract<JobBegun> = {
  type: 'workshop.job-begun.v1',
  topic: { name: 'workshop.job', kind: 'fact', partitions: 2 },
  schema: {
    type: 'object',
    properties: { jobId: { type: 'string', format: 'uuid' }, material: { type: 'string' } },
    required: ['jobId', 'material'],
    additionalProperties: false,
  },
  keyOf: ({ jobId }) => jobId,
};

/** What the test breaks and repairs, and what it holds up. */
export const faults = { brokenMaterial: '', holdUp: Promise.resolve() };

class BeginJobRequest {
  @ApiProperty() @IsString() material: string;
}

class JobResponse {
  @ApiProperty() jobId: string;
  @ApiProperty({ type: [String] }) steps: string[];
}

@ApiTags('jobs')
@Controller('api/workshop/v1/jobs')
class JobsController {
  @Post()
  @Roles('member')
  @Command()
  @ApiOkResponse({ type: JobResponse })
  async begin(@Body() { material }: BeginJobRequest, @Work() work: RequestWork): Promise<JobResponse> {
    const jobId = newId();
    work.publish(JobBegun, { jobId, material });
    await faults.holdUp;
    return { jobId, steps: [] };
  }

  /** Another event of the same stream. */
  @Post(':jobId/again')
  @Roles('member')
  @Command()
  again(@Param('jobId') jobId: string, @Body() { material }: BeginJobRequest, @Work() work: RequestWork): void {
    work.publish(JobBegun, { jobId, material });
  }

  @Get(':jobId')
  @Roles('member')
  @ApiOkResponse({ type: JobResponse })
  async read(@Param('jobId') jobId: string, @Work() work: RequestWork): Promise<JobResponse> {
    if (!isUuid(jobId)) throw new DomainError('invalid', 'workshop.job-id', 'give a uuid');
    const rows: { step: string }[] = await work.tx.query('select step from job_step where job_id = $1 order by noted_at', [jobId]);
    return { jobId, steps: rows.map(({ step }) => step) };
  }
}

const note = (work: Pick<UnitOfWork, 'tx' | 'networkId'>, jobId: string, step: string): Promise<unknown> =>
  work.tx.query('insert into job_step values ($1, $2, $3, clock_timestamp())', [work.networkId, jobId, step]);

@Controller()
class WorkshopSubscriptions {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly tasks: Tasks,
  ) {}

  @Projects(JobBegun)
  async projectJob(@Payload() events: ReceivedEvent<JobBegun>[], @Ctx() { tx }: Delivery): Promise<void> {
    for (const { networkId, data } of events) {
      if (data.material === faults.brokenMaterial) throw new TypeError(`no drawer for ${data.material}`);
      await note({ tx, networkId }, data.jobId, `saw ${data.material}`);
    }
  }

  @Reacts(JobBegun)
  async scheduleJob(@Payload() events: ReceivedEvent<JobBegun>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const work = delivery.unitOf(event);
      await this.deadlines.set(work, { kind: 'job', subject: event.data.jobId, dueAt: new Date(work.now.getTime() + 86_400_000) });
      await this.tasks.enqueue(work, { kind: 'measure-job', subject: event.data.jobId });
    }
  }
}

@Injectable()
class WorkshopDeadlines {
  @OnDeadline('job')
  async jobIsDue(work: UnitOfWork, due: DueDeadline): Promise<void> {
    await note(work, due.subject, 'due');
  }
}

@Injectable()
class MeasureJob implements TaskHandler<string, number> {
  readonly kind = 'measure-job';

  async load(_work: UnitOfWork, task: Task): Promise<string> {
    return task.subject;
  }

  async compute(jobId: string): Promise<number> {
    return jobId.length;
  }

  async save(work: UnitOfWork, task: Task, length: number): Promise<void> {
    await note(work, task.subject, `measured ${length}`);
  }
}

class InitialWorkshop1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table job_step (network_id uuid not null, job_id uuid not null, step text not null, noted_at timestamptz not null);
      ${tenantTable('job_step')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table job_step');
  }
}

@Module({ controllers: [JobsController, WorkshopSubscriptions], providers: [WorkshopDeadlines, MeasureJob] })
class WorkshopModule {}

export const workshopService: ServiceDefinition = {
  name: 'workshop',
  title: 'Workshop of the tests',
  entities: [],
  migrations: [InitialWorkshop1710000000000],
  module: WorkshopModule,
  subscriptions: WorkshopSubscriptions,
  deadlines: WorkshopDeadlines,
  tasks: [MeasureJob],
};
