import { pino } from 'pino'

/** Lines that wait for a full disk to have room again. */
const mostWaitingBytes = 1024 * 1024

/** Standard output. Where it cannot be written (a full disk, a reader that is gone) lines are lost, and work goes on. */
export function logDestination(fd = 1) {
  const destination = pino.destination({ fd, sync: true, maxLength: mostWaitingBytes })
  destination.on('error', () => undefined)
  return destination
}

/**
 * What the log says of an error. A failed query carries its parameters, and with them what people wrote, their names and
 * the hashes of their secrets: none of that goes into a log. The place, the code and the plain message do.
 */
export function tellError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const [message = ''] = error.message.split('\nparams:')
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    message,
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: tellError(error.cause) }),
    stack: stack?.join('\n') ?? '',
  }
}
