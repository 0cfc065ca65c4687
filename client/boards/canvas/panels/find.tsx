import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { finder } from '#client/ui/finder.ts'
import { SearchField } from '#client/ui/search-field.tsx'
import { useAuthors } from '../../parts/author.tsx'
import { findable } from '../../parts/find-words.ts'
import { type Canvas, useCanvas } from '../canvas.ts'
import { readingOrder } from '../navigate.ts'
import { useSignal } from '../signal.ts'
import styles from './panels.module.css'

/** From farther away than this, what was found could not be read. */
const readableZoom = 0.5

/** Brings it into sight and chooses it; the focus stays where one types. */
function show(canvas: Canvas, id: string) {
  canvas.selection.choose([id], id)
  const box = canvas.geometry.boxOf(id)
  if (box === null) return
  if (canvas.camera.getView().zoom < readableZoom) canvas.camera.fit(box)
  else canvas.camera.reveal(box)
}

/** Ids of what holds these words, as one reads. */
function useFound(canvas: Canvas, query: string): readonly string[] {
  const viewOf = useAuthors()
  const ids = useSyncExternalStore(canvas.store.subscribe, canvas.store.getIds)
  return useMemo(() => {
    const finds = finder(query)
    if (finds === null || ids.length === 0) return []
    return readingOrder(canvas).filter((id) => {
      const object = canvas.objectOf(id)
      return object !== undefined && finds(findable(object, viewOf(object.author).name))
    })
  }, [canvas, ids, query, viewOf])
}

function Panel({ canvas }: { canvas: Canvas }) {
  const { t } = useMessages()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(-1)
  const found = useFound(canvas, query)
  const go = (by: 1 | -1) => {
    const next = at < 0 ? (by === 1 ? 0 : found.length - 1) : (at + by + found.length) % found.length
    const id = found[next]
    if (id === undefined) return
    setAt(next)
    show(canvas, id)
  }
  const close = () => {
    canvas.finding.set(false)
    canvas.focus(canvas.selection.getCurrent())
  }
  const count =
    query.trim() === ''
      ? ''
      : found.length === 0
        ? t('ui.noMatch')
        : t('boards.find_count', { at: at + 1, all: found.length })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of its field and buttons
    <div
      role="search"
      aria-label={t('boards.find_board')}
      className={cx(styles.panel, styles.find)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close()
        else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) go(event.shiftKey ? -1 : 1)
        else return
        event.preventDefault()
      }}
    >
      <SearchField
        label={t('boards.find_board')}
        value={query}
        autoFocus
        onChange={(words) => {
          setQuery(words)
          setAt(-1)
        }}
      />
      <span role="status" className={styles.found}>
        {count}
      </span>
      <IconButton
        label={t('boards.find_before')}
        icon={ChevronUp}
        isDisabled={found.length === 0}
        onPress={() => go(-1)}
      />
      <IconButton
        label={t('boards.find_next')}
        icon={ChevronDown}
        isDisabled={found.length === 0}
        onPress={() => go(1)}
      />
      <IconButton label={t('ui.close')} icon={X} onPress={close} />
    </div>
  )
}

/** Looks for words on the board: the browser's own search does not see what is out of sight or painted. */
export function Find() {
  const canvas = useCanvas()
  return useSignal(canvas.finding) ? <Panel canvas={canvas} /> : null
}
