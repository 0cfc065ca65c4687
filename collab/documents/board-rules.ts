import * as Y from 'yjs'
import { authorOfId } from './board-author.ts'
import { boardLimits, boardRoots, type Comment, layouts } from './board-model.ts'
import { commentKeys, commentsOf, metaKeys, reactionKey, readComment, readReaction } from './board-read.ts'
import { type Finding, Forbidden, isPaused, type Judging } from './board-ruling.ts'
import { putComment, writeKey, writeText } from './board-write.ts'

const moderatorKey = /^(l|pin):[a-z2-9]{1,24}\.[a-z0-9]{4,24}$/
const lockKey = /^l:/
/** What teachers may say of a board, and how; polls and tallies are the server's word alone. */
const moderatorMeta: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  [metaKeys.layout, layouts],
  [metaKeys.hasNames, [0, 1]],
  [metaKeys.needsApproval, [0, 1]],
])

/** Locks and pins are teachers'; what is hidden and who is paused is the server's word alone. */
export function judgeModeration(judging: Judging): void {
  const { ydoc, state, actor } = judging
  const map = ydoc.getMap(boardRoots.moderation)
  judgeValues(judging, boardRoots.moderation, map, state.moderationValues, (key) => {
    const value: unknown = map.get(key)
    return actor.isModerator && moderatorKey.test(key) && (value === 1 || value === undefined)
  })
  for (const key of judging.touched[boardRoots.moderation].keys()) noteLock(judging, key)
}

/** Who may change what everybody made is told from the audit too, not from the log of the board alone. */
function noteLock({ ydoc, state, actor, noted }: Judging, key: string): void {
  const isOn = ydoc.getMap(boardRoots.moderation).has(key)
  if (!actor.isModerator || !lockKey.test(key) || isOn === state.moderationValues.has(key)) return
  noted.push({ what: isOn ? 'locked' : 'unlocked', id: key.slice(key.indexOf(':') + 1) })
}

export function judgeMeta(judging: Judging): void {
  const { ydoc, state, actor } = judging
  const map = ydoc.getMap(boardRoots.meta)
  judgeValues(judging, boardRoots.meta, map, state.metaValues, (key) => {
    const value: unknown = map.get(key)
    const known = moderatorMeta.get(key)
    return actor.isModerator && known !== undefined && (value === undefined || known.includes(value))
  })
  const asks = map.get(metaKeys.needsApproval) === 1
  if (actor.isModerator && asks !== state.meta.needsApproval)
    judging.noted.push({ what: asks ? 'approval_asked' : 'approval_ended', id: '' })
}

/** An answer is of whoever gives it; teachers may take one away. */
export function judgeReactions(judging: Judging): void {
  const { ydoc, state, actor } = judging
  const map = ydoc.getMap(boardRoots.reactions)
  const objects = ydoc.getMap(boardRoots.objects)
  judgeValues(judging, boardRoots.reactions, map, state.reactions, (key) => {
    if (!map.has(key)) return actor.isModerator || isKeyOf(key, actor.author)
    const reaction = readReaction(key, map.get(key))
    if (reaction === null) throw new Forbidden('a reaction that is none')
    const isOwn = reaction.author === actor.author
    return isOwn && objects.has(reaction.objectId) && !isClosed(judging, reaction.objectId)
  })
}

/** Whole, since the end of a longer key may be anybody's name. */
const isKeyOf = (key: string, author: string) => key === reactionKey(key.slice(0, key.indexOf('|')), author)

const isClosed = (judging: Judging, objectId: string) =>
  !judging.actor.isModerator && (judging.state.moderation.locked.has(objectId) || isPaused(judging))

function judgeValues(
  judging: Judging,
  root: (typeof boardRoots)[keyof typeof boardRoots],
  map: Y.Map<unknown>,
  before: ReadonlyMap<string, unknown>,
  isAllowed: (key: string) => boolean,
): void {
  for (const key of judging.touched[root].keys()) {
    if (isAllowed(key)) continue
    const value = before.get(key)
    const [objectId = ''] = key.replace(/^\w+:/, '').split('|')
    judging.fixes.push({ write: () => writeKey(map, key, value), finding: { objectId, reason: 'not_allowed' } })
  }
}

const knownCommentKeys: ReadonlySet<string> = new Set(Object.values(commentKeys))

export function judgeComments(judging: Judging): void {
  const { ydoc, state, touched, fixes } = judging
  for (const [id, action] of touched[boardRoots.comments]) {
    const before = state.comments.get(id)
    const map = commentsOf(ydoc).get(id)
    if (map === undefined) {
      if (before !== undefined)
        fixes.push({
          write: () => putComment(ydoc, id, before),
          finding: { objectId: before.objectId, reason: 'not_allowed' },
        })
    } else if (before === undefined) judgeNewComment(judging, id, map)
    else if (action === 'add' || action === 'update') throw new Forbidden('a comment put in place of another')
    else judgeChangedComment(judging, before, map)
  }
}

function readWhole(id: string, map: unknown): Comment {
  const comment = readComment(id, map)
  if (comment === null || !(map instanceof Y.Map)) throw new Forbidden('a comment that is none')
  for (const [key, value] of map) {
    if (!knownCommentKeys.has(key)) throw new Forbidden('a key of a comment')
    if (key === commentKeys.isRemoved && value !== 1) throw new Forbidden('a value of a comment')
  }
  return comment
}

/** By the board, or by a rule for this person. */
const isAsked = ({ actor, state }: Judging) => state.meta.needsApproval || actor.needsApproval === true

function judgeNewComment(judging: Judging, id: string, map: unknown): void {
  const { actor, ydoc, state } = judging
  if (authorOfId(id) !== actor.author) throw new Forbidden('a comment of another author')
  const comment = readWhole(id, map)
  if (comment.text.length > boardLimits.commentLetters) throw new Forbidden('a comment too long')
  if (!ydoc.getMap(boardRoots.objects).has(comment.objectId)) throw new Forbidden('a comment on nothing')
  if (state.comments.size >= boardLimits.comments) throw new Forbidden('full')
  const own = state.commentsOf.get(actor.author) ?? 0
  if (!actor.isModerator && own >= boardLimits.commentsOfOne) throw new Forbidden('full for one')
  if (isClosed(judging, comment.objectId)) throw new Forbidden('locked')
  if (!actor.isModerator && isAsked(judging)) throw new Forbidden('needs approval')
}

function judgeChangedComment(judging: Judging, before: Comment, map: unknown): void {
  const { actor, fixes } = judging
  const after = readWhole(before.id, map)
  const isOwn = before.author === actor.author
  const finding = (reason: Finding['reason']): Finding => ({ objectId: before.objectId, reason })
  if (!(map instanceof Y.Map)) return
  const put = (key: string, value: unknown, reason: Finding['reason']) =>
    fixes.push({ write: () => writeKey(map, key, value), finding: finding(reason) })
  if (after.objectId !== before.objectId) put(commentKeys.object, before.objectId, 'not_allowed')
  if (after.at !== before.at) put(commentKeys.at, before.at, 'not_allowed')
  const mayRemove = isOwn || actor.isModerator
  if (after.isRemoved !== before.isRemoved && !mayRemove)
    put(commentKeys.isRemoved, before.isRemoved ? 1 : undefined, 'not_yours')
  if (after.text === before.text) return
  const reason = whyNotReworded(judging, before, after)
  if (reason === null) return
  const text: unknown = map.get(commentKeys.text)
  if (text instanceof Y.Text) fixes.push({ write: () => writeText(text, before.text), finding: finding(reason) })
}

function whyNotReworded(judging: Judging, before: Comment, after: Comment): Finding['reason'] | null {
  const { actor } = judging
  if (before.author !== actor.author) return 'not_yours'
  if (after.text.length > boardLimits.commentLetters) return 'too_long'
  if (isClosed(judging, before.objectId)) return isPaused(judging) ? 'paused' : 'locked'
  return isAsked(judging) && !actor.isModerator ? 'needs_approval' : null
}
