import type { Reservation, Window } from '@gewerk/contracts';
import type { CapacityReportedData } from '@gewerk/contracts/capacity';
import type { CompanyChangedData } from '@gewerk/contracts/registry';
import { MovableClock, type NetworkId, newId } from '@gewerk/kernel';
import { computeMigrations, EngineWorkers, type Task, Tasks } from '@gewerk/platform-compute';
import { Deadlines, deadlinesMigrations } from '@gewerk/platform-deadlines';
import {
  type Delivery,
  messagingMigrations,
  type Origin,
  type ReceivedEvent,
  type UnitOfWork,
  UnitsOfWork,
} from '@gewerk/platform-messaging';
import { setDatabaseClock } from '@gewerk/platform-persistence';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { Logger } from '@nestjs/common';
import { capacityMigrations } from '../migrations/capacity.migrations.js';
import { CapacityDeadlines } from '../src/deadlines.js';
import { ExpireHold } from '../src/holds/application/expire-hold/expire-hold.js';
import { GiveBackBookings } from '../src/holds/application/give-back-bookings/give-back-bookings.js';
import { NoticeLosses } from '../src/holds/application/notice-losses/notice-losses.js';
import { PlaceHolds } from '../src/holds/application/place-holds/place-holds.js';
import { SettleHolds } from '../src/holds/application/settle-holds/settle-holds.js';
import { HoldRepository } from '../src/holds/outbound/hold-repository.js';
import { ReservationRepository } from '../src/holds/outbound/reservation-repository.js';
import { PublishAvailability } from '../src/machines/application/publish-availability/publish-availability.js';
import { CalendarRepository } from '../src/machines/outbound/calendar-repository.js';
import { MachineRepository } from '../src/machines/outbound/machine-repository.js';
import { FinishOperation } from '../src/operations/application/finish-operation/finish-operation.js';
import { MeasureUtilisation } from '../src/operations/application/measure-utilisation/measure-utilisation.js';
import { StartOperation } from '../src/operations/application/start-operation/start-operation.js';
import { ChoosePublishedShare } from '../src/planning/application/choose-published-share/choose-published-share.js';
import { FollowShopFloor } from '../src/planning/application/follow-shop-floor/follow-shop-floor.js';
import { FollowNetworkWork } from '../src/planning/application/follow-network-work/follow-network-work.js';
import { PlanShop } from '../src/planning/application/plan-shop/plan-shop.js';
import { PublishFreeHours } from '../src/planning/application/publish-free-hours/publish-free-hours.js';
import { ReportChange } from '../src/planning/application/report-change/report-change.js';
import { RequestPlan } from '../src/planning/application/request-plan/request-plan.js';
import { StateShop } from '../src/planning/application/state-shop/state-shop.js';
import { ShopPlanRepository } from '../src/planning/outbound/shop-plan-repository.js';
import { AcceptReports } from '../src/reports/application/accept-reports/accept-reports.js';
import { ApplyReports } from '../src/reports/application/apply-reports/apply-reports.js';
import { ReceiptRepository } from '../src/reports/outbound/receipt-repository.js';
import { CapacitySubscriptions } from '../src/subscriptions.js';

const HOUR = 3_600_000;

export interface TestMachine {
  companyId: string;
  machineId: string;
  machineGroupId: string;
  siteId: string;
}

/** The whole service on a real Postgres, without HTTP and transport: what comes in is handed over, what goes out stands in the outbox. */
export class CapacityBench {
  readonly networkId = newId<NetworkId>();
  readonly machines = new MachineRepository();
  readonly calendars = new CalendarRepository();
  readonly holds = new HoldRepository();
  readonly reservations = new ReservationRepository();
  readonly #deadlines = new Deadlines();
  readonly publishAvailability = new PublishAvailability(this.machines, this.calendars);
  readonly expireHold = new ExpireHold(this.holds, this.reservations, this.calendars, this.#deadlines, this.publishAvailability);
  readonly #noticeLosses = new NoticeLosses(this.reservations);
  readonly plans = new ShopPlanRepository();
  readonly acceptReports = new AcceptReports(this.machines, this.calendars, new ReceiptRepository(), this.plans);
  readonly startOperation = new StartOperation(this.reservations, this.calendars);
  readonly finishOperation = new FinishOperation(this.reservations, this.calendars, this.publishAvailability);
  readonly measureUtilisation = new MeasureUtilisation(this.machines, this.calendars);
  readonly #tasks = new Tasks();
  readonly #workers = new EngineWorkers();
  readonly #requestPlan = new RequestPlan(this.plans, this.#tasks);
  readonly stateShop = new StateShop(this.machines, this.plans, this.#requestPlan);
  readonly reportChange = new ReportChange(this.plans, this.stateShop, this.#requestPlan);
  readonly #publishFreeHours = new PublishFreeHours(
    this.plans,
    this.machines,
    this.calendars,
    this.#noticeLosses,
    this.publishAvailability,
    this.#deadlines,
  );
  readonly planShop = new PlanShop(this.plans, this.machines, this.reservations, this.#tasks, this.#workers, this.#publishFreeHours);
  readonly choosePublishedShare = new ChoosePublishedShare(this.plans, this.#requestPlan, this.#deadlines);
  readonly onDeadline = new CapacityDeadlines(this.expireHold, this.#requestPlan);
  readonly subscriptions = new CapacitySubscriptions(
    this.machines,
    new ApplyReports(this.machines, this.calendars, this.#noticeLosses, this.publishAvailability, this.plans),
    new PlaceHolds(
      this.machines,
      this.calendars,
      this.holds,
      this.reservations,
      this.#deadlines,
      this.expireHold,
      this.publishAvailability,
    ),
    new SettleHolds(
      this.holds,
      this.reservations,
      this.calendars,
      this.#deadlines,
      this.expireHold,
      this.#noticeLosses,
      this.publishAvailability,
    ),
    new GiveBackBookings(this.holds, this.reservations, this.calendars, this.#deadlines, this.publishAvailability),
    new FollowNetworkWork(this.reservations, this.#requestPlan),
    new FollowShopFloor(this.machines, this.plans, this.#requestPlan),
  );

  private constructor(
    readonly test: TestDatabase,
    readonly clock: MovableClock,
    private readonly units: UnitsOfWork,
  ) {}

  static async create(): Promise<CapacityBench> {
    const test = await createTestDatabase({
      migrations: [...messagingMigrations, ...deadlinesMigrations, ...computeMigrations, ...capacityMigrations],
      entities: [],
    });
    // What the service logs of refused reports is part of some tests, not of their output.
    Logger.overrideLogger(false);
    const clock = new MovableClock();
    return new CapacityBench(test, clock, new UnitsOfWork(test.database, clock, '/gewerk/capacity'));
  }

  async close(): Promise<void> {
    await this.#workers.onApplicationShutdown();
    await this.test.drop();
  }

  /** Works off what was enqueued, in three steps as the runner does; answers how many tasks there were. */
  async runTasks(): Promise<number> {
    const rows: { task_id: string; kind: string; subject: string; origin: Origin }[] = await this.run((work) =>
      work.tx.query('delete from app.task returning task_id, kind, subject, origin').then(([deleted]) => deleted),
    );
    for (const row of rows) {
      const task: Task = { ...row, taskId: row.task_id, payload: {}, networkId: this.networkId, attempts: 1 };
      try {
        const input = await this.run((work) => this.planShop.load(work, task));
        if (input === null) continue;
        const output = await this.planShop.compute(input);
        await this.run((work) => this.planShop.save(work, task, output, input));
      } catch (error) {
        await this.run((work) => this.planShop.failed(work, task, error as Error));
      }
    }
    return rows.length;
  }

  run<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.units.run(this.#origin(), work);
  }

  async advance(minutes: number): Promise<void> {
    const offset = this.clock.offsetMillis + minutes * 60_000;
    await setDatabaseClock(this.test.ownerUrl, offset);
    this.clock.setOffset(offset);
  }

  /** Full hours ahead of now, e.g. `window(2, 6)`: four hours that begin in two. */
  window(fromHours: number, toHours: number): Window {
    const hour = Math.ceil(this.clock.now().getTime() / HOUR) * HOUR;
    return { startsAt: new Date(hour + fromHours * HOUR).toISOString(), endsAt: new Date(hour + toHours * HOUR).toISOString() };
  }

  async addMachine(change: Partial<TestMachine> = {}): Promise<TestMachine> {
    const machine = { companyId: newId(), machineId: newId(), machineGroupId: newId(), siteId: newId(), ...change };
    await this.deliver('onCompanyChanged', [companyWith(machine)]);
    return machine;
  }

  /** A machine that has stated free hours. */
  async addFreeMachine(...free: Window[]): Promise<TestMachine> {
    const machine = await this.addMachine();
    await this.report(machine, free);
    return machine;
  }

  reportData(machine: TestMachine, freeWindows: Window[], change: Partial<CapacityReportedData> = {}): CapacityReportedData {
    return {
      companyId: machine.companyId,
      machineId: machine.machineId,
      asOf: this.clock.now().toISOString(),
      horizon: this.window(-1, 1000),
      freeWindows,
      includedBookingIds: [],
      ...change,
    };
  }

  async report(machine: TestMachine, freeWindows: Window[], change: Partial<CapacityReportedData> = {}): Promise<void> {
    await this.deliver('onCapacityReported', [this.reportData(machine, freeWindows, change)]);
  }

  reservation(machine: TestMachine, ...slots: Window[]): Reservation {
    const workMinutes = slots.reduce((sum, slot) => sum + (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000, 0);
    return { operationId: newId(), companyId: machine.companyId, machineId: machine.machineId, role: 'primary', slots, workMinutes };
  }

  requestHold(formationId: string, revision: number, reservations: Reservation[], holdMinutes = 60): Promise<void> {
    return this.deliver('onHoldRequested', [{ formationId, revision, holdMinutes, reservations }]);
  }

  settle(formationId: string, revision: number, settlement: 'confirm' | 'release'): Promise<void> {
    return this.deliver('onHoldSettlementRequested', [{ formationId, revision, settlement }]);
  }

  /** Holds and confirms; returns the booking's id of each reservation. */
  async book(formationId: string, reservations: Reservation[]): Promise<string[]> {
    await this.requestHold(formationId, 1, reservations);
    await this.settle(formationId, 1, 'confirm');
    const [confirmed] = await this.published<{ bookings: { bookingId: string; operationId: string; role: string }[] }>(
      'hold-confirmed',
      formationId,
    );
    return reservations.map(
      ({ operationId, role }) => confirmed?.bookings.find((one) => one.operationId === operationId && one.role === role)?.bookingId ?? '',
    );
  }

  /** Hands a batch to a subscription, in one transaction, as the pipeline does. */
  async deliver<Method extends Exclude<keyof CapacitySubscriptions, symbol>>(method: Method, data: object[]): Promise<void> {
    await this.run(async (work) => {
      const delivery: Delivery = { tx: work.tx, unitOf: () => work };
      const events = data.map((one) => ({ id: newId(), networkId: this.networkId, data: one }) as ReceivedEvent<never>);
      await this.subscriptions[method](events as never, delivery);
    });
  }

  /** Payloads in the outbox, oldest first: of one type (without context and version), of one key. */
  async published<Data = Record<string, unknown>>(name: string, key?: string): Promise<Data[]> {
    const rows: { payload: string }[] = await this.run((work) =>
      work.tx.query('select payload from messaging.outbox where type = $1 and ($2::text is null or key = $2) order by id', [
        `capacity.${name}.v1`,
        key ?? null,
      ]),
    );
    return rows.map((row) => JSON.parse(row.payload) as Data);
  }

  /** Types of all that was published about a formation, oldest first. */
  async storyOf(formationId: string): Promise<string[]> {
    const rows: { type: string }[] = await this.run((work) =>
      work.tx.query("select type from messaging.outbox where topic = 'capacity.hold' and key = $1 order by id", [formationId]),
    );
    return rows.map(({ type }) => type.replace('capacity.', '').replace('.v1', ''));
  }

  async freeWindows(machine: TestMachine): Promise<Window[] | undefined> {
    return (await this.published<{ freeWindows: Window[] }>('availability-changed', machine.machineId)).at(-1)?.freeWindows;
  }

  #origin(): Origin {
    return { networkId: this.networkId, correlationId: newId(), causationId: null, hops: 0 };
  }
}

export function companyWith(machine: TestMachine): CompanyChangedData {
  return {
    companyId: machine.companyId,
    name: 'Company',
    kind: 'producer',
    status: 'active',
    derived: true,
    country: 'SE',
    vatId: null,
    employees: 12,
    turnoverMinorPerYear: null,
    priorities: { cost: 0.2, time: 0.2, quality: 0.2, flexibility: 0.2, service: 0.2 },
    horizon: 'project',
    securityClass: 2,
    languages: [],
    formats: [],
    managementCertificates: [],
    trustSignals: [],
    membershipPlan: 'basic',
    sites: [
      {
        siteId: machine.siteId,
        ...{ name: 'Site', country: 'SE', region: 'Skåne', latitude: 55.6, longitude: 13, timeZone: 'Europe/Stockholm' },
        shifts: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 })),
        closedDays: [],
      },
    ],
    machineGroups: [
      {
        ...{ machineGroupId: machine.machineGroupId, siteId: machine.siteId, process: 'turning', model: 'Lathe' },
        machines: [{ machineId: machine.machineId, label: 'Lathe #1' }],
        ...{ axes: 2, envelopeMicrometres: [1, 1, 1], maxMassGrams: 1, accuracyIt: 7, processCapability: 1.3, materials: [] },
        ...{ powerStandbyWatts: 1, powerProcessWatts: 1, energyWattHoursPerKilogram: null },
      },
    ],
    certificates: [],
    skills: [],
  };
}
