import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { authorOf } from '#collab/documents/board-author.ts'
import { boardSchemaVersion } from '#collab/documents/board-model.ts'
import { type Board, readBoard } from '#collab/documents/board-read.ts'
import { useLiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { PageView } from '#client/pages/page-view.ts'
import { peopleQuery } from '#client/pages/queries.ts'
import { documentQuery } from '#client/shell/queries.ts'
import { useUser } from '#client/shell/session.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Row } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { makePicture } from './picture.ts'
import { PrintList } from './print-list.tsx'
import styles from './print-page.module.css'

type Namer = ((author: string) => string) | null

/** The board as it was when the view was opened: what is on paper does not move. */
function useBoardOnce(documentId: string): { board: Board | null; isGone: boolean } {
  const user = useUser()
  const live = useLiveDocument(documentId, boardSchemaVersion, user)
  const [board, setBoard] = useState<Board | null>(null)
  const isThere = live?.isSynced === true
  const ydoc = live?.ydoc
  useEffect(() => {
    if (isThere && ydoc !== undefined) setBoard((before) => before ?? readBoard(ydoc))
  }, [isThere, ydoc])
  return { board, isGone: live?.status.kind === 'gone' }
}

/** The picture as SVG in the page, so that print keeps its lines and letters. */
function Picture({ board, title, nameOf }: { board: Board; title: string; nameOf: Namer }) {
  const { t, locale } = useMessages()
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing')
  useEffect(() => {
    let isCurrent = true
    makePicture(board, { title, nameOf, t, locale, hasOwnFonts: false, hasLinks: false }).then(
      ({ svg }) => {
        if (!isCurrent) return
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
        place.current?.replaceChildren(document.importNode(parsed.documentElement, true))
        setState('drawn')
      },
      () => isCurrent && setState('failed'),
    )
    return () => {
      isCurrent = false
    }
  }, [board, title, nameOf, t, locale])
  return (
    <figure className={styles.picture} aria-label={t('boards.export_picture', { title })} data-state={state}>
      {state === 'drawing' && <Skeleton of="cards" count={1} />}
      {state === 'failed' && <Notice tone="danger" title={t('boards.export_failed')} />}
      <div ref={place} className={styles.sheet} aria-hidden="true" />
    </figure>
  )
}

function Print({ page }: { page: PageView }) {
  const { t } = useMessages()
  const user = useUser()
  const { data } = useQuery(peopleQuery(page.projectId))
  const { board, isGone } = useBoardOnce(page.id)
  const [hasNames, setHasNames] = useState(false)
  const nameOf = useMemo<Namer>(() => {
    const names = new Map((data?.members ?? []).map(({ userId, name }) => [authorOf(page.id, userId), name]))
    return hasNames ? (author) => names.get(author) ?? '' : null
  }, [data, hasNames, page.id])
  const mayName = user.kind === 'staff' || board?.meta.hasNames === true
  return (
    <div className={styles.screen} data-screen="board-print">
      <div className={styles.bar} data-print="no">
        <TextLink href={`/board/${page.id}`}>{t('boards.export_backToBoard')}</TextLink>
        <Row gap="m">
          {mayName && (
            <Checkbox isSelected={hasNames} onChange={setHasNames}>
              {t('boards.export_names')}
            </Checkbox>
          )}
          <Button variant="primary" icon={Printer} isDisabled={board === null} onPress={() => globalThis.print()}>
            {t('boards.export_print')}
          </Button>
        </Row>
      </div>
      {/* Paper is white, whatever the screen is. */}
      <article className={styles.paper} data-theme="light">
        <h1>{page.title}</h1>
        {board === null && !isGone && <Skeleton of="cards" count={2} />}
        {board !== null && board.objects.every((object) => object.isRemoved) && (
          <EmptyState sentence={t('boards.export_empty')} />
        )}
        {board !== null && board.objects.some((object) => !object.isRemoved) && (
          <>
            <Picture board={board} title={page.title} nameOf={nameOf} />
            <PrintList board={board} nameOf={nameOf} />
          </>
        )}
      </article>
    </div>
  )
}

/** A board on paper: its picture, then everything on it as text. */
export function PrintPage() {
  const { documentId } = useParams({ from: '/board/$documentId/print' })
  const { data, error, refetch } = useQuery(documentQuery(documentId))
  if (data) return <Print key={documentId} page={data.document} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Skeleton of="cards" count={3} />
}
