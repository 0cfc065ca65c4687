/** What hears a line. Nothing is heard any more once it was closed from this side. */
export interface LineListener {
  onOpen(): void
  onMessage(bytes: Uint8Array): void
  /** It never opened, or it ended. The code is the server's, 1006 where nobody said why. */
  onClose(code: number, reason: string): void
}

/** What carries the messages of one connection, whatever it is made of. No call throws. */
export interface Line {
  /** Nothing happens before it is open and after it has ended. */
  send(bytes: Uint8Array): void
  close(): void
}
