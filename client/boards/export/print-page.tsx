import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { boardSchemaVersion } from '#collab/documents/board-model.ts'
import { type Board, readBoard } from '#collab/documents/board-read.ts'
import { useLiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { documentQuery } from '#client/data/documents.ts'
import { useUser } from '#client/session/session.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Row } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { BoardPicture } from './board-picture.tsx'
import { PrintList } from './print-list.tsx'
import styles from './print-page.module.css'
import { useNamer } from './use-namer.ts'

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

function Print({ page }: { page: DocumentView }) {
  const { t } = useMessages()
  const { board, isGone } = useBoardOnce(page.id)
  const [hasNames, setHasNames] = useState(false)
  const namer = useNamer(page, board)
  const nameOf = hasNames ? namer : null
  return (
    <div className={styles.screen} data-screen="board-print">
      <div className={styles.bar} data-print="no">
        <TextLink href={`/board/${page.id}`}>{t('boards.export_backToBoard')}</TextLink>
        <Row gap="m">
          {namer !== null && (
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
            <BoardPicture
              {...{ board, nameOf }}
              title={page.title}
              label={t('boards.export_picture', { title: page.title })}
              className={styles.picture}
            />
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
