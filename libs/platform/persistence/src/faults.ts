/** Postgres and socket conditions that another try may overcome: serialization, deadlock, lock timeout, idle too long, shutdown, lost connection. */
const TRANSIENT_STATES = new Set(['25P03', '40001', '40P01', '55P03', '57P01', '57P02', '57P03', '53300']);
const TRANSIENT_SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

interface DriverFault {
  code?: string;
  constraint?: string;
  message?: string;
  driverError?: DriverFault;
}

export function isTransient(error: unknown): boolean {
  const fault = driverFault(error);
  if (fault.code !== undefined) {
    return TRANSIENT_STATES.has(fault.code) || TRANSIENT_SOCKET.has(fault.code) || fault.code.startsWith('08');
  }
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    fault.message ?? '',
  );
}

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return violates(error, '23505', constraint);
}

/** Two ranges of one machine overlap, say. */
export function isExclusionViolation(error: unknown, constraint?: string): boolean {
  return violates(error, '23P01', constraint);
}

function violates(error: unknown, state: string, constraint?: string): boolean {
  const fault = driverFault(error);
  return fault.code === state && (constraint === undefined || fault.constraint === constraint);
}

function driverFault(error: unknown): DriverFault {
  if (error === null || typeof error !== 'object') return {};
  const fault = error as DriverFault;
  return fault.driverError ?? fault;
}
