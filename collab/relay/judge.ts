import { type CloseCode, closeCode } from '../protocol.ts'
import type { Connection } from './connection.ts'
import type { RelayPorts, RoomAddress, RoomDecision } from './ports.ts'

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

/** Judges an open connection again. Null where it may go on as it is, otherwise the code it is to be closed with. */
export async function judgeAgain(
  ports: RelayPorts,
  connection: Connection,
  timeoutMs: number,
): Promise<CloseCode | null> {
  const decision = await ask(ports, connection, timeoutMs)
  if (!decision.granted) return decision.code
  const { userId, access, role, actor } = connection.grant
  const { grant } = decision
  const isSameActor = grant.actor?.author === actor?.author && grant.actor?.isModerator === actor?.isModerator
  const isSame = grant.userId === userId && grant.access === access && grant.role === role && isSameActor
  if (!isSame) return closeCode.accessChanged
  connection.grant = grant
  return null
}
