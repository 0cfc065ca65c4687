import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { type BoardObject, boardSchemaVersion } from '#collab/documents/board-model.ts'
import { type Board, readBoard } from '#collab/documents/board-read.ts'
import { useLiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { documentQuery } from '#client/data/documents.ts'
import { useUser } from '#client/session/session.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Row } from '#client/ui/layout.tsx'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { DocumentTitle } from '#client/document-screen/document-title.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { EmptyState, Skeleton } from '#client/ui/states.tsx'
import { slidesOf } from '../parts/slides.ts'
import { BoardPicture } from './board-picture.tsx'
import { frameAlone } from './frame-part.ts'
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

interface SlideProps {
  board: Board
  frame: BoardObject
  nameOf: ReturnType<typeof useNamer>
}

/** A frame of the board on a sheet of its own. */
function Slide({ board, frame, nameOf }: SlideProps) {
  const { t } = useMessages()
  const alone = useMemo(() => frameAlone(board, frame.id), [board, frame.id])
  const title = frame.text.trim() || t('boards.type_frame')
  return (
    <BoardPicture
      {...{ board: alone, nameOf, title }}
      label={t('boards.export_picture', { title })}
      className={styles.picture}
    />
  )
}

function Print({ page }: { page: DocumentView }) {
  const { t } = useMessages()
  const { board, isGone } = useBoardOnce(page.id)
  const [hasNames, setHasNames] = useState(false)
  const [areSlides, setAreSlides] = useState(false)
  const namer = useNamer(page, board)
  const nameOf = hasNames ? namer : null
  const frames = useMemo(() => (board === null ? [] : slidesOf(board.objects)), [board])
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
          {frames.length > 0 && (
            <Checkbox isSelected={areSlides} onChange={setAreSlides}>
              {t('boards.export_slides')}
            </Checkbox>
          )}
          <Button variant="primary" icon={Printer} isDisabled={board === null} onPress={() => globalThis.print()}>
            {t('boards.export_print')}
          </Button>
        </Row>
      </div>
      {/* Paper is white, whatever the screen is. */}
      <article className={styles.paper} data-theme="light">
        <ScreenTitle title={t('boards.export_printTitle', { title: page.title })}>
          <DocumentTitle of={page} />
        </ScreenTitle>
        {board === null && !isGone && <Skeleton of="cards" count={2} />}
        {board !== null && board.objects.every((object) => object.isRemoved) && (
          <EmptyState sentence={t('boards.export_empty')} />
        )}
        {board !== null && board.objects.some((object) => !object.isRemoved) && (
          <>
            {areSlides ? (
              frames.map((frame) => <Slide key={frame.id} {...{ board, nameOf, frame }} />)
            ) : (
              <BoardPicture
                {...{ board, nameOf }}
                title={page.title}
                titleLanguage={page.language}
                label={t('boards.export_picture', { title: page.title })}
                className={styles.picture}
              />
            )}
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
  if (error) return <ErrorScreen error={error} onRetry={() => void refetch()} />
  return <Skeleton of="cards" count={3} />
}
