import { useQueryClient } from '@tanstack/react-query'
import { later, Nothing, soon } from '#client/ui/later.tsx'
import { Copy, LogIn, RotateCw } from 'lucide-react'
import { Suspense, useEffect } from 'react'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { RuleNotice } from '#client/session/rule-notice.tsx'
import { useSignInAgain } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { copyText } from '#client/ui/copy-text.ts'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'
import { keptWords } from './kept-words.ts'
import type { DocumentView } from '#client/data/documents.ts'

// Only teachers have templates.
const HandOutStrip = later(() => import('./hand-out-strip.tsx').then((module) => module.HandOutStrip), Nothing)

// What goes wrong once in a school year.
const DamagedStrip = soon(() => import('./damaged-strip.tsx').then((module) => module.DamagedStrip), Nothing)
const FullStrip = soon(() => import('./full-strip.tsx').then((module) => module.FullStrip), Nothing)

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

interface FrozenProps {
  page: DocumentView
  frozen: NonNullable<DocumentView['frozen']>
}

/** By whom and until when, for who may write all the same as for who may not. */
function FrozenNotice({ page: { kind, can }, frozen: { by, reason, ...frozen } }: FrozenProps) {
  const { t } = useMessages()
  const until = frozen.until === null ? null : new Date(frozen.until)
  const said = can.write ? ('write' as const) : ('read' as const)
  const text = until ? t(`document.${said}FrozenUntil`, { by, until, kind }) : t(`document.${said}Frozen`, { by, kind })
  return (
    <Notice tone="ice" role="status" title={text}>
      {reason !== null && t('document.reason', { reason })}
    </Notice>
  )
}

const toolOf = ({ kind }: DocumentView) => (kind === 'page' ? 'page' : 'board')

/** A teacher reads first what this person makes here: who, and why. */
function ReadFirstStrip({ page }: { page: DocumentView }) {
  if (!page.isReadFirst || !page.can.write) return null
  return <RuleNotice projectId={page.projectId} tool={toolOf(page)} documentId={page.id} />
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
  if (frozen !== null && (reason === 'frozen' || reason === null)) return <FrozenNotice page={page} frozen={frozen} />
  if (reason === 'ruled') return <RuleNotice projectId={page.projectId} tool={toolOf(page)} documentId={page.id} />
  if (reason === null || reason === 'frozen' || reason === 'damaged')
    return <Notice role="status" title={t('document.read_reading_right', { kind })} />
  return <Notice role="status" title={t(`document.read_${reason}`, { kind })} />
}

function StoppedStrip(props: StripsProps) {
  const { live, page } = props
  const { kind } = page
  const { t } = useMessages()
  const signInAgain = useSignInAgain()
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
    case 'ended': {
      const again = (
        <>
          {copy}
          <Button variant="primary" icon={LogIn} onPress={signInAgain}>
            {t('document.signInAgain')}
          </Button>
        </>
      )
      return (
        <Notice tone="warn" role="alert" title={t('document.endedTitle')} action={again}>
          {t('document.endedText')}
        </Notice>
      )
    }
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
      {page.can.handOut && (
        <Suspense fallback={null}>
          <HandOutStrip page={page} />
        </Suspense>
      )}
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
          {t(keptWords(live))}
        </Notice>
      )}
      {saved.kind === 'late' && (
        <Notice tone="danger" role="alert" title={t('document.lateTitle')} action={<CopyButton {...props} />}>
          {t('document.lateText')}
        </Notice>
      )}
      <Suspense fallback={null}>
        {page.damaged !== null && <DamagedStrip page={page} goodUntil={page.damaged.goodUntil} />}
        {(isFull || identity?.isNearlyFull === true) && (
          <FullStrip page={page} isFull={isFull} onMade={live.openAfresh} />
        )}
      </Suspense>
      <ReadFirstStrip page={page} />
      {status.kind === 'readOnly' && !live.isFull && <ReadingStrip page={page} spentUntil={identity?.spentUntil} />}
      {status.kind === 'live' && page.frozen !== null && <FrozenNotice page={page} frozen={page.frozen} />}
      <StoppedStrip {...props} />
    </div>
  )
}
