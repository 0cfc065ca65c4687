import * as Y from 'yjs'
import type { Content } from './content.ts'
import type { Admitted } from './fitting.ts'
import { decode } from './decode.ts'
import { Deletes, deletesOf } from './deletes.ts'
import { type Placed, type Places, placesOf } from './places.ts'
import { Malformed } from './options.ts'
import type { UpdateCheck } from './ports.ts'
import { rangeOf } from './redact.ts'
import { blanked, walked } from './update.ts'

const nothing = new Deletes()

export interface Checked {
  placed: Placed | null
  admitted: Admitted
}

/** What a document's kind says of an update, which is told where everything in it lies (SPEC 21, 61). */
export class KindCheck {
  readonly #check: UpdateCheck
  readonly #content: Pick<Content, 'parts'>
  /** Of the document this content lies on. */
  readonly #beneath: KindCheck | null
  /** Made when somebody writes, and let go with what was made for answers. */
  #places: Places | null = null

  constructor(check: UpdateCheck, content: Pick<Content, 'parts'>, beneath: KindCheck | null = null) {
    this.#check = check
    this.#content = content
    this.#beneath = beneath
  }

  /** The same, in words where it refuses. */
  judge(admitted: Admitted): Checked | string {
    try {
      return this.check(admitted)
    } catch (error) {
      if (error instanceof Malformed) throw error
      return error instanceof Error ? error.message : 'forbidden'
    }
  }

  /**
   * Where everything of an update lies; null where it only writes letters into texts, or deletes. What hangs on something
   * that was forgotten is to be taken without what it holds. Throws what the kind's check says.
   */
  check(admitted: Admitted): Checked {
    if (admitted.walk.isPlain && this.#known().isInText(admitted)) return { placed: null, admitted }
    return this.checkAll(admitted)
  }

  /** The same of letters too: of what the server itself writes. */
  checkAll(admitted: Admitted): { placed: Placed; admitted: Admitted } {
    const placed = this.#known().read([admitted])
    const decoded = decode(admitted.bytes)
    this.#check(decoded, placed.placeOf)
    const gone = decoded.structs.flatMap((struct) =>
      struct instanceof Y.Item && placed.placeOf(struct).in === 'gone' ? rangeOf(struct) : [],
    )
    if (gone.length === 0) return { placed, admitted }
    const left = walked(blanked(admitted.bytes, { deleted: nothing, inDeleted: deletesOf(gone) }))
    return { placed, admitted: { ...left, newClientIds: admitted.newClientIds } }
  }

  /** Remembers where that lies, once it is taken. */
  keep(placed: Placed | null): void {
    if (placed !== null) this.#places?.keep(placed)
  }

  /** Something was taken that it was not shown. */
  forget(): void {
    this.#places = null
  }

  #known(): Places {
    const beneath = this.#beneath === null ? null : this.#beneath.#known()
    if (this.#places?.beneath !== beneath) this.#places = null
    return (this.#places ??= placesOf(this.#content.parts(), beneath))
  }
}
