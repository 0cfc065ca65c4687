import * as Y from 'yjs'
import type { Actor } from '../relay/ports.ts'
import { authorOfId, isObjectId } from './board-author.ts'
import { type BoardObject, boardLimits, boardRoots, type ObjectValues } from './board-model.ts'
import { objectsOf, readObject } from './board-read.ts'
import { type Finding, Forbidden, isPaused, type Judging } from './board-ruling.ts'
import { nameOfKey, stored, textKey, type valueNames, values } from './board-values.ts'
import { putObject, textOfObject, writeKey, writeText } from './board-write.ts'
import { hasText, isContainer, thingOf } from './things/register.ts'

type ValueName = (typeof valueNames)[number]

/** Clocks of tablets are wrong by minutes. */
const clockAheadMs = 60_000
/** What a card says and holds is its author's; where it stands is everybody's. */
const content: ReadonlySet<ValueName> = new Set(['asset', 'assetKind', 'alt', 'href', 'name', 'durationMs', 'language'])

/** Judges every object an update made, changed or took away. */
export function judgeObjects(judging: Judging): void {
  const full = whyFull(judging)
  for (const [id, action] of judging.touched[boardRoots.objects]) {
    const before = judging.state.objects.get(id)
    const map = objectsOf(judging.ydoc).get(id)
    if (map === undefined) {
      if (before !== undefined) putBack(judging, before)
    } else if (before === undefined) {
      if (full !== null) throw new Forbidden(full)
      judgeNew(judging, id, map)
    }
    // An honest client makes an object once.
    else if (action === 'add' || action === 'update') throw new Forbidden('an object put in place of another')
    else judgeChanged(judging, before, map)
  }
}

/** Nobody deletes for good but the server: it is made again, as it was. */
function putBack(judging: Judging, before: BoardObject): void {
  judging.fixes.push({
    write: () => putObject(judging.ydoc, before.id, before),
    finding: { objectId: before.id, reason: 'not_allowed' },
  })
}

/** Every key is known and its value readable. Throws Forbidden. */
function read(id: string, map: unknown): BoardObject {
  if (!(map instanceof Y.Map)) throw new Forbidden('an object that is none')
  for (const [key, value] of map) {
    if (key === textKey) continue
    const name = nameOfKey.get(key)
    if (name === undefined || values[name].read(value) === undefined) throw new Forbidden(`a value of ${key}`)
  }
  const object = readObject(id, map)
  if (object === null) throw new Forbidden('an object without a type')
  if (hasText(object) !== map.get(textKey) instanceof Y.Text) throw new Forbidden('a text where none belongs')
  return object
}

function judgeNew(judging: Judging, id: string, map: unknown): void {
  const { actor, state, ydoc, now, fixes } = judging
  if (!isObjectId(id) || authorOfId(id) !== actor.author) throw new Forbidden('an object of another author')
  const object = read(id, map)
  const lacking = thingOf(object).lacks?.(object) ?? null
  if (lacking !== null) throw new Forbidden(lacking)
  if (object.text.length > boardLimits.textLetters) throw new Forbidden('a text too long')
  if (state.moderation.hidden.has(id)) throw new Forbidden('an object that is hidden')
  if (!actor.isModerator) {
    // Words that come too late are kept by their author, as a draft.
    if (isPaused(judging)) throw new Forbidden('paused')
    if (state.meta.needsApproval || actor.needsApproval) throw new Forbidden('needs approval')
  }
  if (object.at > now + clockAheadMs) fixes.push(setting(judging, id, { at: now }, null))
  const reason = whyNotIn(judging, object)
  if (reason !== null) fixes.push(setting(judging, id, outside(judging, object), { objectId: id, reason }))
  if (ydoc.getMap(boardRoots.moderation).has(`l:${id}`) && !actor.isModerator) throw new Forbidden('a lock made ahead')
}

/** Whether the board, or what one person puts on it, holds no more. */
function whyFull(judging: Judging): 'full' | 'full for one' | null {
  const { state, actor } = judging
  const fresh = newOnes(judging)
  if (state.objects.size + fresh > boardLimits.objects) return 'full'
  const own = (state.objectsOf.get(actor.author) ?? 0) + fresh
  return !actor.isModerator && own > boardLimits.objectsOfOne ? 'full for one' : null
}

/** Counted once for an update: it may bring as many as a board holds. */
const newOnes = ({ touched, state }: Judging) => {
  let count = 0
  for (const id of touched[boardRoots.objects].keys()) if (!state.objects.has(id)) count++
  return count
}

/** Why an object may not lie in its parent; null where it may. */
function whyNotIn({ ydoc, actor, state }: Judging, object: BoardObject): Finding['reason'] | null {
  const { parent } = object
  if (parent === null) return null
  const holder = readObject(parent, objectsOf(ydoc).get(parent))
  if (holder === null || !isContainer(holder) || isContainer(object)) return 'not_allowed'
  return state.moderation.locked.has(parent) && !actor.isModerator ? 'locked' : null
}

/** The same thing outside of its parent, where it looks to be. */
function outside({ ydoc }: Judging, object: BoardObject): Partial<ObjectValues> {
  const holder = object.parent === null ? null : readObject(object.parent, objectsOf(ydoc).get(object.parent))
  const [x, y] = holder?.place ?? [0, 0]
  return { parent: null, place: [object.place[0] + x, object.place[1] + y] }
}

function setting({ ydoc }: Judging, id: string, wanted: Partial<ObjectValues>, finding: Finding | null) {
  const write = () => {
    const map = objectsOf(ydoc).get(id)
    if (!(map instanceof Y.Map)) return
    for (const [key, name] of nameOfKey) if (name in wanted) writeKey(map, key, stored(name, wanted[name]))
  }
  return { write, finding }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function isSameValue(name: ValueName, a: BoardObject, b: BoardObject): boolean {
  if (name !== 'points' || a.points === null || b.points === null) return isSame(a[name], b[name])
  const other = b.points
  return a.points.length === other.length && a.points.every((byte, at) => byte === other[at])
}

function judgeChanged(judging: Judging, before: BoardObject, map: unknown): void {
  const { ydoc, fixes } = judging
  const after = read(before.id, map)
  const wrong = new Map<ValueName, Finding['reason']>()
  for (const name of nameOfKey.values()) {
    if (isSameValue(name, before, after)) continue
    const reason = whyNotChanged(judging, name, before, after)
    if (reason !== null) wrong.set(name, reason)
  }
  const objectId = before.id
  for (const [name, reason] of wrong)
    fixes.push(setting(judging, objectId, { [name]: before[name] }, { objectId, reason }))
  if (before.text === after.text) return
  const reason = whyNotWritten(judging, before, after)
  if (reason === null) return
  const write = () => {
    const text = textOfObject(ydoc, objectId)
    if (text !== null) writeText(text, before.text)
  }
  fixes.push({ write, finding: { objectId, reason } })
}

/** What stops this person at this object, whatever they change of it. */
function whyClosed(judging: Judging, { id, parent }: BoardObject): Finding['reason'] | null {
  if (judging.actor.isModerator) return null
  const { locked } = judging.state.moderation
  if (locked.has(id) || (parent !== null && locked.has(parent))) return 'locked'
  return isPaused(judging) ? 'paused' : null
}

const isOwn = (actor: Actor, { author }: Pick<BoardObject, 'author'>) => actor.isModerator || author === actor.author

/**
 * Whether what a thing says is this person's to change: a card is its author's, all else everybody's. Cards of a template
 * have no author among people.
 */
export const isOwnWords = (object: Pick<BoardObject, 'type' | 'author'>, actor: Actor) =>
  thingOf(object).isOfAuthor !== true || object.author.length < 12 || isOwn(actor, object)

/** What a thing says and holds was approved as it is: a change of it is sent in like a new card (`server/boards`). */
function whyNotContent(judging: Judging, before: BoardObject): Finding['reason'] | null {
  if (!isOwnWords(before, judging.actor)) return 'not_yours'
  const { actor, state } = judging
  const isAsked = state.meta.needsApproval || actor.needsApproval === true
  return isAsked && !actor.isModerator ? 'needs_approval' : null
}

function whyNotChanged(
  judging: Judging,
  name: ValueName,
  before: BoardObject,
  after: BoardObject,
): Finding['reason'] | null {
  if (values[name].isFixed === true) return 'not_allowed'
  const closed = whyClosed(judging, before)
  if (closed !== null) return closed
  if (name === 'isRemoved' && !isOwn(judging.actor, before)) return 'not_yours'
  if (content.has(name)) return whyNotContent(judging, before)
  return name === 'parent' ? whyNotIn(judging, after) : null
}

function whyNotWritten(judging: Judging, before: BoardObject, after: BoardObject): Finding['reason'] | null {
  const reason = whyClosed(judging, before) ?? whyNotContent(judging, before)
  if (reason !== null) return reason
  const isTooLong = after.text.length > boardLimits.textLetters && after.text.length > before.text.length
  return isTooLong ? 'too_long' : null
}
