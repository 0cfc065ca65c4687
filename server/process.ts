import type { Logger } from 'pino'

/** Longer than rooms need to flush; orchestrators kill at 30 s. */
const longestStopMs = 25_000

/** What a lost connection leaves behind in a query nobody waited for: worth a line, no reason to die. */
const connectionCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNRESET',
  '57P01',
])

const lostPeerCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ENOTCONN'])
const socketCalls = new Set(['read', 'write', 'writev', 'shutdown'])

/** An error nobody caught leaves the process in an unknown state: it ends, and whoever watches it starts it anew. */
export function dieOnUnknownErrors(log: Logger): void {
  process.on('unhandledRejection', (reason) => {
    if (isLostConnection(reason)) return log.error({ err: reason }, 'a query was lost with its connection')
    log.fatal({ err: reason }, 'an error nobody caught; the process ends')
    process.exit(1)
  })
  process.on('uncaughtException', (error) => {
    if (isLostPeer(error)) return log.error({ err: error }, 'a socket failed that nobody listened to')
    log.fatal({ err: error }, 'an error nobody caught; the process ends')
    process.exit(1)
  })
}

/** Whoever reads what we print may leave at any time: that is no reason to stop. */
export function outliveReaders(): void {
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
}

/** npm and timeout hand on a signal that the terminal sent to us as well: an echo is no second wish. */
const signalEchoMs = 2_000

/** Runs `stop` once at SIGTERM or SIGINT, then ends the process; a second signal some time later ends it at once. */
export function stopOnSignals(log: Logger, stop: () => Promise<void>): void {
  let stoppingSince: number | null = null
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > signalEchoMs) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error({}, 'stopping took too long; the process ends')
      process.exit(1)
    }, longestStopMs).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

function isLostConnection(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false
  if ('code' in reason && connectionCodes.has(String(reason.code))) return true
  return reason.cause !== undefined && isLostConnection(reason.cause)
}

/** Its peer is gone, which Node says in a turn of its own: nothing was stopped in the middle. */
function isLostPeer(error: Error): boolean {
  return (
    'code' in error &&
    lostPeerCodes.has(String(error.code)) &&
    'syscall' in error &&
    socketCalls.has(String(error.syscall))
  )
}
