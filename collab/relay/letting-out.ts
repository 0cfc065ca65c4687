import type { Branch } from './branch.ts'
import type { Content } from './content.ts'
import { type Admitted, judgeOn } from './fitting.ts'
import type { KindCheck } from './kind-check.ts'
import type { FindLetOut, LetOut } from './let-out.ts'
import { Refused, type RelayPorts } from './ports.ts'
import { emptyUpdate, fold, type Walked, walked } from './update.ts'

interface Surroundings {
  readonly content: Content
  readonly kindCheck: KindCheck
  readonly letOut: FindLetOut
  readonly ports: Pick<RelayPorts, 'letOut'>
}

export interface Row {
  authorId: string | null
  admitted: Admitted
}

/** A class that types all the while is waited for so often; then what is rescued is found at once. */
const triesBeside = 3

/** What waits as rows of the document (SPEC 88): its author's, and then what others would lose by it. */
export class LettingOut {
  readonly #surroundings: Surroundings

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** `besideCheck` knows what lies in the branch. Throws Refused. */
  async rowsOf(branch: Branch, besideCheck: KindCheck, updates: readonly Walked[]): Promise<Row[]> {
    const rescued = await this.#rescued(updates)
    const letOut = { authorId: branch.userId, admitted: this.#asOfDocument(branch.userId, fold(updates)) }
    return [letOut, ...rescued.map((one) => this.#asOfOthers(branch, besideCheck, one))]
  }

  /** As an update of the document by its author; an empty one where somebody else has done the same meanwhile. */
  #asOfDocument(userId: string, update: Uint8Array): Admitted {
    const { content, kindCheck } = this.#surroundings
    const verdict = content.judge(update, { authorId: userId, mayBind: () => true })
    if (verdict.kind === 'nothing') return { ...walked(emptyUpdate), newClientIds: [] }
    if (verdict.kind !== 'fits') throw new Error(`what waits does not fit: ${verdict.kind}`)
    const checked = kindCheck.judge(verdict.admitted)
    if (typeof checked === 'string') throw new Refused(checked)
    return checked.admitted
  }

  /** What of others the document would lose with it: of the document as it is now, whatever came in while it was looked for. */
  async #rescued(updates: readonly Walked[]): Promise<LetOut['rescued']> {
    const { content, letOut, ports } = this.#surroundings
    const waiting = updates.map(({ bytes }) => bytes)
    for (let tries = 0; tries < triesBeside; tries++) {
      const { changes } = content
      const { rescued } = await ports.letOut(content.parts(), waiting, letOut)
      if (content.changes === changes) return rescued
    }
    return letOut(content.parts(), waiting).rescued
  }

  /** Written again in their name, beside what is let out with it. */
  #asOfOthers(branch: Branch, besideCheck: KindCheck, { client, update }: LetOut['rescued'][number]): Row {
    const authorId = this.#surroundings.content.ownerOf(client) || null
    const verdict = judgeOn(branch, update, { authorId, mayBind: () => true })
    if (verdict.kind !== 'fits') throw new Error(`what is rescued does not fit: ${verdict.kind}`)
    const checked = besideCheck.judge(verdict.admitted)
    if (typeof checked === 'string') throw new Refused(checked)
    return { authorId, admitted: checked.admitted }
  }
}
