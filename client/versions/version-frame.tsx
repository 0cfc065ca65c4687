import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { KeepButton } from '#client/session/keep-button.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import type { VersionBytes } from './compare.ts'
import { versionContentQuery } from '../data/versions.ts'
import { RestoreButton } from './restore-button.tsx'

interface VersionFrameProps<Compared> {
  page: DocumentView
  versionId: string
  /** Reads a version and what is another than in the one before: the same function at each call. */
  compare: (bytes: VersionBytes) => Compared
  children: (compared: Compared, showsChanges: boolean) => ReactNode
}

/** Around a version of any kind: asks for it, and offers to show what changed and to bring it back. */
export function VersionFrame<Compared extends { differences: readonly unknown[] }>(props: VersionFrameProps<Compared>) {
  const { page, versionId, compare, children } = props
  const { t } = useMessages()
  const { data, error, refetch } = useQuery(versionContentQuery(page.id, versionId))
  const [showsChanges, setShowsChanges] = useState(true)
  const compared = useMemo(() => data && compare(data), [data, compare])
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || !compared) return <Skeleton of="cards" count={1} />
  return (
    <Stack>
      <Row isSpread>
        <Switch isSelected={showsChanges} onChange={setShowsChanges}>
          {t('versions.showChanges')}
        </Switch>
        <Row gap="s">
          <KeepButton source={versionId === 'now' ? { document: page.id } : { version: versionId }} />
          {versionId !== 'now' && page.can.restoreVersion && <RestoreButton page={page} versionId={versionId} />}
        </Row>
      </Row>
      {showsChanges && compared.differences.length === 0 && (
        <p>{t(data.previous === null ? 'versions.firstVersion' : 'versions.noChanges')}</p>
      )}
      {children(compared, showsChanges)}
    </Stack>
  )
}
