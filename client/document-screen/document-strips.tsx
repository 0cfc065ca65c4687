import { useQueryClient } from '@tanstack/react-query'
import { Copy, RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { copyText } from '#client/ui/copy-text.ts'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'
import { DamagedStrip } from './damaged-strip.tsx'
import { FullStrip } from './full-strip.tsx'
import type { DocumentView } from '#client/data/documents.ts'

interface StripsProps {
  live: LiveDocument
  page: DocumentView
  /** The words of this document, to take along. */
  textOf: (ydoc: LiveDocument['ydoc']) => string
}

function CopyButton({ live, page, textOf }: StripsProps) {
  const { t } = useMessages()
  const copy = () =>
    void copyText(textOf(live.ydoc), page.title).then(() => toast(t('document.copied', { kind: page.kind })))
  return (
    <Button icon={Copy} onPress={copy}>
      {t('document.copyText')}
    </Button>
  )
}

/** Why this person only reads, in one sentence. */
function ReadingStrip({ page, spentUntil }: { page: DocumentView; spentUntil: number | undefined }) {
  const { t } = useMessages()
  const { damaged, frozen, reason, kind } = page
  if (damaged !== null) return null
  // Who could not write anyway is told that, not when they could have.
  if (spentUntil !== undefined && page.can.write)
    return (
      <Notice tone="warn" role="status" title={t('document.readSpent')}>
        {t('document.readSpentUntil', { until: new Date(spentUntil) })}
      </Notice>
    )
  if (frozen !== null && (reason === 'frozen' || reason === null)) {
    const until = frozen.until === null ? null : new Date(frozen.until)
    const text = until
      ? t('document.readFrozenUntil', { by: frozen.by, until, kind })
      : t('document.readFrozen', { by: frozen.by, kind })
    return (
      <Notice tone="ice" role="status" title={text}>
        {frozen.reason !== null && t('document.reason', { reason: frozen.reason })}
      </Notice>
    )
  }
  if (reason === null || reason === 'frozen' || reason === 'damaged')
    return <Notice role="status" title={t('document.read_reading_right', { kind })} />
  return <Notice role="status" title={t(`document.read_${reason}`, { kind })} />
}

function StoppedStrip(props: StripsProps) {
  const { live, page } = props
  const { kind } = page
  const { t } = useMessages()
  const copy = <CopyButton {...props} />
  switch (live.status.kind) {
    case 'refused': {
      const action = (
        <Button icon={RotateCw} onPress={live.openAfresh}>
          {t('document.refusedReload', { kind })}
        </Button>
      )
      return (
        <Notice tone="danger" role="alert" title={t('document.refusedTitle')} action={action}>
          {t('document.refusedText', { kind })}
        </Notice>
      )
    }
    case 'outdated': {
      const reload = (
        <>
          {copy}
          <Button icon={RotateCw} onPress={() => location.reload()}>
            {t('document.reload')}
          </Button>
        </>
      )
      return (
        <Notice tone="warn" role="alert" title={t('document.outdatedTitle')} action={reload}>
          {t('document.outdatedText', { kind })}
        </Notice>
      )
    }
    case 'ended':
      return (
        <Notice tone="warn" role="alert" title={t('document.endedTitle')} action={copy}>
          {t('document.endedText')}
        </Notice>
      )
    case 'gone':
      return (
        <Notice tone="warn" role="alert" title={t('document.goneTitle', { kind })} action={copy}>
          {t('document.goneText')}
        </Notice>
      )
    case 'connecting':
    case 'live':
    case 'offline':
    case 'readOnly':
      return null
  }
}

/** Everything that is not as usual, said above the page: connection, rights, unsent words. Never a modal. */
export function DocumentStrips(props: StripsProps) {
  const { live, page } = props
  const { t } = useMessages()
  const queryClient = useQueryClient()
  const { status, saved, identity } = live
  const isFull = status.kind === 'readOnly' && live.isFull
  useEffect(() => {
    // Rights changed, or may have: ask what may be done now, and whether there is a session.
    if (status.kind === 'readOnly' || status.kind === 'live')
      void queryClient.invalidateQueries({ queryKey: ['document', page.id] })
    if (status.kind === 'ended') void queryClient.invalidateQueries({ queryKey: ['session'] })
  }, [status.kind, page.id, queryClient])
  return (
    <div data-print="no">
      {status.kind === 'offline' && (
        <Notice
          tone="warn"
          role="status"
          title={t('document.offlineTitle')}
          action={
            <>
              {saved.kind === 'deviceOnly' && <CopyButton {...props} />}
              <Button icon={RotateCw} onPress={live.reconnect}>
                {t('document.reconnect')}
              </Button>
            </>
          }
        >
          {saved.kind === 'deviceOnly' && !saved.isKept ? t('document.offlineMemory') : t('document.offlineKept')}
        </Notice>
      )}
      {saved.kind === 'late' && (
        <Notice tone="danger" role="alert" title={t('document.lateTitle')} action={<CopyButton {...props} />}>
          {t('document.lateText')}
        </Notice>
      )}
      {page.damaged !== null && <DamagedStrip page={page} goodUntil={page.damaged.goodUntil} />}
      {(isFull || identity?.isNearlyFull === true) && (
        <FullStrip page={page} isFull={isFull} onMade={live.openAfresh} />
      )}
      {status.kind === 'readOnly' && !live.isFull && <ReadingStrip page={page} spentUntil={identity?.spentUntil} />}
      <StoppedStrip {...props} />
    </div>
  )
}
