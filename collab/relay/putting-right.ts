import { relayTopic } from '../protocol.ts'
import type { Committer, Log } from './committer.ts'
import type { Connection } from './connection.ts'
import type { Content } from './content.ts'
import { noticeFrame } from './frames.ts'
import type { KindCheck } from './kind-check.ts'
import type { Finding } from './ports.ts'
import type { Walked } from './update.ts'

interface Surroundings {
  readonly content: Content
  readonly check: KindCheck
  readonly committer: Committer
  readonly log: Log
}

/** Of what nobody waits for. */
const untold = { onStored: () => {}, onFailed: () => {} }

/** What puts an update right that a referee took (SPEC 64). */
export class PuttingRight {
  readonly #surroundings: Surroundings

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** Takes it, to be committed with what it puts right. */
  take(correction: Uint8Array): Walked {
    const { content, check, committer, log } = this.#surroundings
    const verdict = content.judge(correction, { authorId: null, mayBind: () => true })
    if (verdict.kind !== 'fits') throw new Error(`correction does not fit: ${verdict.kind}`)
    const { admitted } = verdict
    content.take(admitted, null)
    check.forget()
    const { newClientIds } = admitted
    committer.add(log, { ...untold, authorId: null, update: admitted, newClientIds, isAlone: false })
    return admitted
  }
}

/** Each thing once, whatever many of its values were put back. */
export function tellFindings(connection: Connection, findings: readonly Finding[]): void {
  const told = new Map(findings.map((finding) => [finding.objectId, finding]))
  for (const { objectId, reason } of told.values())
    connection.write(noticeFrame({ topic: relayTopic.putBack, id: objectId, reason }))
}
