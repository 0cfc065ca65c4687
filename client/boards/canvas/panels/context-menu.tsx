import {
  ClipboardPaste,
  Copy,
  CopyPlus,
  ExternalLink,
  Maximize,
  Pencil,
  Scissors,
  StickyNote,
  Trash2,
} from 'lucide-react'
import { useRef } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { KeepItem } from '#client/session/keep-item.tsx'
import { ReportItem } from '#client/session/report-item.tsx'
import { MenuItem, MenuPopover, MenuSeparator } from '#client/ui/menu.tsx'
import { useCanvas } from '../canvas.ts'
import { duplicateChosen } from '../commands/copies.ts'
import { canFollow, useDeeds, writingLabel } from '../deeds.ts'
import { useSignal } from '../signal.ts'
import { useClipboard } from '../use-clipboard.ts'
import { reportOf } from '../../parts/report-of.ts'
import { ActionItems } from './action-items.tsx'
import styles from './panels.module.css'

/** The menu at the pointer, by long press, or at the thing on which the keyboard stands. */
export function ContextMenu() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const place = useSignal(canvas.menu)
  const anchor = useRef<HTMLSpanElement>(null)
  const close = () => {
    canvas.menu.set(null)
    canvas.focus(canvas.selection.getCurrent())
  }
  return (
    <>
      <span
        ref={anchor}
        className={styles.anchor}
        style={{ left: place?.screen[0] ?? 0, top: place?.screen[1] ?? 0 }}
        aria-hidden="true"
      />
      {place !== null && (
        <MenuPopover
          triggerRef={anchor}
          label={t('boards.canvas_menu')}
          placement="bottom start"
          offset={8}
          onClose={close}
        >
          {place.isOnObject ? <ObjectItems /> : <BoardItems />}
        </MenuPopover>
      )}
    </>
  )
}

function ObjectItems() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const deeds = useDeeds(canvas, t)
  const clipboard = useClipboard(canvas)
  const [single] = canvas.selection.get().size === 1 ? canvas.changeable() : []
  const [thing] = canvas.selection.get().size === 1 ? canvas.chosen() : []
  const canWrite = canvas.session.can.write
  const writing = single === undefined ? null : writingLabel(canvas, single)
  return (
    <>
      {single !== undefined && writing !== null && (
        <MenuItem icon={Pencil} onAction={() => void deeds.open(single.id)}>
          {t(writing)}
        </MenuItem>
      )}
      {thing !== undefined && canFollow(thing) && (
        <MenuItem icon={ExternalLink} onAction={() => void deeds.follow(thing.id)}>
          {t('common.open')}
        </MenuItem>
      )}
      <MenuItem icon={Copy} onAction={() => void clipboard.copy()}>
        {t('common.copy')}
      </MenuItem>
      {canWrite && (
        <>
          <MenuItem icon={Scissors} onAction={() => void clipboard.cut()}>
            {t('boards.canvas_cut')}
          </MenuItem>
          <MenuItem icon={CopyPlus} onAction={() => void duplicateChosen(canvas)}>
            {t('boards.canvas_duplicate')}
          </MenuItem>
        </>
      )}
      <ActionItems />
      {thing !== undefined && <KeepItem source={{ object: thing.id, document: canvas.session.documentId }} />}
      {thing !== undefined && <ReportItem asked={reportOf(canvas.session, thing)} />}
      {canWrite && (
        <>
          <MenuSeparator />
          <MenuItem icon={Trash2} isDanger onAction={() => void deeds.remove()}>
            {t('common.delete')}
          </MenuItem>
        </>
      )}
    </>
  )
}

function BoardItems() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const deeds = useDeeds(canvas, t)
  const clipboard = useClipboard(canvas)
  const canWrite = canvas.session.can.write
  const [x, y] = canvas.menu.get()?.screen ?? [0, 0]
  return (
    <>
      {canWrite && (
        <>
          <MenuItem icon={StickyNote} onAction={() => deeds.noteAtScreen([x, y])}>
            {t('boards.canvas_noteHere')}
          </MenuItem>
          <MenuItem icon={ClipboardPaste} onAction={() => void clipboard.pasteAt(canvas.camera.toBoard([x, y]))}>
            {t('boards.canvas_paste')}
          </MenuItem>
        </>
      )}
      <MenuItem icon={Maximize} onAction={() => deeds.fit()}>
        {t('boards.canvas_fit')}
      </MenuItem>
    </>
  )
}
