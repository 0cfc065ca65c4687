import type { Duplex } from 'node:stream'
import type { CloseCode } from '../protocol.ts'
import type { Frame } from './frames.ts'

/** What hears a line. Called from its own turns of the loop, never from inside a call to the line. */
export interface LineListener {
  /** One whole message of the peer. `isBinary` is false for a websocket's text. */
  onMessage(data: Uint8Array, isBinary: boolean): void
  /** The peer answered a ping. */
  onAlive(): void
  /** All that was written has been handed on: there is room again. */
  onDrained(): void
  /** Nothing comes any more. Called once. */
  onClosed(): void
  onError(error: Error): void
}

/** What carries the messages of one peer, whatever it is made of. No call throws, and after the end none does anything. */
export interface Line {
  listen(listener: LineListener): void
  /** `ahead` goes out before it, where possible in one piece. */
  write(frame: Frame, ahead?: Frame): void
  /** Hands over no messages until `resume`; what the peer sends meanwhile is held back on its side as far as possible. */
  pause(): void
  resume(): void
  ping(): void
  /** Says why, then ends. */
  close(code: CloseCode, reason: string): void
  /** Ends at once. */
  cut(): void
  /** Bytes written and not handed to the operating system. Cheap: asked after every write. */
  readonly queuedBytes: number
  /** Bytes the peer has not taken, as far as can be seen. */
  readonly unsentBytes: number
}

/**
 * Bytes the operating system has not taken yet; unlike `writableLength` it falls while one large write is on its way.
 * Guarantee: a number; 0 where Node does not offer it.
 */
export function handleQueue(socket: Duplex | null): number {
  if (socket === null || !('_handle' in socket) || typeof socket._handle !== 'object' || socket._handle === null)
    return 0
  const handle = socket._handle
  return 'writeQueueSize' in handle && typeof handle.writeQueueSize === 'number' ? handle.writeQueueSize : 0
}
