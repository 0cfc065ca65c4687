import { useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { authorOfId } from '#collab/documents/board-author.ts'
import { thingOf } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useBoardSession } from '../board-session.ts'
import { AuthorChip } from '../parts/author.tsx'
import { CardContent } from '../parts/card-content.tsx'
import { When } from '../parts/when.tsx'
import { objectOf } from './kept-object.ts'
import { KeptFocus } from './kept-focus.tsx'
import styles from './moderation.module.css'
import { type HiddenThing, hiddenQuery, useBringBack } from './queries.ts'

function Line({ thing }: { thing: HiddenThing }) {
  const { t } = useMessages()
  const { documentId, announce } = useBoardSession()
  const bringBack = useBringBack(documentId)
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        <span className={styles.type}>{t(`boards.type_${thing.type}`)}</span>
        <AuthorChip author={authorOfId(thing.objectId)} />
        <When at={Date.parse(thing.hiddenAt)} />
      </div>
      {thingOf(thing).isByHand === true ? <p>{thing.alt}</p> : <CardContent object={objectOf(thing, thing.type)} />}
      {thing.comments.length > 0 && (
        <ul className={cx(styles.comments)}>
          {thing.comments.map((comment, at) => (
            <li key={at}>
              <AuthorChip author={comment.author} /> {comment.text}
            </li>
          ))}
        </ul>
      )}
      {bringBack.isError && <ErrorState error={bringBack.error} />}
      <div className={styles.tools}>
        <OnlineButton
          icon={Eye}
          isPending={bringBack.isPending}
          onPress={() =>
            bringBack.mutate([thing.objectId], { onSuccess: () => announce(t('boards.moderate_cameBack')) })
          }
        >
          {t('boards.moderate_bringBack')}
        </OnlineButton>
      </div>
    </li>
  )
}

/** What teachers have taken away from pupils' eyes; it comes back as it was. */
export function HiddenTab() {
  const { t } = useMessages()
  const { documentId } = useBoardSession()
  const { data, error, refetch } = useQuery(hiddenQuery(documentId))
  if (data === undefined)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton of="rows" />
  return (
    <KeptFocus>
      <Stack>
        {data.hidden.length === 0 ? (
          <EmptyState sentence={t('boards.moderate_noneHidden')} />
        ) : (
          <p className={styles.aside}>{t('boards.moderate_hiddenHelp')}</p>
        )}
        <ul role="list" className={cx(styles.list)}>
          {data.hidden.map((thing) => (
            <Line key={thing.objectId} thing={thing} />
          ))}
        </ul>
      </Stack>
    </KeptFocus>
  )
}
