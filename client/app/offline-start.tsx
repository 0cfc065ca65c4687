import { CloudOff, RotateCw } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { deviceKind, keptDocuments, type KeptDocument } from '#client/live/kept-documents.ts'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { Skeleton } from '#client/ui/states.tsx'

const KeptPage = lazy(() => import('#client/pages/page-page.tsx').then((module) => ({ default: module.KeptPage })))

const askEveryMs = 10_000

/** Asks again while nobody answers: the product goes on by itself when the line is back. */
function useAskAgain(ask: () => void) {
  useEffect(() => {
    const timer = setInterval(ask, askEveryMs)
    addEventListener('online', ask)
    return () => {
      clearInterval(timer)
      removeEventListener('online', ask)
    }
  }, [ask])
}

function useKept(): readonly KeptDocument[] | null {
  const [kept, setKept] = useState<readonly KeptDocument[] | null>(null)
  useEffect(() => {
    let isLeft = false
    void keptDocuments().then((found) => isLeft || setKept(found))
    return () => {
      isLeft = true
    }
  }, [])
  return kept
}

const missing = { own: 'app.offlineNothing', shared: 'app.offlineShared', unknown: 'app.offlineNothing' } as const

function KeptList({ kept }: { kept: readonly KeptDocument[] }) {
  const { t, locale } = useMessages()
  return (
    <section aria-label={t('app.offlineList')}>
      <ul>
        {kept.map(({ documentId, title, at }) => (
          <li key={documentId}>
            <TextLink href={`/page/${documentId}`}>{title}</TextLink>{' '}
            {t('app.offlineSeen', { when: formatSince(new Date(at).toISOString(), locale) })}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A start without a line: what this device holds, or why it holds nothing. */
export function OfflineStart({ pathname, onAsk }: { pathname: string; onAsk: () => void }) {
  const { t, locale } = useMessages()
  const kept = useKept()
  useAskAgain(onAsk)
  if (kept === null) return <Skeleton count={6} />
  const wanted = /^\/page\/([\w-]+)$/.exec(pathname)?.[1]
  const shown = kept.find(({ documentId }) => documentId === wanted)
  const again = (
    <Button icon={RotateCw} onPress={onAsk}>
      {t('ui.tryAgain')}
    </Button>
  )
  return (
    <Stack>
      <ScreenTitle title={shown?.title ?? t('ui.screenOffline')} />
      <Notice tone="warn" role="status" icon={CloudOff} action={again} title={t('app.offlineTitle')}>
        {kept.length === 0 && t(missing[deviceKind()])}
        {shown && t('app.offlineReading', { when: formatSince(new Date(shown.at).toISOString(), locale) })}
        {kept.length > 0 && !shown && t(wanted === undefined ? 'app.offlineKept' : 'app.offlineOther')}
      </Notice>
      {shown && (
        <Suspense fallback={<Skeleton count={6} />}>
          <KeptPage kept={shown} />
        </Suspense>
      )}
      {kept.length > 0 && !shown && <KeptList kept={kept} />}
    </Stack>
  )
}
