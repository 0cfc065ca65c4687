import { useEffect, useRef, useState } from 'react'
import { boardThemes } from '#collab/documents/board-palette.ts'
import type { Board } from '#collab/documents/board-read.ts'
import type { Mark } from '#collab/documents/board-svg-marks.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Skeleton } from '#client/ui/states.tsx'
import { makePicture } from './picture.ts'
import type { Namer } from './use-namer.ts'

interface BoardPictureProps {
  board: Board
  title: string
  titleLanguage?: string | null
  nameOf: Namer | null
  /** What a screen reader says of it: what is on it is listed elsewhere. */
  label: string
  className: string | undefined
  theme?: 'light' | 'dark'
  /** What became of the objects with these ids; the one pointed at stands out. */
  marks?: ReadonlyMap<string, Mark> | null
  pointed?: string | null
}

/** A board as SVG in the page, so that print keeps its lines and letters. */
export function BoardPicture(props: BoardPictureProps) {
  const {
    board,
    title,
    titleLanguage = null,
    nameOf,
    label,
    className,
    theme = 'light',
    marks = null,
    pointed = null,
  } = props
  const { t, locale } = useMessages()
  const place = useRef<HTMLDivElement>(null)
  const [picture, setPicture] = useState<Element | 'drawing' | 'failed'>('drawing')
  useEffect(() => {
    let isCurrent = true
    const wishes = {
      title,
      titleLanguage,
      nameOf,
      t,
      locale,
      hasOwnFonts: false,
      hasLinks: false,
      theme: boardThemes[theme],
    }
    const marked = marks === null ? {} : { markOf: ({ id }: { id: string }) => marks.get(id) ?? null }
    makePicture(board, { ...wishes, ...marked }).then(
      ({ svg }) => {
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
        if (isCurrent) setPicture(document.importNode(parsed.documentElement, true))
      },
      () => isCurrent && setPicture('failed'),
    )
    return () => {
      isCurrent = false
    }
  }, [board, title, titleLanguage, nameOf, t, locale, theme, marks])
  useEffect(() => {
    if (picture instanceof Element) place.current?.replaceChildren(picture)
  }, [picture])
  useEffect(() => {
    for (const element of place.current?.querySelectorAll('[data-mark]') ?? []) {
      const isPointed = element.getAttribute('data-mark') === pointed
      element.toggleAttribute('data-pointed', isPointed)
      if (isPointed) element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
  }, [pointed, picture])
  return (
    <>
      {picture === 'drawing' && <Skeleton of="cards" count={1} />}
      {picture === 'failed' && <Notice tone="danger" title={t('boards.export_failed')} />}
      <figure className={className} aria-label={label} hidden={!(picture instanceof Element)}>
        <div ref={place} aria-hidden="true" />
      </figure>
    </>
  )
}
