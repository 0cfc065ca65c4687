import * as Y from 'yjs'
import type { Deed, Style } from './deeds.ts'
import { idAt, textsOf, tokenPattern, tokenText, wordsOf } from './reading.ts'
import type { World } from './world.ts'

/** What somebody's fingers do to a ydoc: one word comes, or goes. */
export class Hand {
  readonly author: string
  readonly #world: World
  readonly #ydoc: Y.Doc
  readonly #style: Style
  readonly #room: string
  #number = 0
  #ownText: Y.XmlText | null = null

  constructor(world: World, { ydoc, user, style, room }: { ydoc: Y.Doc; user: string; style: Style; room: string }) {
    this.#world = world
    this.#ydoc = ydoc
    this.#style = style
    this.#room = room
    this.author = world.newAuthor(user, style)
  }

  insert(): Deed {
    const { dice, trace } = this.#world
    const text = this.#text()
    const words = wordsOf(text)
    const token = tokenText(this.author, this.#number++)
    const filler = dice.chance(0.03) ? 'z'.repeat(dice.below(3_000)) : ''
    const at = this.#style === 'anywhere' ? words.indexOf('<', dice.below(words.length + 1)) : -1
    const clock = Y.getState(this.#ydoc.store, this.#ydoc.clientID)
    text.insert(at < 0 ? words.length : at, token + filler)
    const range = { client: this.#ydoc.clientID, clock, length: token.length + filler.length }
    trace.note(`${this.author} writes ${token}${filler.length > 0 ? `+${filler.length}` : ''}`)
    return this.#world.did({ kind: 'insert', token, range }, this.#room)
  }

  delete(): Deed | null {
    const { dice, trace } = this.#world
    const text = dice.pick(textsOf(this.#ydoc))
    if (text === undefined) return null
    const words = wordsOf(text)
    const found = dice.pick([...words.matchAll(tokenPattern)])
    const range = found === undefined ? undefined : this.#world.rangeOf(found[0])
    if (found === undefined || range === undefined) return null
    // Only true ones, and whole ones: somebody else may have copied or torn it.
    const id = idAt(text, found.index)
    if (id === null || id.client !== range.client || id.clock !== range.clock) return null
    const rest = words.slice(found.index + found[0].length, found.index + range.length)
    if (!/^z*$/.test(rest)) return null
    text.delete(found.index, range.length)
    trace.note(`${this.author} deletes ${found[0]}`)
    return this.#world.did({ kind: 'delete', token: found[0], range }, this.#room)
  }

  #text(): Y.XmlText {
    const { dice } = this.#world
    const texts = textsOf(this.#ydoc)
    const [first] = texts
    if (this.#style === 'end' && first !== undefined) return first
    if (this.#ownText?._item?.deleted === true) this.#ownText = null
    const found = this.#style === 'anywhere' ? dice.pick(texts) : this.#ownText
    if (found !== null && found !== undefined && !dice.chance(0.03)) return found
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    paragraph.insert(0, [text])
    this.#ydoc.getXmlFragment('content').push([paragraph])
    this.#ownText = text
    return text
  }
}
