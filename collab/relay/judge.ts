import { type CloseCode, closeCode } from '../protocol.ts'
import type { Connection } from './connection.ts'
import type { RelayPorts, RoomAddress, RoomDecision, RoomGrant } from './ports.ts'

/** Asks access, with a time limit. No answer is no access for now. */
export async function ask(
  ports: RelayPorts,
  request: { address: RoomAddress; cookie: string | null },
  timeoutMs: number,
): Promise<RoomDecision> {
  const { clock, log } = ports
  let timer: unknown = null
  const late = new Promise<never>((_resolve, reject) => {
    timer = clock.setTimeout(() => reject(new Error('access did not answer in time')), timeoutMs)
  })
  try {
    return await Promise.race([ports.authorize(request), late])
  } catch (error) {
    log.error({ error, room: request.address.name }, 'authorize failed')
    return { granted: false, code: closeCode.unavailable }
  } finally {
    clock.clearTimeout(timer)
  }
}

export type Judgement =
  | { kind: 'granted'; grant: RoomGrant; isChanged: boolean }
  /** To be closed with this code. */
  | { kind: 'ended'; code: CloseCode }

/** Judges an open connection again. It goes on as the same person in the same role; whether they may write can change. */
export async function judgeAgain(ports: RelayPorts, connection: Connection, timeoutMs: number): Promise<Judgement> {
  const decision = await ask(ports, connection, timeoutMs)
  if (!decision.granted) return { kind: 'ended', code: decision.code }
  const { userId, access, role, actor } = connection.grant
  const { grant } = decision
  const isSameActor = grant.actor?.author === actor?.author && grant.actor?.isModerator === actor?.isModerator
  const isSame = grant.userId === userId && grant.role === role && isSameActor
  const isChanged = grant.access !== access
  // Who never said hello cannot be told, and would write into the void.
  if (!isSame || (isChanged && !connection.isGreeted)) return { kind: 'ended', code: closeCode.accessChanged }
  return { kind: 'granted', grant, isChanged }
}
