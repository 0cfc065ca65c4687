import type * as Y from 'yjs'
import { changeOf } from './change.ts'
import type { Committer, Log } from './committer.ts'
import type { Content } from './content.ts'
import type { KindCheck } from './kind-check.ts'
import type { RelayOptions } from './options.ts'
import { type Along, type Editor, type Finding, Refused, type RelayPorts } from './ports.ts'
import { type Forgotten, redactionOf } from './redact.ts'
import type { Refereeing } from './refereeing.ts'
import type { Spending } from './spending.ts'
import { blanked, openDocument, walked } from './update.ts'
import type { Upkeep } from './upkeep.ts'
import type { Window } from './window.ts'

interface Surroundings {
  readonly log: Log
  readonly content: Content
  readonly check: KindCheck
  readonly refereeing: Refereeing | null
  readonly window: Window
  readonly freshClientId: () => number
  readonly committer: Committer
  readonly spending: Spending
  readonly options: RelayOptions
  readonly ports: Pick<RelayPorts, 'rewrite'>
  readonly upkeep: Upkeep
  readonly onRedacted: () => void
  readonly onLost: (why: 'other_writer') => void
}

/** What the server writes into a document, seen by others only once it is committed (SPEC 47, 78), and what it takes out. */
export class ServerEdits {
  readonly #surroundings: Surroundings

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  async edit(authorId: string | null, change: (ydoc: Y.Doc) => void, along?: Along): Promise<boolean> {
    const update = this.#changed(change)
    if (update !== null) await this.#store(authorId, update, along)
    return update !== null
  }

  /** On behalf of somebody whom the rules hold, and what they may bring in a day. Gives what was put back; throws Refused. */
  async editAs(editor: Editor, change: (ydoc: Y.Doc) => void): Promise<readonly Finding[]> {
    const { content, refereeing, spending, options, log } = this.#surroundings
    if (spending.isUsedUp(log.documentId, editor)) throw new Refused('budget')
    const update = this.#changed(change)
    if (update === null) return []
    const judged = refereeing?.judged(update, editor.actor) ?? { bytes: update, findings: [] }
    if (content.bytes + judged.bytes.length > options.documentBytes) throw new Refused('too_large')
    const stored = this.#store(editor.userId, judged.bytes)
    // Before it is stored: others of theirs may be on their way beside it.
    spending.spend(log.documentId, editor, [walked(judged.bytes)])
    await stored
    return judged.findings
  }

  /**
   * What was deleted there goes from here and from the store (SPEC 66). `flushed` resolves when all that is here is
   * stored. Where the store fails the room is loaded anew, since it no longer knows what it forgot.
   */
  redact(what: readonly Forgotten[], flushed: () => Promise<void>): Promise<void> {
    const { log, content, check, ports, upkeep, onRedacted, onLost } = this.#surroundings
    return upkeep.meanwhile(async () => {
      await flushed()
      const ydoc = openDocument(content.parts())
      const redaction = redactionOf(ydoc, what)
      ydoc.destroy()
      // First here: what comes from now on and hangs on it is taken without what it holds.
      content.redact(redaction)
      onRedacted()
      check.forget()
      try {
        await ports.rewrite(log.documentId, (bytes) => blanked(bytes, redaction))
      } catch (error) {
        onLost('other_writer')
        throw error
      }
    })
  }

  #changed(change: (ydoc: Y.Doc) => void): Uint8Array | null {
    const { content, freshClientId } = this.#surroundings
    return changeOf(content.parts(), freshClientId(), change)
  }

  #store(authorId: string | null, update: Uint8Array, along?: Along): Promise<void> {
    const { log, content, check, refereeing, window, committer } = this.#surroundings
    const verdict = content.judge(update, { authorId, mayBind: () => true })
    if (verdict.kind !== 'fits') throw new Error(`edit does not fit: ${verdict.kind}`)
    const { admitted } = check.checkAll(verdict.admitted)
    return new Promise((resolve, reject) => {
      const onStored = () => {
        content.take(admitted, authorId)
        check.forget()
        refereeing?.take(admitted.bytes)
        window.add(admitted, null)
        resolve()
      }
      const { newClientIds } = admitted
      committer.add(log, { authorId, update: admitted, newClientIds, along, isAlone: true, onStored, onFailed: reject })
    })
  }
}
