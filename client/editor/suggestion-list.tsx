import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom'
import type { Editor } from '@tiptap/core'
import { useEffect, useId, useRef, useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import styles from './suggestion-list.module.css'
import type { SuggestionStore } from './suggestion-menu.ts'

interface SuggestionListProps {
  editor: Editor
  store: SuggestionStore
}

/** Keeps the list beside the caret, above an on-screen keyboard where there is no room below. */
function usePlace(list: React.RefObject<HTMLElement | null>, editor: Editor, rect: (() => DOMRect | null) | undefined) {
  useEffect(() => {
    const floating = list.current
    if (!floating || !rect) return
    const anchor = {
      getBoundingClientRect: () => rect() ?? editor.view.dom.getBoundingClientRect(),
      contextElement: editor.view.dom,
    }
    return autoUpdate(anchor, floating, () => {
      const middleware = [offset(6), flip({ padding: 8 }), shift({ padding: 8 })]
      void computePosition(anchor, floating, { strategy: 'fixed', placement: 'bottom-start', middleware }).then(
        ({ x, y }) => {
          floating.style.setProperty('left', `${x}px`)
          floating.style.setProperty('top', `${y}px`)
        },
      )
    })
  }, [list, editor, rect])
}

/** The "/" and "@" menus. Focus stays in the text, which points at the active entry. */
export function SuggestionList({ editor, store }: SuggestionListProps) {
  const { t } = useMessages()
  const open = useSyncExternalStore(store.subscribe, store.getSnapshot)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  usePlace(list, editor, open?.rect)
  const activeId = open === null ? null : `${id}-${open.active}`
  useEffect(() => {
    const { dom } = editor.view
    if (activeId === null) return
    dom.setAttribute('aria-controls', id)
    dom.setAttribute('aria-activedescendant', activeId)
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, activeId, id])
  if (open === null) return null
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      // Long lists scroll, and what scrolls must be reachable.
      tabIndex={0}
      aria-label={open.kind === 'slash' ? t('editor.slashMenu') : t('editor.mentionMenu')}
      className={styles.list}
      data-print="no"
    >
      {open.items.map((item, index) => (
        <div
          key={item.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === open.active}
          className={styles.item}
          // Before the text loses the focus.
          onPointerDown={(event) => {
            event.preventDefault()
            open.choose(index)
          }}
        >
          {item.label}
        </div>
      ))}
    </div>
  )
}
