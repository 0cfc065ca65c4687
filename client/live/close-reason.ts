import { type CloseCode, closeCode, restartDelayMs } from '#collab/protocol.ts'

/** What the client does after the server, or the network, closed the connection. */
export type AfterClose =
  | { do: 'retry'; delayMs?: number }
  /** Reconnect once and be judged anew; a second time means that access is gone. */
  | { do: 'judgeAnew' }
  | { do: 'stop'; because: 'ended' | 'gone' | 'outdated' }
  | { do: 'refuse'; reason: 'malformed' | 'too_large' | 'otherEpoch' }

const isCloseCode = (code: number): code is CloseCode => Object.values<number>(closeCode).includes(code)

function afterKnown(code: CloseCode, reason: string): AfterClose {
  switch (code) {
    case closeCode.restart: {
      const delayMs = restartDelayMs(reason)
      return delayMs === null ? { do: 'retry' } : { do: 'retry', delayMs }
    }
    case closeCode.slow:
    case closeCode.unavailable:
      return { do: 'retry' }
    case closeCode.tooMany:
      return { do: 'retry', delayMs: 15_000 }
    case closeCode.unauthenticated:
      return { do: 'stop', because: 'ended' }
    case closeCode.accessChanged:
      return { do: 'judgeAnew' }
    case closeCode.unknown:
      return { do: 'stop', because: 'gone' }
    case closeCode.otherEpoch:
      return { do: 'refuse', reason: 'otherEpoch' }
    case closeCode.tooLarge:
      return { do: 'refuse', reason: 'too_large' }
    case closeCode.malformed:
      return { do: 'refuse', reason: 'malformed' }
  }
}

/** Everything that is not a word of ours is the network: try again. */
export const afterClose = (code: number, reason: string): AfterClose =>
  isCloseCode(code) ? afterKnown(code, reason) : { do: 'retry' }

const firstDelayMs = 300
const longestDelayMs = 20_000

/** Doubles with each try and is spread over its whole length, so that a class does not come back as one burst. */
export function retryDelay(tries: number, random = Math.random()) {
  const most = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(tries, 10))
  return Math.round(most * (0.5 + random / 2))
}
