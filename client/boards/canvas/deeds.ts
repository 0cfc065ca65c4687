import { useMemo } from 'react'
import { fileAddress } from '#collab/documents/file-address.ts'
import { type BoardObject, type Point } from '#collab/documents/board-model.ts'
import { hasText } from '#collab/documents/things/register.ts'
import { ownAssetKind } from '#collab/documents/things/asset-kind.ts'
import type { Translate } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { Canvas } from './canvas.ts'
import { act, actionsOf } from '../parts/thing-actions.ts'
import { removeChosen } from './commands/remove.ts'
import { boxAbout, create, whyNotCreate } from './create.ts'
import { styleOf } from './styles.ts'
import { beginWriting } from './tools/select-tool.ts'

const noteSize: Point = [200, 200]

/** Whether a thing leads somewhere: a link, a file, a voice to hear. */
export const canFollow = ({ type, href, asset }: BoardObject): boolean =>
  href !== '' || (asset !== null && ownAssetKind({ type }) !== 'image')

/** What this person may do with its words: write them, send in what they are to be, or nothing. */
export function writingLabel(canvas: Canvas, object: BoardObject) {
  if (!hasText(object)) return null
  const { edit, propose } = canvas.rightsOn(object)
  if (edit) return 'boards.canvas_write'
  return propose ? 'boards.pending_change' : null
}

/** Goes where a thing leads, or plays it. */
function follow(canvas: Canvas, object: BoardObject): boolean {
  if (!canFollow(object)) return false
  const player = canvas.elements.get(object.id)?.querySelector('audio')
  if (player != null) {
    if (player.paused) void player.play().catch(() => {})
    else player.pause()
    return true
  }
  const address = object.href === '' ? fileAddress(object.asset ?? '') : object.href
  globalThis.open(address, '_blank', 'noopener,noreferrer')
  return true
}

/** What keys, menus and buttons do alike, with the words that a screen reader gets. True where something was done. */
function deedsOf(canvas: Canvas, t: Translate) {
  const travel = (ids: string[], words: string) => {
    const there = ids.filter((id) => canvas.objectOf(id) !== undefined)
    if (there.length > 0) canvas.selection.choose(there)
    canvas.session.announce(words)
    return true
  }
  const noteAtScreen = (screen: Point) => {
    if (whyNotCreate(canvas) !== null) return
    const style = styleOf(canvas.styles.get(), 'note')
    const box = boxAbout(canvas.camera.toBoard(screen), noteSize)
    const id = create(canvas, { type: 'note', ...style, shape: 0 }, box)
    if (id !== null) beginWriting(canvas, id)
  }
  return {
    undo: () => travel(canvas.session.gestures.undo(), t('boards.canvas_undone')),
    redo: () => travel(canvas.session.gestures.redo(), t('boards.canvas_redone')),
    remove() {
      if (canvas.selection.get().size === 0) return false
      const { removed, kept } = removeChosen(canvas)
      if (kept > 0) toast(t('boards.canvas_notRemoved', { count: kept }))
      if (removed > 0) {
        canvas.session.announce(t('boards.canvas_removed', { count: removed }))
        canvas.focus(null)
      }
      return true
    },
    /** Does what there is to do with it, writes in it, or opens where it leads. */
    open(id: string) {
      const object = canvas.objectOf(id)
      if (object === undefined) return false
      const [action] = canvas.rightsOn(object).move ? actionsOf(object) : []
      if (action !== undefined) act(canvas.session, id, action, t)
      return action !== undefined || beginWriting(canvas, id) || follow(canvas, object)
    },
    follow: (id: string) => {
      const object = canvas.objectOf(id)
      return object !== undefined && follow(canvas, object)
    },
    noteAt(x: number, y: number) {
      if (canvas.tool.get().id === 'select') noteAtScreen(canvas.screenOf(x, y))
    },
    noteAtScreen,
    /** All there is, into the middle. */
    fit() {
      const all = canvas.geometry.everything()
      if (all !== null) canvas.camera.fit(all)
    },
    /** At the thing on which the keyboard stands. */
    openMenu() {
      const current = canvas.selection.getCurrent()
      const box = current === null ? null : canvas.geometry.boxOf(current)
      const { width, height } = canvas.camera.getSize()
      const at =
        box === null ? ([width / 2, height / 2] as const) : canvas.camera.toScreen([box.x + box.width / 2, box.y])
      canvas.openMenu(at, box === null ? null : current)
      return true
    },
    openMenuAt(x: number, y: number, target: string | null) {
      canvas.openMenu(canvas.screenOf(x, y), target)
    },
  }
}

type Deeds = ReturnType<typeof deedsOf>

export const useDeeds = (canvas: Canvas, t: Translate): Deeds => useMemo(() => deedsOf(canvas, t), [canvas, t])
